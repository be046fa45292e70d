"""Logs: one line an event, where standard error is at that moment."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

import pytest
import structlog

from monitor.app.observe import start_logs


@pytest.fixture(autouse=True)
def settled_logs() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_an_event_is_one_json_object_with_its_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    start_logs(json=True)

    structlog.get_logger().info("sweep", visited=3, agency="兰溪区教育局")

    told = json.loads(out.getvalue())
    assert (told["event"], told["visited"], told["agency"], told["level"]) == ("sweep", 3, "兰溪区教育局", "info")


def test_an_event_goes_to_the_standard_error_of_its_own_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    start_logs(json=True)
    first.close()
    monkeypatch.setattr(sys, "stderr", second)

    structlog.get_logger().info("letters")

    assert json.loads(second.getvalue())["event"] == "letters"


def test_a_quiet_log_keeps_to_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    start_logs(json=True, quiet=True)

    structlog.get_logger().info("sweep")
    structlog.get_logger().warning("trouble")

    assert [json.loads(line)["event"] for line in out.getvalue().splitlines()] == ["trouble"]
