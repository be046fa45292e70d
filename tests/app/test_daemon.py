"""The daemon as the office runs it: a process of its own, real signals, a portal on the loopback."""

from __future__ import annotations

import gzip
import signal
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import simplejson

from monitor.store import Tick, instance, open_store, ticks
from tests.support.offices import Owing, write_office
from tests.support.portal import Exchange, Portal, page
from tests.support.processes import Program, eventually, nianbao

pytestmark = pytest.mark.slow

MARKER = "只在网页上出现的一句话"
LISTING = page(f"<html><title>政府信息公开年报</title><h2>政府信息公开年报</h2><p>{MARKER}</p><ul></ul></html>")
SECONDS = 5.0
"""How long a daemon may take to end: a visit is finished, a round is not."""


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal({"/": LISTING}) as served:
        yield served


def office(folder: Path, portal: Portal, paths: Sequence[str] = ("/",), **sections: dict[str, Any]) -> Path:
    """Write an office of as many agencies as paths, each with its listing there."""
    agencies = [Owing(f"a{i}", f"兰溪区第{i}局", portal.url(path)) for i, path in enumerate(paths, start=1)]
    fetching = {"allow_hosts": [portal.authority], **sections.pop("fetching", {})}
    return write_office(folder, agencies, {"fetching": fetching, **sections})


@contextmanager
def running(config: Path, name: str = "daemon.log", **environ: str) -> Iterator[Program]:
    with nianbao(config.parent / name, "run", "--config", str(config), "--log", "json", environ=environ) as program:
        yield program


def replace(file: Path, old: str, new: str) -> None:
    """Change a file of the configuration as careful editors do, in one move."""
    draft = file.with_name(f".{file.name}.draft")
    text = file.read_text(encoding="utf-8")
    assert old in text
    draft.write_text(text.replace(old, new), encoding="utf-8")
    draft.replace(file)


def query(config: Path, statement: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(config.parent / "nianbao.db", timeout=10)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_it_sweeps_beats_and_ends_when_told(tmp_path: Path, portal: Portal) -> None:
    config = office(tmp_path, portal)
    with running(config) as daemon:
        assert daemon.await_event("sweep")["visited"] == 1
        eventually((tmp_path / "heartbeat.json").exists)
        daemon.await_event("deadlines")
        daemon.send(signal.SIGTERM)
        status, seconds = daemon.end()
    beat = simplejson.loads((tmp_path / "heartbeat.json").read_text(encoding="utf-8"))
    assert status == 0
    assert seconds < SECONDS
    assert beat["owner"] == daemon.events("started")[0]["owner"]
    assert portal.paths() == ["/robots.txt", "/"]
    assert [state for (state,) in query(config, "SELECT state FROM listings")] == ["new"]
    assert query(config, "SELECT owner FROM instance") == []


def test_its_log_is_one_object_a_line(tmp_path: Path, portal: Portal) -> None:
    with running(office(tmp_path, portal)) as daemon:
        daemon.await_event("sweep")
        daemon.send(signal.SIGTERM)
        daemon.end()
    events = [simplejson.loads(line) for line in daemon.lines]
    assert events
    assert all({"event", "level", "timestamp"} <= set(event) for event in events)


def test_a_signal_has_the_configuration_read_again(tmp_path: Path, portal: Portal) -> None:
    config = office(tmp_path, portal)
    with running(config) as daemon:
        daemon.await_event("sweep")
        replace(config / "agencies.csv", "兰溪区第1局", "兰溪区财政局")
        daemon.send(signal.SIGHUP)
        assert daemon.await_event("configuration_loaded")["agencies"] == 1


def test_a_changed_file_is_noticed_without_a_signal(tmp_path: Path, portal: Portal) -> None:
    config = office(tmp_path, portal)
    with running(config / "office.yaml") as daemon:
        daemon.await_event("sweep")
        replace(config / "agencies.csv", "兰溪区第1局", "兰溪区财政局")
        daemon.await_event("configuration_loaded")


def test_a_wrong_version_is_refused_and_told_and_the_last_good_one_stays(tmp_path: Path, portal: Portal) -> None:
    config = office(tmp_path, portal)
    with running(config) as daemon:
        daemon.await_event("sweep")
        replace(config / "agencies.csv", "department", "ministry")
        daemon.send(signal.SIGHUP)
        refused = daemon.await_event("configuration_refused")
        assert "agencies.csv" in refused["problem"]
        eventually(lambda: query(config, "SELECT 1 FROM matters WHERE code = 'configuration_refused'") != [])
        assert daemon.events("configuration_loaded") == []
        replace(config / "agencies.csv", "ministry", "department")
        daemon.send(signal.SIGHUP)
        daemon.await_event("configuration_loaded")
        daemon.send(signal.SIGTERM)
        assert daemon.end()[0] == 0


def test_a_version_that_cannot_be_put_to_work_is_refused_too(tmp_path: Path, portal: Portal) -> None:
    config = office(tmp_path, portal)
    authority = config / "authority.pem"
    authority.write_text("no certificate", encoding="utf-8")
    with running(config) as daemon:
        daemon.await_event("sweep")
        replace(config / "office.yaml", "pause_seconds: 0", "pause_seconds: 0\n  ca_file: authority.pem")
        daemon.send(signal.SIGHUP)
        daemon.await_event("configuration_refused")
        daemon.send(signal.SIGTERM)
        assert daemon.end()[0] == 0


def test_a_second_instance_on_the_same_database_says_so_and_leaves(tmp_path: Path, portal: Portal) -> None:
    config = office(tmp_path, portal)
    with running(config) as first:
        owner = first.await_event("started")["owner"]
        with running(config, "second.log") as second:
            assert second.end()[0] == 2
        assert owner in "\n".join(second.lines)
        assert first.process.poll() is None


def test_one_that_was_asleep_for_too_long_gives_way_to_its_successor(tmp_path: Path, portal: Portal) -> None:
    config = office(tmp_path, portal)
    with running(config) as daemon:
        daemon.await_event("sweep")
        now = datetime.now(UTC)
        with open_store(f"sqlite:///{tmp_path / 'nianbao.db'}") as store, store.begin() as tx:
            assert instance.acquire(tx, now + timedelta(hours=1), "elsewhere:1:successor")
            ticks.save(tx, Tick("heartbeat", now))
        assert daemon.end()[0] == 2
    assert daemon.events("place_lost")[0]["owner"] == "elsewhere:1:successor"


def test_after_a_kill_it_starts_again_at_once(tmp_path: Path, portal: Portal) -> None:
    config = office(tmp_path, portal)
    with running(config) as killed:
        killed.await_event("sweep")
        killed.send(signal.SIGKILL)
        assert killed.end()[0] == -signal.SIGKILL
    with running(config, "again.log") as daemon:
        daemon.await_event("started")
        daemon.send(signal.SIGTERM)
        assert daemon.end()[0] == 0


def test_it_finishes_the_visit_in_hand_but_not_the_round(tmp_path: Path, portal: Portal) -> None:
    asked_at: list[str] = []

    def slow(exchange: Exchange) -> None:
        asked_at.append(exchange.seen.path)
        exchange.wait(0.5)
        exchange.answer(*LISTING)

    paths = [f"/{i}" for i in range(60)]
    portal.routes = dict.fromkeys(paths, slow)
    config = office(tmp_path, portal, paths, schedule={"threads": 1})
    with running(config) as daemon:
        eventually(lambda: len(asked_at) > 0)
        daemon.send(signal.SIGTERM)
        status, seconds = daemon.end()
    visited = query(config, "SELECT agency FROM listings WHERE visited_at IS NOT NULL")
    assert (status, len(visited)) == (0, len(asked_at))
    assert seconds < SECONDS


def test_a_round_that_was_cut_short_is_taken_up_after_the_restart(tmp_path: Path, portal: Portal) -> None:
    def slow(exchange: Exchange) -> None:
        exchange.wait(0.5)
        exchange.answer(*LISTING)

    paths = [f"/{i}" for i in range(12)]
    portal.routes = dict.fromkeys(paths, slow)
    config = office(tmp_path, portal, paths, schedule={"threads": 1})
    with running(config) as daemon:
        eventually(lambda: len(portal.requests) > 1)
        daemon.send(signal.SIGTERM)
        daemon.end()
    portal.routes = dict.fromkeys(paths, LISTING)
    with running(config, "again.log") as daemon:
        daemon.await_event("sweep")
    assert sorted(path for path in portal.paths() if path != "/robots.txt") == sorted(paths)


def envelopes(portal: Portal) -> list[str]:
    """Give what Sentry was sent, readable."""
    posts = [seen for seen in portal.requests if seen.method == "POST"]
    bodies = [gzip.decompress(s.body) if s.header("Content-Encoding") == "gzip" else s.body for s in posts]
    return [body.decode() for body in bodies]


def reported(portal: Portal) -> list[dict[str, Any]]:
    """Give the errors among the envelopes; their headers and check-ins have no exception."""
    items = [simplejson.loads(line) for envelope in envelopes(portal) for line in envelope.splitlines() if line]
    return [item for item in items if "exception" in item]


def broken_office(folder: Path, portal: Portal, **sections: dict[str, Any]) -> Path:
    """Write an office whose archive cannot be written: an accident inside the step, in every visit."""
    config = office(folder, portal, ("/",), **sections)
    (folder / "archive").write_text("a file, where a folder should be", encoding="utf-8")
    return config


def test_an_error_inside_a_step_reaches_sentry_with_step_and_agency_and_nothing_private(
    tmp_path: Path, portal: Portal
) -> None:
    with Portal({"/api/1/envelope/": (200, {}, b"{}")}) as sentry:
        config = broken_office(tmp_path, portal, sentry={"dsn_env": "NIANBAO_TEST_DSN"})
        with running(config, NIANBAO_TEST_DSN=f"http://key@{sentry.authority}/1") as daemon:
            daemon.await_event("trouble")
            eventually(lambda: bool(reported(sentry)))
            daemon.send(signal.SIGTERM)
            assert daemon.end()[0] == 0
        tags = [event["tags"] for event in reported(sentry)]
        assert {"step": "sweep", "agency": "a1"} in tags
        everything = "\n".join(envelopes(sentry))
    assert "@lanxi.example" not in everything
    assert MARKER not in everything
    assert "nianbao-sweep" in everything


def test_nothing_is_sent_without_a_dsn_in_the_configuration(tmp_path: Path, portal: Portal) -> None:
    with Portal() as sentry:
        config = broken_office(tmp_path, portal)
        with running(config, SENTRY_DSN=f"http://key@{sentry.authority}/1") as daemon:
            daemon.await_event("trouble")
            daemon.send(signal.SIGTERM)
            assert daemon.end()[0] == 0
        assert sentry.requests == []
