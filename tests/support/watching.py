"""Plays the watch over one agency's listing: what the portal shows, round after round, and what is then observed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from monitor.app.assess import Observed, observe
from monitor.app.demo.clock import Clock
from monitor.app.house import House
from monitor.app.obligations import obligations
from monitor.app.steps import deadlines, sweep
from monitor.cases import State
from monitor.form import Verdict
from monitor.rules import Finding
from monitor.store import Watched, cases, listings
from tests.support.offices import Owing, opened, write_office
from tests.support.portal import Portal, Route, page

AGENCY, NAME = "caizheng", "兰溪区财政局"
LISTING = "/xxgk/nb/"
Rows = Mapping[str, int]
"""Year of the report by its address."""


def title_of(year: int, name: str = NAME) -> str:
    """Give the title of a report."""
    return f"{name}{year}年政府信息公开工作年度报告"


def listing(rows: Rows, below: str = "") -> Route:
    """Write a listing of these reports; `below` stands under its rows, a pager for one."""
    items = "".join(f"<li><a href='{path}'>{title_of(year)}</a></li>" for path, year in rows.items())
    return page(f"<html><title>政府信息公开年报</title><ul>{items}</ul>{below}</html>")


@dataclass(frozen=True, slots=True)
class Stage:
    """Holds an office with one agency, and the portal that it watches."""

    house: House
    portal: Portal
    clock: Clock

    def lists(self, rows: Rows, below: str = "") -> None:
        """Let the listing show these reports."""
        self.portal.routes[LISTING] = listing(rows, below)

    def serves(self, path: str, answer: str | Route) -> None:
        """Let an address answer so: with a page, or in another way."""
        self.portal.routes[path] = page(answer) if isinstance(answer, str) else answer

    def loses(self, path: str) -> None:
        """Let an address be unknown to the portal."""
        self.portal.routes.pop(path, None)

    def round(self, now: datetime) -> Observed:
        """Sweep, judge, and give what is observed."""
        self.clock.now = now
        sweep.step(self.house, now, everything=True)
        deadlines.step(self.house, now)
        (owed,) = obligations(self.house.settings, now)
        with self.house.store.read() as tx:
            return observe(self.house, tx, owed, now)

    def rounds(self, first: datetime, days: int) -> Observed:
        """Make a round each day, from `first` on; gives what the last one observed."""
        for day in range(days - 1):
            self.round(first + timedelta(days=day))
        return self.round(first + timedelta(days=days - 1))

    def state_of(self, code: str, year: int) -> State | None:
        """Give the state of the case of a code, or None where there never was one."""
        with self.house.store.read() as tx:
            return next((c.state for c in cases.load(tx, AGENCY, year) if c.key.code == code), None)


@contextmanager
def stage(folder: Path, begun: datetime) -> Iterator[Stage]:
    """Open an office whose portal shows nothing yet."""
    with Portal({}) as portal:
        fetching = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0, "failures_before_rest": 99}}
        clock = Clock(begun)
        with opened(write_office(folder, [Owing(AGENCY, NAME, portal.url(LISTING))], fetching), clock) as house:
            yield Stage(house, portal, clock)


def found(observed: Observed, code: str) -> Finding | None:
    """Give the finding of a code, or None."""
    return next((f for f in observed.examined.judgement.findings if f.code == code), None)


def verdict(observed: Observed, code: str) -> Verdict:
    """Give the one outcome of a code."""
    (outcome,) = (o for o in observed.examined.judgement.outcomes if o.code == code)
    return outcome.verdict


def swept(config: Path, now: datetime, agency: str = "finance") -> Watched:
    """Sweep an office once and give what is known of the listing of one agency."""
    with opened(config, lambda: now) as house:
        sweep.step(house, now, everything=True)
        with house.store.read() as tx:
            found = listings.load(tx, agency, now.year - 1)
    assert found is not None
    return found
