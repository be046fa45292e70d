"""A round is planned host by host, so that it can be said beforehand about how long it takes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.app.obligations import Obligation
from monitor.app.plan import Plan, Visit, planned
from monitor.rules import Presence
from monitor.settings import Agency, Fetching, Kind, Office, Schedule, Settings, Storage
from monitor.store import Watched, listings
from tests.support.offices import Owing, opened, write_office

NOW = datetime(2026, 2, 2, 1, tzinfo=UTC)


def visit(url: str | None, presence: Presence = Presence.UNKNOWN) -> Visit:
    agency = Agency("a", "兰溪区财政局", Kind.DEPARTMENT, listing=url)
    return Obligation(agency, 2025, date(2026, 1, 31)), Watched("a", 2025, url, presence=presence)


@pytest.mark.parametrize(
    ("hosts", "threads", "requests"),
    [
        ([[visit("http://a/1")]], 8, 2),
        ([[visit("http://a/1"), visit("http://a/1")]], 8, 2),
        ([[visit("http://a/1", Presence.PUBLISHED)]], 8, 3),
        ([[visit("http://a/1"), visit("http://a/2")], [visit("http://b/1")]], 8, 3),
        ([[visit(f"http://{host}/1")] for host in "abcdefgh"], 2, 8),
        ([[visit(None)]], 8, 0),
        ([], 8, 0),
    ],
)
def test_the_time_is_that_of_the_busiest_host_or_of_all_by_the_threads(
    hosts: list[list[Visit]], threads: int, requests: int
) -> None:
    settings = Settings(
        office=Office("兰溪区人民政府办公室", "a@lanxi.example"),
        agencies=(),
        storage=Storage("sqlite://", Path("archive"), Path("heartbeat")),
        schedule=Schedule(threads=threads),
        fetching=Fetching(pause_seconds=1.5),
    )
    assert Plan(tuple(map(tuple, hosts))).seconds(settings) == pytest.approx(2.0 * requests)


def test_the_visits_to_a_host_follow_each_other_and_the_busiest_host_comes_first(tmp_path: Path) -> None:
    addresses = ["http://a.example/1", "http://b.example/2", "http://b.example/1", "http://b.example/2", ""]
    owing = [Owing(f"x{number}", f"兰溪区第{number}局", url) for number, url in enumerate(addresses)]
    config = write_office(tmp_path, owing, {})
    with opened(config, lambda: NOW) as house:
        with house.store.begin() as tx:
            listings.save(tx, Watched("x0", 2025, addresses[0], next_due_at=NOW.replace(hour=2)))
        every, due = planned(house, NOW, everything=True), planned(house, NOW)
    assert [[o.agency.id for o, _ in visits] for visits in every.hosts] == [["x2", "x1", "x3"], ["x0"], ["x4"]]
    assert (every.visits, every.listings, every.portals) == (5, 3, 2)
    assert (due.visits, due.next_at) == (4, NOW.replace(hour=2))
