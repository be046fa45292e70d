"""Finds the passages that show how two texts are alike: long sentences of the one, and their like in the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.documents import Place
from monitor.extraction import Passage
from monitor.rules.copying.wording import shingles_of
from monitor.rules.figures.sentences import is_heading, sentences_in
from monitor.rules.model import Quote

_MOST = 2
"""Pairs quoted: with them a reader finds the rest."""
_CONSIDERED = 8
"""Sentences of the one text for which their like is looked for, the longest first."""
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    place: Place
    shingles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """Holds a text to quote from."""

    passages: Sequence[Passage]
    names: Sequence[str]
    report: str | None = None
    """How the report is told, where it is not the one judged."""


def shared_passages(own: Source, other: Source) -> tuple[Quote, ...]:
    """Quote what both texts say, in pairs: first as the one has it, then as the other."""
    longest = sorted(_pieces(own), key=lambda piece: len(piece.shingles), reverse=True)[:_CONSIDERED]
    theirs = _pieces(other)
    pairs = ((piece, like) for piece in longest if (like := _likest(piece, theirs)) is not None)
    quotes = [q for piece, like in pairs for q in (_quote(piece, own.report), _quote(like, other.report))]
    return tuple(quotes[: 2 * _MOST])


def _pieces(source: Source) -> list[_Piece]:
    said = (s for s in sentences_in("", source.passages) if not is_heading(s.folded))
    return [_Piece(s.text, s.place, shingles_of(s.folded, source.names)) for s in said]


def _likest(piece: _Piece, others: Iterable[_Piece]) -> _Piece | None:
    """Give the sentence that has most in common with this one, if that is half of it or more."""
    likest = max(others, key=lambda other: len(piece.shingles & other.shingles), default=None)
    if likest is None or len(piece.shingles & likest.shingles) < max(1, _ALIKE * len(piece.shingles)):
        return None
    return likest


def _quote(piece: _Piece, report: str | None) -> Quote:
    return Quote(piece.text, piece.place, report=report)
