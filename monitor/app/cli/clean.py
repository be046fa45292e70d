"""Cleans foreign text for a terminal: on one line, without escape sequences or marks that turn the writing."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co"})
"""Unicode categories that a terminal obeys instead of showing."""


def clean(text: str) -> str:
    """Give the text on one line with white space folded and everything invisible taken out."""
    visible = (" " if c.isspace() or unicodedata.category(c) in _HIDDEN else c for c in text)
    return " ".join("".join(visible).split())


def clean_lines(text: str) -> str:
    """Give a text of several lines, each of them clean; its indentation is kept."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(" " * (len(line) - len(line.lstrip(" "))) + clean(line) for line in lines)
