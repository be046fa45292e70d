"""Old portals: old versions and ciphers of TLS only where the office allows them, chains that are not sent."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from monitor.fetch import Client, Failure, FailureReason, Request, Response
from monitor.settings import Fetching
from tests.support.portal import HOST, Portal, page

pytestmark = pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")

NOW = datetime(2026, 3, 31, tzinfo=UTC)
BODY = "兰溪区财政局"


def server(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


def of_version(context: ssl.SSLContext, version: ssl.TLSVersion) -> ssl.SSLContext:
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = version
    return context


def of_ciphers(context: ssl.SSLContext, ciphers: str) -> ssl.SSLContext:
    context.set_ciphers(ciphers)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context


OLD = {
    "TLS 1.0": lambda context: of_version(context, ssl.TLSVersion.TLSv1),
    "TLS 1.1": lambda context: of_version(context, ssl.TLSVersion.TLSv1_1),
    "ciphers with SHA-1": lambda context: of_ciphers(context, "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"),
}


@contextmanager
def portal(context: ssl.SSLContext) -> Iterator[Portal]:
    with Portal({"/": page(BODY)}, tls=context) as running:
        yield running


def get(running: Portal, ca_file: Path, *, legacy: bool) -> Response | Failure:
    settings = Fetching(allow_hosts=(running.authority,), pause_seconds=0, ca_file=ca_file, total_seconds=5)
    return Client(settings, lambda: NOW).get(Request(running.url(), legacy_tls=legacy))


def written(certificate: trustme.Blob, folder: Path) -> Path:
    certificate.write_to_path(str(folder / "authority.pem"))
    return folder / "authority.pem"


@pytest.mark.parametrize("old", OLD)
def test_old_tls_is_spoken_only_where_the_office_allows_it(old: str, tmp_path: Path) -> None:
    authority = trustme.CA()
    with portal(OLD[old](server(authority))) as running:
        own = written(authority.cert_pem, tmp_path)
        refused, answered = (get(running, own, legacy=legacy) for legacy in (False, True))
    assert isinstance(refused, Failure)
    assert refused.reason is FailureReason.TLS
    assert isinstance(answered, Response), answered
    assert answered.body.decode() == BODY
    assert len(running.requests) == 1


@pytest.mark.parametrize("old", OLD)
def test_old_tls_without_a_certificate_that_can_be_checked_is_refused_all_the_same(old: str, tmp_path: Path) -> None:
    with portal(OLD[old](server(trustme.CA()))) as running:
        got = get(running, written(trustme.CA().cert_pem, tmp_path), legacy=True)
    assert isinstance(got, Failure)
    assert (got.reason, running.requests) == (FailureReason.TLS, [])


@pytest.mark.parametrize("legacy", [False, True])
def test_a_chain_that_is_not_sent_is_checked_by_the_intermediate_that_the_office_adds(
    tmp_path: Path, *, legacy: bool
) -> None:
    root = trustme.CA()
    intermediate = root.create_child_ca()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with intermediate.issue_cert(HOST).private_key_and_cert_chain_pem.tempfile() as whole:
        # the private key and the portal's own certificate, without those that lead to its authority
        key, mark, first, *_ = Path(whole).read_text().partition("-----BEGIN CERTIFICATE-----")
        alone = tmp_path / "alone.pem"
        alone.write_text(f"{key}{mark}{first.partition('-----END CERTIFICATE-----')[0]}-----END CERTIFICATE-----\n")
    context.load_cert_chain(alone)
    with portal(context) as running:
        by_root = get(running, written(root.cert_pem, tmp_path), legacy=legacy)
        by_intermediate = get(running, written(intermediate.cert_pem, tmp_path), legacy=legacy)
    assert isinstance(by_root, Failure)
    assert by_root.reason is FailureReason.TLS
    assert isinstance(by_intermediate, Response), by_intermediate
