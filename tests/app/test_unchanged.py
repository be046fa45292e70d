"""A listing that stayed as it was is not read again; whatever else its reading rests on, a change of it is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import NoReturn
from zlib import crc32

import pytest

from monitor.app.house import House
from monitor.app.steps import sweep
from monitor.rules import Presence
from monitor.store import ListingState, Watched, listings
from tests.support.listings import page, report, rows
from tests.support.misbehaviour import conditional
from tests.support.offices import Owing, opened, write_office
from tests.support.portal import Portal, Route
from tests.support.portal import page as served

pytestmark = pytest.mark.slow

NAME, OTHER = "云川市兰溪区财政局", "云川市兰溪区教育局"
NOW = datetime(2026, 2, 2, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
LISTING, SECOND = "/nb/", "/nb/index_2.html"
EARLIER = [report(year) for year in range(2024, 2010, -1)]
PAGER = '<div class="page"><a href="/nb/">1</a><a href="/nb/index_2.html">2</a></div>'


def same_bytes(html: str) -> Route:
    """Serve a page that says nothing of its version."""
    return served(html)


def with_validators(html: str) -> Route:
    """Serve a page that answers 304 to whoever knows it."""
    version = crc32(html.encode())
    changed_at = format_datetime(datetime.fromtimestamp(version, UTC), usegmt=True)
    return conditional(html.encode(), f'"{version}"', changed_at)


Way = Callable[[str], Route]
WAYS = pytest.mark.parametrize("way", [same_bytes, with_validators])


@dataclass
class Office:
    """Is a house whose clock is moved on by each round."""

    house: House
    portal: Portal
    now: datetime = NOW

    def round(self) -> dict[str, Watched]:
        self.now += HOUR
        sweep.step(self.house, self.now, everything=True)
        with self.house.store.read() as tx:
            return {watched.agency: watched for watched in listings.of_year(tx, 2025)}


@contextmanager
def office(folder: Path, routes: dict[str, Route], *names: str) -> Iterator[Office]:
    with Portal(routes) as portal:
        owing = [Owing(f"a{number}", name, portal.url(LISTING)) for number, name in enumerate(names or (NAME,))]
        sections = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0}}
        config = write_office(folder, owing, sections)
        made: list[Office] = []
        with opened(config, lambda: made[0].now if made else NOW) as house:
            made.append(Office(house, portal))
            yield made[0]


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("the listing was read again")

    monkeypatch.setattr("monitor.app.visit.walk_of", refuse)


@WAYS
def test_what_stayed_is_not_read_again_and_its_absence_is_proved_anew(
    way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(tmp_path, {LISTING: way(page(rows(EARLIER)))}) as watching:
        first = watching.round()["a0"]
        forbid(monkeypatch)
        later = [watching.round()["a0"] for _ in range(3)]
        verification = watching.house.archive.verify()
    assert [w.presence for w in (first, *later)] == [Presence.PROVED_ABSENT] * 4
    assert [w.state for w in later] == [ListingState.SAME] * 3
    assert [w.absent_at for w in later] == [NOW + HOUR * n for n in (2, 3, 4)]
    assert len({w.captures for w in (first, *later)}) == 4
    assert verification.sound, verification.bad
    assert watching.portal.paths().count(LISTING) == 4


@WAYS
def test_a_page_that_changes_is_read_and_so_is_the_next_round_of_it(way: Way, tmp_path: Path) -> None:
    art = {"/nb/202501/t20250120_1.html": served(f"<h1>{report(2025)}</h1>")}
    with office(tmp_path, {LISTING: way(page(rows(EARLIER))), **art}) as watching:
        found = [watching.round()["a0"].presence]
        watching.portal.routes[LISTING] = way(page(rows([report(2025), *EARLIER])))
        found += [watching.round()["a0"].presence for _ in range(2)]
        watching.portal.routes[LISTING] = way(page(""))
        emptied = watching.round()["a0"]
    assert found == [Presence.PROVED_ABSENT, Presence.PUBLISHED, Presence.PUBLISHED]
    assert emptied.trouble is not None


@WAYS
def test_a_further_page_that_changes_is_noticed(way: Way, tmp_path: Path) -> None:
    routes = {LISTING: way(page(rows(EARLIER[:5]) + PAGER)), SECOND: way(page(rows(EARLIER[5:]) + PAGER))}
    with office(tmp_path, routes) as watching:
        found = [watching.round()["a0"] for _ in range(2)]
        watching.portal.routes[SECOND] = (404, {}, b"")
        broken = watching.round()["a0"]
    assert [w.presence for w in found] == [Presence.PROVED_ABSENT] * 2
    assert (broken.presence, broken.trouble) == (Presence.UNKNOWN, "page_missing")


def test_what_was_read_under_other_names_is_read_again(tmp_path: Path) -> None:
    routes = {
        LISTING: with_validators(page(rows([report(2025, "兰溪国资中心"), *EARLIER]))),
        "/nb/202501/t20250120_1.html": served(f"<h1>{report(2025)}</h1>"),
    }
    with office(tmp_path, routes) as watching:
        before = watching.round()["a0"]
        known = watching.house.settings
        named = tuple(replace(agency, aliases=("兰溪国资中心",)) for agency in known.agencies)
        watching.house = watching.house.with_settings(replace(known, agencies=named))
        after = watching.round()["a0"]
    assert (before.presence, after.presence) == (Presence.PROVED_ABSENT, Presence.PUBLISHED)


def test_a_304_to_what_another_agency_knows_is_none_to_what_this_one_knows(tmp_path: Path) -> None:
    both = [*EARLIER, *(report(year, OTHER) for year in range(2024, 2010, -1))]
    routes: dict[str, Route] = {
        LISTING: with_validators(page(rows(both))),
        "/nb/202501/t20250120_1.html": served(f"<h1>{report(2025, OTHER)}</h1>"),
    }
    with office(tmp_path, routes, NAME, OTHER) as watching:
        before = watching.round()
        watching.portal.routes[LISTING] = with_validators(page(rows([report(2025, OTHER), *both])))
        known = watching.house
        watching.house = known.with_settings(replace(known.settings, agencies=known.settings.agencies[:1]))
        watching.round()
        watching.house = known
        after = watching.round()
    assert before["a1"].presence is Presence.PROVED_ABSENT
    assert after["a1"].presence is Presence.PUBLISHED


def test_a_304_proves_nothing_once_the_page_that_it_leaves_standing_is_gone(tmp_path: Path) -> None:
    with office(tmp_path, {LISTING: with_validators(page(rows(EARLIER)))}) as watching:
        before = watching.round()["a0"]
        for extent in watching.house.archive.files():
            extent.path.unlink()
        after = watching.round()["a0"]
    assert after.absent_at == before.absent_at == NOW + HOUR
