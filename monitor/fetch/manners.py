"""Keeps good manners: one request at a time to a host, and a pause between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Host:
    """Remembers when a host was last left alone."""

    __slots__ = ("free_at", "lock", "pause")

    def __init__(self, free_at: float, pause: float) -> None:
        self.lock = threading.Lock()
        self.free_at = free_at
        self.pause = pause


class Manners:
    """Hands out turns at a host, among all threads that share this object.

    `monotonic` and `sleep` count seconds; a simulated clock may stand in for both. A host may have been asked just
    before this program was started: with `fresh` each is first asked after a pause.
    """

    def __init__(
        self,
        pause_seconds: float,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        *,
        fresh: bool = False,
    ) -> None:
        self._pause = pause_seconds
        self._monotonic = monotonic
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._begun_at = monotonic() + pause_seconds if fresh else float("-inf")

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until nobody else is at this host and its pause is over; then hold it for the block.

        The pause runs from the end of one request to the start of the next. A thread may hold one turn only.
        """
        place = self._place(host)
        with place.lock:
            self._wait_until(place.free_at)
            try:
                yield
            finally:
                place.free_at = self._monotonic() + place.pause

    def slow_down(self, host: str, seconds: float) -> None:
        """Leave a host alone for longer between two requests, where it asks for that."""
        if seconds > self._pause:
            self._place(host).pause = seconds

    def _place(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host.lower(), _Host(self._begun_at, self._pause))

    def _wait_until(self, moment: float) -> None:
        remaining = moment - self._monotonic()
        if remaining > 0:
            self._sleep(remaining)
