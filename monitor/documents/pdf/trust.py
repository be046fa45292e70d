"""Tells credible characters from those of a font whose characters are named wrongly or not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from monitor.documents.pdf.glyph import UNKNOWN, Glyph

_LEAST = 5
"""Characters of a font that must be seen before it is judged."""
_UNNAMED = 0.3
"""Share of characters without a name from which on a font's other names count for nothing."""
_STRANGE = 0.35
"""Share of characters that no report holds so many of: a font numbered in its own way, read as Latin."""
_STRANGE_ASCII = frozenset("!\"#$%&'*+;<=>?@[\\]^_`{|}~")
_KNOWN_LATIN = frozenset("°±²³·×÷§®©«»")


def credible(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Give the glyphs, those of fonts that name characters wrongly made unknown: never a wrong figure."""
    odd: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for glyph in glyphs:
        odd[glyph.font][_kind(glyph.text)] += 1
    bad = {font for font, kinds in odd.items() if _is_odd(kinds)}
    return [g._replace(text=UNKNOWN) if g.font in bad else g for g in glyphs] if bad else list(glyphs)


def unknown_share(glyphs: Iterable[Glyph]) -> float:
    """Give the share of characters whose name is not known; 0 for no characters."""
    kinds = Counter(glyph.text == UNKNOWN for glyph in glyphs)
    return kinds[True] / (kinds.total() or 1)


def _is_odd(kinds: Counter[str]) -> bool:
    whole = kinds.total()
    if whole < _LEAST:
        return False
    return kinds["unnamed"] >= _UNNAMED * whole or (whole >= 2 * _LEAST and kinds["strange"] >= _STRANGE * whole)


def _kind(text: str) -> str:
    if text == UNKNOWN:
        return "unnamed"
    is_latin = "\xa0" <= text[0] <= "\u02ff" and text not in _KNOWN_LATIN
    return "strange" if text in _STRANGE_ASCII or is_latin else "plain"
