"""Plays an office in a process of its own that may be killed at any moment and started again.

    python -m tests.support.player FOLDER FIRST LAST HOUR…

Before each piece of work the player writes into FOLDER/place which instant and which job it is about to do, and
after a start it goes on with that same instant: the portal, which runs elsewhere, shows what it says.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from alerts import outbox
from alerts.model import LetterState
from monitor.app.house import House, open_house
from monitor.app.jobs import JOBS, run_if_due
from monitor.app.observe import start_logs
from monitor.app.place import leave_place, take_place
from monitor.settings import TIME_ZONE
from monitor.store import letters
from tests.support.theatre import instants

READY, DONE = "ready", "done"
_OPERATOR_COMES_AT = 9
"""Local hour at which the operator looks at what is held, and lets all of it go."""


@dataclass(frozen=True, slots=True)
class Place:
    """Is the file that says where in the season the player is."""

    file: Path

    def write(self, now: datetime, doing: str) -> None:
        """Say what comes next, in one move: a reader sees the old place or the new one."""
        draft = self.file.with_suffix(".draft")
        draft.write_text(f"{now.isoformat()} {doing}", encoding="utf-8")
        draft.replace(self.file)

    def read(self) -> tuple[datetime, str]:
        """Give the instant (UTC) and the job."""
        now, _, doing = self.file.read_text(encoding="utf-8").partition(" ")
        return datetime.fromisoformat(now), doing

    @property
    def now(self) -> datetime:
        return self.read()[0]


def place_in(folder: Path) -> Place:
    return Place(folder / "place")


def play(folder: Path, moments: list[datetime]) -> None:
    """Go on from the place in `folder` to the end of the season."""
    place = place_in(folder)
    with open_house(folder / "config", {}, lambda: place.now) as house:
        take_place(house, place.now)
        for now in [at for at in moments if at >= place.now]:
            _work(house, place, now)
        leave_place(house)
        place.write(moments[-1], DONE)


def _work(house: House, place: Place, now: datetime) -> None:
    for job in JOBS:
        place.write(now, job.name)
        if job.name == "letters":
            _release(house, now)
        run_if_due(house, job, now)


def _release(house: House, now: datetime) -> None:
    if now.astimezone(TIME_ZONE).hour != _OPERATOR_COMES_AT:
        return
    with house.store.begin() as tx:
        held = letters.in_states(tx, [LetterState.HELD.value])
        outbox.release(tx, [row.id for row in held], now, "operator")


def main(arguments: list[str]) -> None:
    """Play what the command line says."""
    folder, first, last, *hours = arguments
    start_logs(json=True, quiet=True)
    season = instants(date.fromisoformat(first), date.fromisoformat(last), tuple(map(int, hours)))
    play(Path(folder), [at.astimezone(UTC) for at in season])


if __name__ == "__main__":
    main(sys.argv[1:])
