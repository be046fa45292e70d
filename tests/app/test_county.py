"""The whole static mirror of a county portal: found, swept, swept again, and noticed when it loses something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.app.house import House
from monitor.app.probing import discover
from monitor.app.steps import sweep
from monitor.fetch import Client
from monitor.rules import Presence
from monitor.settings import Fetching
from monitor.store import Watched, listings, sightings
from tests.support.county import BODIES, PER_PAGE, Posted, agencies, posted, routes
from tests.support.offices import opened, write_office
from tests.support.portal import Portal

pytestmark = pytest.mark.slow

YEAR = 2023
NOW = datetime(2024, 4, 2, 1, tzinfo=UTC)


@contextmanager
def county(folder: Path, rows: tuple[Posted, ...] | None = None) -> Iterator[tuple[House, Portal]]:
    with Portal(routes(rows)) as portal:
        sections = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0}}
        config = write_office(folder, agencies(portal), sections)
        with opened(config, lambda: NOW) as house:
            yield house, portal


def watched(house: House) -> dict[str, Watched]:
    with house.store.read() as tx:
        return {w.agency: w for w in listings.of_year(tx, YEAR)}


def shown(house: House, agency: str) -> list[str]:
    with house.store.read() as tx:
        return [s.url for s in sightings.load(tx, agency, YEAR) if s.gone_at is None]


def test_the_listing_is_found_from_the_home_page() -> None:
    with Portal(routes()) as portal:
        client = Client(Fetching(allow_hosts=(portal.authority,), pause_seconds=0), lambda: NOW)
        places = discover(client, portal.url("/"), lambda _: None)
    addresses = [p.candidate.url.removeprefix(portal.url("")) for p in places]
    assert addresses[0].startswith("/xxgk/xxgknb/")
    assert "/xxgk/xxgknb/" in addresses
    assert not [a for a in addresses if "xxgkzd" in a or "xwzx" in a]
    assert places[0].years[0] == YEAR


def test_a_sweep_finds_each_report_once_and_a_second_one_fetches_nothing_new(tmp_path: Path) -> None:
    with county(tmp_path) as (house, portal):
        first = sweep.step(house, NOW, everything=True)
        asked = portal.paths()
        assert (first.visited, first.failed) == (len(BODIES), [])
        assert {w.presence for w in watched(house).values()} == {Presence.PUBLISHED}
        wanted = {p.body.id: [portal.url(p.path)] for p in posted() if p.year == YEAR}
        assert {body.id: shown(house, body.id) for body in BODIES} == wanted
        assert len(asked) == len(set(asked)), "an address that many agencies share is asked for once"
        second = sweep.step(house, NOW + timedelta(days=1), everything=True)
        assert second.states["same"] == len(BODIES)
        again = portal.requests[len(asked) :]
        assert again, "the second round asks"
        assert all(seen.header("If-None-Match") for seen in again), "and it asks only whether anything is new"


def test_a_report_that_is_not_on_any_of_ten_pages_is_proved_absent(tmp_path: Path) -> None:
    rows = tuple(p for p in posted() if (p.body.id, p.year) != ("d07", YEAR))
    with county(tmp_path, rows) as (house, _):
        sweep.step(house, NOW, everything=True)
        gone = watched(house)["d07"]
        assert (gone.presence, gone.trouble) == (Presence.PROVED_ABSENT, None)
        assert len(gone.captures) == -(-len(rows) // PER_PAGE)


def test_a_removed_report_is_noticed(tmp_path: Path) -> None:
    with county(tmp_path) as (house, portal):
        sweep.step(house, NOW, everything=True)
        removed = next(p for p in posted() if (p.body.id, p.year) == ("d03", YEAR))
        portal.routes.clear()
        portal.routes.update(routes(tuple(p for p in posted() if p != removed)))
        sweep.step(house, NOW + timedelta(days=1), everything=True)
        after = watched(house)
        assert (after["d03"].presence, after["d03"].trouble) == (Presence.PUBLISHED, "report_gone")
        assert after["d04"].trouble is None
        assert shown(house, "d03") == []


def test_an_emptied_listing_is_unknown_and_not_absent(tmp_path: Path) -> None:
    with county(tmp_path, ()) as (house, _):
        sweep.step(house, NOW, everything=True)
        assert {w.presence for w in watched(house).values()} == {Presence.UNKNOWN}
        assert {w.trouble for w in watched(house).values()} <= {"no_rows", "no_canary"}


def test_a_listing_that_is_emptied_later_withdraws_no_report(tmp_path: Path) -> None:
    with county(tmp_path) as (house, portal):
        sweep.step(house, NOW, everything=True)
        portal.routes.clear()
        portal.routes.update(routes(()))
        sweep.step(house, NOW + timedelta(days=1), everything=True)
        after = watched(house)
        assert {w.presence for w in after.values()} == {Presence.PUBLISHED}
        assert not [w for w in after.values() if w.trouble == "report_gone"]
