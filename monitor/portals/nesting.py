"""Weighs markup before it is parsed: a few kilobytes can ask an HTML parser for gigabytes.

Two rules of HTML multiply: every block that starts looks through all elements that are open, and every
paragraph opens again the formatting elements that were left open (HTML 13.2.4.3, "reconstruct the active
formatting elements"). What the tags can cost is bounded here by what is open at most times their number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*")
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
    tags = _TAG.findall(text)
    counts = Counter(tags)
    names = {tag: tag.strip("</").lower() for tag in counts}
    opening = [tag for tag in counts if tag[1] != "/" and names[tag] not in _NEVER_OPEN]
    formatting = [tag for tag in opening if names[tag] in _FORMATTING]
    return any(
        sum(counts[tag] for tag in some) * len(tags) > most and _deepest(tags, some, names) * len(tags) > most
        for some, most in ((opening, _MOST_STEPS), (formatting, _MOST_COPIES))
    )


def _deepest(tags: list[str], opening: list[str], names: Mapping[str, str]) -> int:
    """Give how many of some elements are open at most; what closes nothing does not count."""
    still_open = {names[tag]: 0 for tag in opening}
    depth = most = 0
    for tag in tags:
        name = names[tag]
        if name not in still_open:
            continue
        if tag[1] != "/":
            still_open[name] += 1
            depth += 1
            most = max(most, depth)
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
    return most
