"""Counts what one visit may still cost: seconds on the line and bytes from it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from monitor.fetch.errors import FetchError
from monitor.fetch.model import FailureReason
from monitor.settings import Fetching

_FRAMING_BYTES = 1_000_000
"""Room for headers and chunk marks beside the body itself."""


class Budget:
    """Limits one visit with all its redirects. Time spent waiting for a turn does not count."""

    def __init__(self, settings: Fetching) -> None:
        self._seconds_left = settings.total_seconds
        self._deadline = time.monotonic()
        self._bytes_left = settings.max_bytes + _FRAMING_BYTES

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the time run during the block."""
        self._deadline = time.monotonic() + self._seconds_left
        try:
            yield
        finally:
            self._seconds_left = self._deadline - time.monotonic()

    def seconds(self, at_most: float) -> float:
        """Give the seconds that one step may take. Raises FetchError TIMEOUT when none are left."""
        return min(at_most, self.check())

    def check(self) -> float:
        """Give the seconds left for the visit. Raises FetchError TIMEOUT when there are none."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise FetchError(FailureReason.TIMEOUT, "the answer was not complete in the time allowed")
        return left

    def spend(self, count: int) -> None:
        """Count bytes that came over the line. Raises FetchError TOO_LARGE when there were too many."""
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise FetchError(FailureReason.TOO_LARGE, "the portal sent more bytes than are allowed")
