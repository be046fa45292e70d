"""Runs the demo's season on a simulated clock: the daemon's own jobs, from New Year to mid-April."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self

from alerts import outbox
from alerts.model import LetterState
from monitor.app.demo.clock import Clock
from monitor.app.demo.configuration import write_configuration
from monitor.app.demo.mailbox import Mailbox
from monitor.app.demo.portal import Portal
from monitor.app.demo.scenario import Scenario
from monitor.app.house import House, open_house
from monitor.app.jobs import JOBS, run_if_due
from monitor.settings import TIME_ZONE, Release, load_settings
from monitor.store import letters

HOURS = (9, 16)
"""Hours of the day (local time) at which the simulated daemon looks whether a job is due."""
FIRST_RELEASE = timedelta(days=1)
"""How long the first batch of letters stays held before the operator releases it."""
OPERATOR = "demo"


@dataclass(frozen=True, slots=True)
class Season:
    """Says from which day to which the demo runs."""

    first: date
    last: date

    def instants(self) -> Iterator[datetime]:
        """Give every instant (UTC) at which the daemon looks, in order."""
        for day in range((self.last - self.first).days + 1):
            for hour in HOURS:
                local = datetime.combine(self.first, datetime.min.time(), TIME_ZONE) + timedelta(days=day, hours=hour)
                yield local.astimezone(UTC)

    def __len__(self) -> int:
        return ((self.last - self.first).days + 1) * len(HOURS)


def whole_season(scenario: Scenario) -> Season:
    """Give the season in which the reports of the scenario's year are due: 1 January to 15 April."""
    return Season(date(scenario.year + 1, 1, 1), date(scenario.year + 1, 4, 15))


@dataclass(frozen=True, slots=True)
class Released:
    """Says what the operator let go: the first batch of letters, shown held and then released."""

    at: datetime
    letters: tuple[str, ...]
    """Subjects."""


class Stage:
    """Holds the portal, the mailbox and the program between them; a context manager."""

    def __init__(self, folder: Path, scenario: Scenario, season: Season, environ: Mapping[str, str]) -> None:
        self.folder = folder
        self.scenario = scenario
        self.season = season
        self.released: Released | None = None
        self._environ = environ
        self._clock = Clock(next(season.instants()))
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self.portal = self._stack.enter_context(Portal(self.scenario, self._clock))
        self.mailbox = self._stack.enter_context(Mailbox(self.folder / "letters", self._clock))
        self._configure(Release.HOLD)
        opened = open_house(self.folder / "config", self._environ, self._clock)
        self.house: House = self._stack.enter_context(opened)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def play(self) -> Iterator[datetime]:
        """Run every job that is due, instant by instant; gives each instant when its work is done."""
        for now in self.season.instants():
            self._clock.now = now
            for job in JOBS:
                run_if_due(self.house, job, now)
            self._release_first_batch(now)
            yield now

    def _release_first_batch(self, now: datetime) -> None:
        """Play the operator once: look at the letters that are held, release them, and trust the rest."""
        if self.released is not None:
            return
        with self.house.store.begin() as tx:
            held = letters.in_states(tx, [LetterState.HELD.value])
            if not held or now - held[0].written_at < FIRST_RELEASE:
                return
            outbox.release(tx, [row.id for row in held], now, OPERATOR)
        self.released = Released(now, tuple(row.subject for row in held))
        self._configure(Release.AUTOMATIC)
        self.house = self.house.with_settings(load_settings(self.house.folder, self._environ))

    def _configure(self, release: Release) -> None:
        write_configuration(self.folder / "config", self.scenario, self.portal, self.mailbox.port, release)


def prepare_folder(folder: Path, *, fresh: bool) -> None:
    """Make an empty folder; `fresh` removes an earlier demo. Raises FileExistsError for one with anything else."""
    if folder.exists() and any(folder.iterdir()):
        if not fresh or not (folder / MARK).exists():
            raise FileExistsError(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("This folder was made by `nianbao demo`; `--fresh` removes it.\n", encoding="utf-8")


MARK = ".nianbao-demo"
