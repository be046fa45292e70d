"""Cuts the text of a reading into sentences that know their place and the heading they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.documents import Place
from monitor.extraction import Passage, Reading
from monitor.rules.figures.fold import fold, squeeze

_NUMBERED = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、﹑]|\d{1,2}[.．、﹑])"
)
"""In text that is folded or not."""
_ABOUT = re.compile(r"^[^，；：“”\d]{2,14}(?:方面|情况)$")
_CLAUSES = re.compile("[，；：]")
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）]*|[^。！？]+$")
_FINISHED = frozenset("。！？；：”…!?;:")
_HEADING_LENGTH = 30
_LONGEST_PARAGRAPH = 5000
"""Characters after which lines are no longer joined: what has no end is no paragraph."""
_WRAPPED_LENGTH = 15
"""A line of fewer characters was not broken because it was full."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Holds one sentence; `folded` is the same text for matching, character by character."""

    text: str
    folded: str
    place: Place
    section: str
    """Key of the section; empty for the text before section one."""
    heading: str
    """The nearest numbered heading above, folded; empty if none."""
    paragraph: int
    """Counts the paragraphs of the report from 1."""


def sentences(reading: Reading) -> tuple[Sentence, ...]:
    """Give every sentence of the text: preamble and sections, without headings and tables."""
    found: list[Sentence] = []
    for section, passages in (("", reading.preamble), *((s.key, s.passages) for s in reading.sections)):
        found += sentences_in(section, passages, len(found))
    return tuple(found)


def sentences_in(section: str, passages: Iterable[Passage], count: int = 0) -> Iterator[Sentence]:
    """Give the sentences of one section, its paragraphs counted on from `count`."""
    heading = ""
    for number, (text, place) in enumerate(_paragraphs(passages), start=count + 1):
        for piece in _SENTENCE.findall(text):
            folded = fold(piece)
            if is_heading(folded):
                heading = folded
            yield Sentence(piece, folded, place, section, heading, number)


def is_heading(folded: str) -> bool:
    """Tell a heading, numbered or ending on 方面 or 情况, from a sentence; it may stand at the head of a paragraph."""
    bare = folded.rstrip("。：")
    if len(bare) > _HEADING_LENGTH:
        return False
    return bool(_ABOUT.match(bare) or (_NUMBERED.match(bare) and not _CLAUSES.search(bare)))


def _paragraphs(passages: Iterable[Passage]) -> Iterator[tuple[str, Place]]:
    """Join lines that a reader left broken: a full line without an end goes on in the next."""
    text, place = "", Place()
    for passage in passages:
        piece = squeeze(passage.text)
        if text and _goes_on(text, piece):
            text += piece
            continue
        if text:
            yield text, place
        text, place = piece, passage.place
    if text:
        yield text, place


def _goes_on(text: str, piece: str) -> bool:
    if not _WRAPPED_LENGTH <= len(text) < _LONGEST_PARAGRAPH or text[-1] in _FINISHED:
        return False
    heads = len(text) <= _HEADING_LENGTH and is_heading(fold(text))
    return not heads and not _NUMBERED.match(piece)
