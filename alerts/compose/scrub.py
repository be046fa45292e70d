"""Scrubs foreign text: no control characters, no line breaks, no marks that turn the direction of writing."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co"})


def scrub(text: str) -> str:
    """Give the text on one line with white space folded and everything invisible taken out."""
    visible = (" " if c.isspace() or unicodedata.category(c) in _HIDDEN else c for c in text)
    return " ".join("".join(visible).split())


def clip(text: str, length: int) -> str:
    """Give the text cut to a length in characters, with an ellipsis where something was cut."""
    return text if len(text) <= length else text[: length - 1] + "…"
