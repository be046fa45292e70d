"""Finds the passages that speak of a topic and tells a result from a mention (RULES.md, section N)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from monitor.rules.figures import Sentence, find_figures
from monitor.rules.narrative.topics import NEIGHBOUR_UNITS, NONE, OUTCOME, WEIGHT, Topic

_CUT = re.compile("([，；：。！？])")


class Told(Enum):
    """Says how far the text speaks of a topic."""

    RESULT = auto()
    MENTION = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """Holds one sentence that speaks of a topic."""

    sentence: Sentence
    told: Told


def speaking_of(topic: Topic, sentences: Iterable[Sentence]) -> Iterator[Passage]:
    """Give the sentences that speak of a topic, each with what it gives: a result or a mention."""
    for sentence in sentences:
        clauses = _clauses(topic.alien.sub("", sentence.folded))
        spots = [i for i, clause in enumerate(clauses) if topic.pattern.search(clause)]
        if spots:
            result = any(_has_outcome(i, clauses) for i in spots)
            yield Passage(sentence, Told.RESULT if result else Told.MENTION)


def _clauses(folded: str) -> list[str]:
    """Cut into clauses; an empty one stands where ；or 。 closes a group, so that it is nobody's neighbour."""
    pieces = _CUT.split(folded)
    clauses: list[str] = []
    for piece in pieces:
        if piece in "；。！？" and piece:
            clauses.append("")
        elif piece and piece not in "，：":
            clauses.append(piece)
    return clauses


def _has_outcome(spot: int, clauses: list[str]) -> bool:
    own = clauses[spot]
    if OUTCOME.search(own) or (not WEIGHT.search(own) and any(find_figures(own))):
        return True
    beside = (clauses[i] for i in (spot - 1, spot + 1) if 0 <= i < len(clauses))
    return any(OUTCOME.search(clause) or NONE.fullmatch(clause) or _scores(clause) for clause in beside)


def _scores(clause: str) -> bool:
    return not WEIGHT.search(clause) and any(f.unit in NEIGHBOUR_UNITS for f in find_figures(clause))
