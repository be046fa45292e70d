"""Brings visits home: what several have found is recorded in one transaction, for its price is per transaction."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from monitor.app.house import House
from monitor.app.obligations import Obligation
from monitor.app.trip import Trip
from monitor.store import Watched, captures, listings


@dataclass(frozen=True, slots=True)
class Home:
    """Holds a trip that is over, and the watch as it is now."""

    trip: Trip
    watched: Watched


Ended = tuple[Obligation, Home | Exception | None]
"""Is a visit that is over: None if it was not begun, or what broke it."""
_MOST = 64
"""Visits recorded together: so much is done again at most when the program is killed."""
_PATIENCE = 0.2
"""Seconds for which further visits are waited for."""


def together(ended: SimpleQueue[Ended], left: int) -> Iterator[Sequence[Ended]]:
    """Yield the visits as they end, several at once, until so many have ended."""
    while left:
        some = list(_some(ended, min(left, _MOST)))
        left -= len(some)
        yield some


def _some(ended: SimpleQueue[Ended], most: int) -> Iterator[Ended]:
    yield ended.get()
    until = time.monotonic() + _PATIENCE
    for _ in range(most - 1):
        try:
            yield ended.get(timeout=max(0.0, until - time.monotonic()))
        except Empty:
            return


def record(house: House, home: Sequence[Home]) -> None:
    """Record what visits have brought home: all of them, or none."""
    with house.store.begin() as tx:
        captures.add_all(tx, {c.id: c for came in home for c in came.trip.captured.values()}.values())
        for came in home:
            came.trip.record(tx)
        listings.save_all(tx, [came.watched for came in home])
