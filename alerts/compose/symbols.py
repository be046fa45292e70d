"""Gives every tone and state a symbol: colour alone says nothing to those who do not see it."""

from __future__ import annotations

SYMBOLS = {
    "violation": "✗",
    "query": "？",
    "suspect": "☞",
    "note": "※",
    "published": "✓",
    "proved_absent": "✗",
    "unknown": "？",
    "not_due": "…",
}
_FIRST_CIRCLED = ord("①")
_CIRCLED = 20
"""Unicode has twenty circled numbers that every font knows."""


def circled(number: int) -> str:
    """Write a number in a circle; in brackets beyond twenty."""
    return chr(_FIRST_CIRCLED + number - 1) if 1 <= number <= _CIRCLED else f"({number})"
