"""Folds white space as a reader sees it."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANK = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_ANY = re.compile(r"\s+")


def fold(text: str) -> str:
    """Give the text on one line: invisible characters removed, every run of white space one blank."""
    return _ANY.sub(" ", _INVISIBLE.sub("", text)).strip()


def fold_lines(text: str) -> str:
    """Fold white space inside lines, drop empty lines, keep the line breaks."""
    stripped = text.strip()
    if stripped.isalnum():  # most cells: a bare figure or word
        return stripped
    lines = (_BLANK.sub(" ", line).strip() for line in _INVISIBLE.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)
