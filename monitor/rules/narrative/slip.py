"""Defines what N-07 finds: words that belong to another report."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.rules.figures import Sentence


@dataclass(frozen=True, slots=True)
class Slip:
    """Holds one sentence with the name or the year in it that is another's."""

    variant: str
    sentence: Sentence
    phrase: str
    """The words around it, as published."""
    expected: str
    actual: str
