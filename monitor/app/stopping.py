"""Says how a step ends early when the program is told to stop."""

from __future__ import annotations


class CutShortError(Exception):
    """Says that a step has left work for the next start, because the program is to end; nothing is broken."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} left")
        self.left = left
        """Pieces of work that were not begun."""


def never() -> bool:
    """Give the answer of a program that nobody stops."""
    return False
