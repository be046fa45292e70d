"""Keeps the simulated time of the demo: one instant that moves when the season says so."""

from __future__ import annotations

from datetime import datetime


class Clock:
    """Gives the simulated instant (UTC); the program takes it wherever it would take the real one."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """Give the simulated instant."""
        return self.now
