"""Weighs markup before it is parsed: a few kilobytes can ask an HTML parser for gigabytes.

Two rules of HTML multiply: every block that starts looks through all elements that are open, and every
paragraph opens again the formatting elements that were left open (HTML 13.2.4.3, "reconstruct the active
formatting elements"). What the tags can cost is bounded here by what is open at most times their number.
"""

from __future__ import annotations

import re
from collections import Counter

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FORMATTING = frozenset(["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"]
)
_CLOSED_BY_THE_NEXT = frozenset(["a", "li", "p", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option"])
_NEVER_OPEN = _VOID | _CLOSED_BY_THE_NEXT | frozenset(["html", "head", "body"])
_MOST_STEPS = 200_000_000
_MOST_COPIES = 500_000


def is_explosive(text: str) -> bool:
    """Tell whether parsing could take seconds or hundreds of megabytes."""
    tags = [(closing, name.lower()) for closing, name in _TAG.findall(text)]
    deepest, formatting = _deepest(tags)
    return deepest * len(tags) > _MOST_STEPS or formatting * len(tags) > _MOST_COPIES


def _deepest(tags: list[tuple[str, str]]) -> tuple[int, int]:
    """Give how many elements are open at most, and how many of the formatting ones."""
    still_open: Counter[str] = Counter()
    depth = most = formatting = most_formatting = 0
    for closing, name in tags:
        if name in _NEVER_OPEN or (closing and not still_open[name]):
            continue
        step = -1 if closing else 1
        still_open[name] += step
        depth += step
        formatting += step if name in _FORMATTING else 0
        most, most_formatting = max(most, depth), max(most_formatting, formatting)
    return most, most_formatting
