"""Brings text to one form for matching: no stray blanks, half-width digits, full-width punctuation."""

from __future__ import annotations

import re

_NEEDLESS = re.compile(r" (?:(?<![0-9A-Za-z] )|(?![0-9A-Za-z]))")
_FOLD = dict(zip("０１２３４５６７８９％．,;:()?!﹐﹑", "0123456789%.，；：（）？！，、", strict=True))
_FOLDED = re.compile(f"[{''.join(_FOLD)}]")
_TITLE = re.compile(r"《[^《》]*》")
MASK = "□"
"""Stands for each character of a quoted title: what a title says is nobody's claim."""


def squeeze(text: str) -> str:
    """Remove blanks, which Chinese text does not have; between two Latin letters or digits one is kept."""
    spaced = " ".join(text.split())
    return _NEEDLESS.sub("", spaced) if " " in spaced else spaced


def fold(text: str) -> str:
    """Give the text with unified digits and punctuation, titles masked; the length stays the same."""
    folded = _FOLDED.sub(lambda m: _FOLD[m.group()], text)
    return _TITLE.sub(lambda m: MASK * len(m.group()), folded) if "《" in folded else folded
