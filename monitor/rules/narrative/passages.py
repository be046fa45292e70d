"""Finds the passages that speak of a topic and tells a result from a mention (rules N-02 to N-04)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise, takewhile

from monitor.rules.figures import Sentence, find_figures
from monitor.rules.narrative.outcomes import BARE, GRADE, MECHANISM, NEIGHBOUR_UNITS, NEUTRAL, RELATED, WEIGHT
from monitor.rules.narrative.topics import TOPICS, Topic

_CUT = re.compile("([，；：。！？])")
_CLOSING = frozenset("；。！？")
_BETWEEN = frozenset({"", "，", "："})
_LABEL = re.compile(r".{0,24}(?:方面|情况|结果|如下)")
"""A sentence that is no more than this is a label: what stands under it is said of it."""
_FURTHER = 4
"""Clauses within which a group still speaks of its topic."""


class Told(Enum):
    """Says how far the text speaks of a topic."""

    RESULT = auto()
    MENTION = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """Holds one sentence that speaks of a topic."""

    sentence: Sentence
    told: Told


def speaking_of(topic: Topic, sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Give the sentences that speak of a topic, each with what it gives: a result or a mention."""
    for sentence, following in pairwise((*sentences, None)):
        if sentence is None or not any(sign in sentence.folded for sign in topic.signs):
            continue
        clauses = _clauses(topic, sentence)
        spots = [i for i, clause in enumerate(clauses) if topic.pattern.search(clause)]
        if not spots:
            continue
        result = any(_has_outcome(topic, i, clauses) for i in spots) or (
            spots[-1] == _last(clauses) and _begins_with_outcome(topic, sentence, following)
        )
        yield Passage(sentence, Told.RESULT if result else Told.MENTION)


def _clauses(topic: Topic, sentence: Sentence) -> list[str]:
    """Cut into clauses; an empty one stands where ；or 。 closes a group, so that it is nobody's neighbour."""
    pieces = _CUT.split(topic.alien.sub("", sentence.folded))
    clauses: list[str] = []
    for piece in pieces:
        if piece in _CLOSING:
            clauses.append("")
        elif piece not in _BETWEEN:
            clauses.append(piece)
    return clauses


def _last(clauses: list[str]) -> int:
    return max(i for i, clause in enumerate(clauses) if clause)


def _has_outcome(topic: Topic, spot: int, clauses: list[str]) -> bool:
    own = clauses[spot]
    if topic.outcome.search(own) or _counts(own) or _grades(own) or (_is_only(topic, own) and NEUTRAL.search(own)):
        return True
    beside = [clauses[i] for i in (spot - 1, spot + 1) if 0 <= i < len(clauses)]
    if any(_is_outcome(topic, clause) for clause in beside):
        return True
    further = takewhile(bool, clauses[spot + 1 : spot + _FURTHER])
    return any(RELATED.search(clause) and _is_outcome(topic, clause) for clause in further)


def _is_outcome(topic: Topic, clause: str) -> bool:
    """Tell whether a clause beside the topic's gives its outcome; that of another topic is not its own."""
    if BARE.fullmatch(clause):
        return True
    if not _is_only(topic, clause):
        return bool(topic.outcome.search(clause))
    return bool(topic.outcome.search(clause) or NEUTRAL.search(clause)) or _grades(clause) or _scores(clause)


def _is_only(topic: Topic, clause: str) -> bool:
    """Tell whether a clause speaks of no other topic."""
    return not any(other is not topic and other.core.search(clause) for other in TOPICS)


def _counts(clause: str) -> bool:
    return not WEIGHT.search(clause) and any(find_figures(clause))


def _grades(clause: str) -> bool:
    return bool(GRADE.search(clause)) and not MECHANISM.search(clause)


def _scores(clause: str) -> bool:
    return not WEIGHT.search(clause) and any(f.unit in NEIGHBOUR_UNITS for f in find_figures(clause))


def _begins_with_outcome(topic: Topic, sentence: Sentence, following: Sentence | None) -> bool:
    """Tell whether the next sentence of the paragraph, or the line under a label, goes on with the outcome."""
    if following is None or following.section != sentence.section:
        return False
    if following.paragraph != sentence.paragraph and not _LABEL.fullmatch(sentence.folded.rstrip("。：")):
        return False
    first = takewhile(bool, _clauses(topic, following)[:_FURTHER])
    return any(_is_outcome(topic, clause) for clause in first)
