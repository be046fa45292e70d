"""Defines what N-07 finds: words that belong to another report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.rules.figures import Sentence

_CLAUSE_END = re.compile("[，；。：！？]")


@dataclass(frozen=True, slots=True)
class Slip:
    """Holds one sentence with the name or the year in it that is another's."""

    variant: str
    sentence: Sentence
    phrase: str
    """The words around it, as published."""
    expected: str
    actual: str


def phrase_at(sentence: Sentence, position: int, most: int) -> str:
    """Give the words of the clause from its beginning, as published: at least to `position`, at most `most` more."""
    cuts = [0, *(m.end() for m in _CLAUSE_END.finditer(sentence.folded)), len(sentence.folded)]
    start = max(cut for cut in cuts if cut <= position)
    ends = [cut for cut in cuts if position < cut <= position + most] or [position + most]
    return sentence.text[start : ends[-1]].strip("，；：。！？,;:.!? ")
