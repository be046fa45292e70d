"""Brings text to one form for matching: no stray blanks, half-width digits, full-width punctuation."""

from __future__ import annotations

import re

_BLANK = re.compile(r"\s+")
_WORD = re.compile(r"[0-9A-Za-z]")
_FOLD = dict(zip("０１２３４５６７８９％．,;:()?!﹐﹑", "0123456789%.，；：（）？！，、", strict=True))
_FOLDED = re.compile(f"[{''.join(_FOLD)}]")
_TITLE = re.compile(r"《[^《》]*》")
MASK = "□"
"""Stands for each character of a quoted title: what a title says is nobody's claim."""


def squeeze(text: str) -> str:
    """Remove blanks, which Chinese text does not have; between two Latin letters or digits one is kept."""
    return _BLANK.sub(_kept, text).strip()


def fold(text: str) -> str:
    """Give the text with unified digits and punctuation, titles masked; the length stays the same."""
    return _TITLE.sub(lambda m: MASK * len(m.group()), _FOLDED.sub(lambda m: _FOLD[m.group()], text))


def _kept(blank: re.Match[str]) -> str:
    text, start, end = blank.string, blank.start(), blank.end()
    inside = start > 0 and end < len(text)
    return " " if inside and _WORD.match(text[start - 1]) and _WORD.match(text[end]) else ""
