"""Says which certificates are believed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from monitor.fetch import Client, Failure, FailureReason, Request, Response
from monitor.settings import Fetching
from tests.support.portal import Portal, page, write_authority

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 31, tzinfo=UTC)


def get(url: str, host: str, ca_file: Path | None = None) -> Response | Failure:
    settings = Fetching(allow_hosts=(host,), pause_seconds=0, ca_file=ca_file, total_seconds=5)
    return Client(settings, lambda: NOW, resolve=lambda _host, _port: ["127.0.0.1"]).get(Request(url))


def test_a_self_signed_certificate_is_not_believed() -> None:
    with Portal({"/": page("x")}, tls=True) as portal:
        failure = get(portal.url(), "127.0.0.1")
    assert isinstance(failure, Failure)
    assert failure.reason is FailureReason.TLS
    assert not failure.permanent
    assert portal.requests == []


@pytest.mark.parametrize("host", ["127.0.0.1", "portal.example.gov.cn"])
def test_an_authority_of_the_office_is_believed_under_the_name_that_was_asked_for(host: str, tmp_path: Path) -> None:
    with Portal({"/": page("inside")}, tls=True) as portal:
        got = get(portal.url(host=host), host, write_authority(tmp_path))
    assert isinstance(got, Response), got
    assert got.body == page("inside")[2]
    assert portal.requests[0].header("Host") == f"{host}:{portal.port}"


def test_a_certificate_for_another_name_is_not_believed(tmp_path: Path) -> None:
    with Portal({"/": page("x")}, tls=True) as portal:
        failure = get(portal.url(host="other.example.cn"), "other.example.cn", write_authority(tmp_path))
    assert isinstance(failure, Failure)
    assert failure.reason is FailureReason.TLS


def test_plain_http_where_tls_was_asked_for_is_a_failure_of_tls() -> None:
    with Portal({"/": page("x")}) as portal:
        failure = get(portal.url().replace("http:", "https:"), "127.0.0.1")
    assert isinstance(failure, Failure)
    assert failure.reason is FailureReason.TLS


def test_a_missing_or_empty_authority_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("")
    for name, error in (("missing.pem", OSError), ("empty.pem", ValueError)):
        with pytest.raises(error):
            Client(Fetching(ca_file=tmp_path / name), lambda: NOW)
