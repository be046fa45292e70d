"""Old evidence goes when nothing needs it; that of an open case never does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.app.house import House
from monitor.app.retention import drop_old
from monitor.app.steps import deadlines, housekeeping, sweep
from monitor.store import captures, listings
from tests.support.listings import report, rows
from tests.support.offices import Owing, opened, write_office
from tests.support.portal import Portal, page
from tests.support.theatre import local

FIRST = local("2021-02-01 09:00")
DAYS = 900


def listing(day: int) -> str:
    return f"<ul>{rows([report(2019, '兰溪区水务局')])}</ul><p>第{day}次更新</p>"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with played(tmp_path, judging=False) as house:
        yield house


@contextmanager
def played(folder: Path, *, judging: bool) -> Iterator[House]:
    """Give a house that has visited a listing on three days, always another page, never the report of the year."""
    with Portal({"/nb/": page(listing(0))}) as portal:
        sections: dict[str, dict[str, object]] = {
            "fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0},
            "storage": {"keep_days": DAYS},
        }
        now = [FIRST]
        config = write_office(folder, [Owing("water", "兰溪区水务局", portal.url("/nb/"))], sections)
        with opened(config, lambda: now[0]) as house:
            for day in range(3):
                now[0] = FIRST + timedelta(days=day)
                portal.routes["/nb/"] = page(listing(day))
                sweep.step(house, now[0], everything=True)
                if judging:
                    deadlines.step(house, now[0])
            yield house


def days(house: House) -> list[str]:
    return [extent.name[8:10] for extent in house.archive.files()]


def test_nothing_is_dropped_before_its_time(house: House) -> None:
    assert drop_old(house, FIRST + timedelta(days=DAYS)) == ()
    assert days(house) == ["01", "02", "03"]


def test_what_nothing_needs_goes_and_the_archive_stays_sound(house: House) -> None:
    gone = drop_old(house, FIRST + timedelta(days=DAYS + 10))
    assert [name[8:10] for name in gone] == ["01", "02"]
    assert days(house) == ["03"], "the latest page of an address says what a 304 leaves unchanged"
    assert house.archive.verify().sound
    with house.store.read() as tx:
        assert all(stored.file not in gone for stored in captures.of_url(tx, house.settings.agencies[0].listing or ""))


def test_the_evidence_of_an_open_case_is_never_dropped(tmp_path: Path) -> None:
    with played(tmp_path, judging=True) as house:
        drop_old(house, FIRST + timedelta(days=DAYS + 10))
        assert days(house) == ["01", "03"], "the proof on which the case was opened stays, and the latest"
        assert house.archive.verify().sound


def test_the_proof_of_an_absence_stays_when_the_report_has_come(house: House) -> None:
    with house.store.begin() as tx:
        (watched,) = listings.every(tx)
        first = captures.of_url(tx, watched.url or "")[-1].id
        listings.save(tx, replace(watched, captures=(), absent_captures=(first,)))
    drop_old(house, FIRST + timedelta(days=DAYS + 10))
    assert days(house) == ["01", "03"]


def test_housekeeping_drops_and_seals(house: House) -> None:
    kept = housekeeping.step(house, FIRST + timedelta(days=DAYS + 10))
    assert len(kept.dropped) == 2
    assert house.archive.verify().sound
