"""Says what a figure counts; it means something only among its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from monitor.form import Edition
from monitor.rules.figures import Mention
from monitor.rules.figures.scope import Home
from monitor.rules.text_against_tables.claims import Claim
from monitor.rules.text_against_tables.vocabulary import FOREIGN, SENDERS


class Count(Enum):
    """Says what a figure counts."""

    RECEIVED = auto()
    HANDLED = auto()
    CARRIED_IN = auto()
    CARRIED_OUT = auto()
    OUTCOME = auto()
    DISPUTE = auto()
    MEASURE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Meaning:
    """Says what one figure counts, whether it is the whole of it, and what it claims of the tables."""

    count: Count
    mention: Mention = field(repr=False)
    whole: bool = False
    claim: Claim | None = None
    groups: tuple[str, ...] = ()
    """The groups of table 4 that a dispute belongs to."""
    row: str = ""
    """The row of table 2 that a measure belongs to."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Holds what is known where a figure stands: whose report it is, and what was counted before."""

    home: Home
    edition: Edition
    sentence: tuple[Meaning, ...] = ()
    """What the figures before it in the sentence mean."""
    paragraph: tuple[Meaning, ...] = ()
    """What the figures of the earlier sentences of the paragraph mean."""

    def after(self, meaning: Meaning) -> Walk:
        """Give what is known behind a further figure of the sentence."""
        return Walk(self.home, self.edition, (*self.sentence, meaning), self.paragraph)

    def last(self, *counts: Count) -> Meaning | None:
        """Give the last meaning of these counts (of any, if none is named) in the sentence, not in parentheses."""
        return next((m for m in reversed(self.sentence) if _is(m, counts)), None)

    def last_told(self) -> Meaning | None:
        """Give the last meaning in the sentence that is not one of the senders who divide applications."""
        return next((m for m in reversed(self.sentence) if _is(m, ()) and not _is_division(m)), None)

    def last_before(self, *counts: Count) -> Meaning | None:
        """Give the last meaning of these counts in the earlier sentences of the paragraph."""
        return next((m for m in reversed(self.paragraph) if _is(m, counts)), None)

    def enclosing(self, mention: Mention) -> Meaning | None:
        """Give the meaning of the figure after which the parentheses open, if it stands in some."""
        return next((m for m in self.sentence if m.mention.figure is mention.enclosing), None)


Reader = Callable[[Mention, Walk], Meaning | None]
"""Reads a figure whose words it knows, or gives None."""


def _is_division(meaning: Meaning) -> bool:
    words = meaning.mention.before + meaning.mention.after
    return meaning.count is Count.OTHER and bool(SENDERS.search(words)) and not FOREIGN.search(words)


def _is(meaning: Meaning, counts: tuple[Count, ...]) -> bool:
    return (not counts or meaning.count in counts) and not meaning.mention.inside
