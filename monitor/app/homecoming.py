"""Brings visits home: what several have found is recorded in one transaction, for its price is per transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from monitor.app.house import House
from monitor.app.trip import Trip
from monitor.store import Watched, captures, listings


@dataclass(frozen=True, slots=True)
class Home:
    """Holds a trip that is over, and the watch as it is now."""

    trip: Trip
    watched: Watched


Ended = Future[Home | None]
"""Is a visit: None if it was not begun."""
_MOST = 64
"""Visits recorded together: so much is done again at most when the program is killed."""


def as_they_end(visits: Collection[Ended]) -> Iterator[Sequence[Ended]]:
    """Yield the visits that have ended, as many as have by then; each once."""
    ended: SimpleQueue[Ended] = SimpleQueue()
    left = len(visits)
    for visit in visits:
        visit.add_done_callback(ended.put)
    while left:
        together = [ended.get(), *_ready(ended)]
        left -= len(together)
        yield together


def _ready(ended: SimpleQueue[Ended]) -> Iterator[Ended]:
    for _ in range(_MOST - 1):
        try:
            yield ended.get_nowait()
        except Empty:
            return


def record(house: House, home: Sequence[Home]) -> None:
    """Record what visits have brought home: all of them, or none."""
    with house.store.begin() as tx:
        captures.add_all(tx, {c.id: c for came in home for c in came.trip.captured.values()}.values())
        for came in home:
            came.trip.record(tx)
        listings.save_all(tx, [came.watched for came in home])
