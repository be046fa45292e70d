"""Kills a player with SIGKILL at random moments and starts it again, while portal and mail server live on."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from monitor.app.demo.clock import Clock
from monitor.app.demo.portal import Portal
from monitor.app.demo.scenario import Scenario, load_scenario
from tests.support.mail import SmtpSink
from tests.support.offices import write_mailing_office
from tests.support.player import DONE, READY, Place, place_in
from tests.support.theatre import instants, owing

ROOT = Path(__file__).parents[2]
_LOOK_SECONDS = 0.002
_PATIENCE_SECONDS = 120.0
"""After this long a player that neither works nor ends is taken for stuck."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """Says what is played: from the first to the last day, at these local hours."""

    first: date
    last: date
    hours: tuple[int, ...]

    @property
    def arguments(self) -> list[str]:
        return [self.first.isoformat(), self.last.isoformat(), *map(str, self.hours)]


class Following(Portal):
    """Is the district's portal at the instant that the player has reached."""

    def __init__(self, scenario: Scenario, clock: Clock, place: Place) -> None:
        super().__init__(scenario, clock)
        self.asked = 0
        """Pages asked for since the player started."""
        self._told = clock
        self._place = place

    def page(self, path: str) -> str | None:
        """Give the page at a path as it stands now."""
        self._told.now = self._place.now
        self.asked += 1
        return super().page(path)


@dataclass(slots=True)
class Hesitant(SmtpSink):
    """Takes a mail, keeps it, and lets the sender wait a moment for the answer: meanwhile the mail is in the air."""

    hesitates: float = 0.0
    """Seconds."""
    in_the_air: int = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        answer = await SmtpSink.handle_DATA(self, server, session, envelope)
        self.in_the_air += 1
        try:
            await asyncio.sleep(self.hesitates)
        finally:
            self.in_the_air -= 1
        return answer


@dataclass(frozen=True, slots=True)
class Run:
    """Holds one season: its folder and weeks, and the world around the player."""

    folder: Path
    weeks: Weeks
    portal: Following
    sink: Hesitant

    @property
    def place(self) -> Place:
        return place_in(self.folder)

    @property
    def log(self) -> Path:
        """Give the file that holds what every life of the player has logged: nothing but accidents."""
        return self.folder / "player.log"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the player where it stopped."""
        self.place.write(self.place.now, READY)
        self.portal.asked = 0
        command = [sys.executable, "-m", "tests.support.player", str(self.folder), *self.weeks.arguments]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)


@contextmanager
def run_of(folder: Path, weeks: Weeks, hesitates: float = 0.0) -> Iterator[Run]:
    """Open the world around a player that has not begun yet."""
    scenario = load_scenario()
    place = place_in(folder)
    start = next(instants(weeks.first, weeks.last, weeks.hours))
    place.write(start, READY)
    with Following(scenario, Clock(start), place) as portal, Hesitant(hesitates=hesitates) as sink:
        sections: dict[str, dict[str, object]] = {
            "fetching": {"allow_hosts": [portal.host]},
            "letters": {"release": "hold"},
        }
        write_mailing_office(folder, owing(scenario, portal), sink.port, sections)
        yield Run(folder, weeks, portal, sink)


AIMS: dict[str, tuple[Callable[[Run], bool], float]] = {
    "start": (lambda _: True, 1.2),
    "sweep": (lambda run: run.portal.asked > 1, 0.01),
    "deadlines": (lambda run: run.place.read()[1] == "deadlines", 0.01),
    "letters": (lambda run: run.place.read()[1] == "letters", 0.02),
    "air": (lambda run: run.sink.in_the_air > 0, 0.0),
}
"""What a killer waits for, and how long (seconds, at most) it then still hesitates."""


@dataclass(frozen=True, slots=True)
class Kill:
    """Says what one kill hit."""

    aim: str
    doing: str
    in_the_air: bool


@dataclass(slots=True)
class Killed:
    """Counts what was done to a player until it came to the end."""

    kills: list[Kill] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def hits(self) -> dict[str, int]:
        """Count the kills by the job that they hit."""
        doing = [kill.doing for kill in self.kills]
        return {name: doing.count(name) for name in sorted(set(doing))}

    @property
    def in_the_air(self) -> int:
        """Count the kills while a mail was in the air."""
        return sum(kill.in_the_air for kill in self.kills)


def play_and_kill(run: Run, kills: int, chance: random.Random) -> Killed:
    """Kill the player so often, each time at a random moment, then let it come to the end."""
    began = time.perf_counter()
    killed = Killed()
    aims = _aims(kills, chance)
    while len(killed.kills) < kills:
        kill = _kill_once(run, aims[len(killed.kills)], chance)
        if kill is None:
            break
        killed.kills.append(kill)
    finish(run)
    killed.seconds = time.perf_counter() - began
    return killed


def finish(run: Run) -> None:
    """Let the player come to the end. Raises CalledProcessError if it does not."""
    with run.start() as player:
        try:
            status = player.wait(_PATIENCE_SECONDS * 5)
        finally:
            player.kill()
    if status != 0 or run.place.read()[1] != DONE:
        raise subprocess.CalledProcessError(status, "player", stderr=run.log.read_bytes()[-4000:])


def _aims(kills: int, chance: random.Random) -> list[str]:
    """Give as many of each aim as of any other, in random order."""
    aims = [name for _ in range(kills) for name in AIMS][:kills]
    chance.shuffle(aims)
    return aims


def _kill_once(run: Run, aim: str, chance: random.Random) -> Kill | None:
    """Start the player and kill it; None if it came to the end before the aim was reached."""
    reached, hesitation = AIMS[aim]
    with run.start() as player:
        try:
            if not _until(lambda: reached(run), player):
                return None
            time.sleep(chance.uniform(0, hesitation))
            if player.poll() is not None:
                return None
            return Kill(aim, run.place.read()[1], run.sink.in_the_air > 0)
        finally:
            player.kill()


def _until(reached: Callable[[], bool], player: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not reached():
        if player.poll() is not None or time.monotonic() > deadline:
            return False
        time.sleep(_LOOK_SECONDS)
    return True


def query(folder: Path, statement: str) -> Sequence[tuple[Any, ...]]:
    """Ask the database of a season that is over."""
    connection = sqlite3.connect(folder / "nianbao.db")
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def seed() -> int:
    """Give the seed of this run: what NIANBAO_SEED says, or a new one."""
    return int(os.environ.get("NIANBAO_SEED") or random.SystemRandom().randrange(2**32))
