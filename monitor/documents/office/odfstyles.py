"""Reads what OpenDocument styles say of text and lists: hidden, raised, numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.documents.office.xml import Element, local, number

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

_KINDS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional",
    "子": "ideographZodiac", "①": "decimalEnclosedCircle", "１": "decimalFullWidth",
}  # fmt: skip
"""Formats of numbers (20.314) by their first sign: LibreOffice writes `一, 二, 三, ...`."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """Holds how one level of a list is printed."""

    kind: str
    prefix: str
    suffix: str
    start: int
    shows: int
    """Levels printed, the own one with those above it."""


class OdfStyles:
    """Answers for the styles of a document."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._hidden: set[str] = set()
        self._raised: set[str] = set()
        self._lists: dict[str, dict[int, ListLevel]] = {}
        for root in roots:
            for group in root:
                if local(group) in {"automatic-styles", "styles"}:
                    self._read(group)

    def is_hidden(self, name: str | None) -> bool:
        """Tell whether a style hides its text, or its whole sheet."""
        return name in self._hidden

    def parts(self, name: str | None) -> bool:
        """Tell whether a style raises, lowers or strikes its text: it is no part of the figure beside it."""
        return name in self._raised

    def list_level(self, name: str | None, level: int) -> ListLevel | None:
        """Give how a level (from 1) of a list style is printed; None for bullets and unknown styles."""
        return self._lists.get(name or "", {}).get(level)

    def _read(self, group: Element) -> None:
        for style in group:
            name = style.get(f"{STYLE}name") or ""
            if style.tag == f"{TEXT}list-style":
                self._lists[name] = dict(_levels(style))
            elif style.tag == f"{STYLE}style":
                self._read_style(name, style)

    def _read_style(self, name: str, style: Element) -> None:
        for one in style:
            if one.get(f"{TEXT}display") == "none" or one.get(f"{TABLE}display") == "false":
                self._hidden.add(name)
            position = (one.get(f"{STYLE}text-position") or "0%").split()[0]
            struck = one.get(f"{STYLE}text-line-through-style") or "none"
            if position.rstrip("%") != "0" or struck != "none":
                self._raised.add(name)


def _levels(style: Element) -> Iterator[tuple[int, ListLevel]]:
    for element in style.iterchildren(f"{TEXT}list-level-style-number"):
        shown = element.get(f"{STYLE}num-format") or ""
        level = ListLevel(
            kind=_KINDS.get(shown[:1], "decimal") if shown else "none",
            prefix=element.get(f"{STYLE}num-prefix") or "",
            suffix=element.get(f"{STYLE}num-suffix") or "",
            start=number(element.get(f"{TEXT}start-value"), 1),
            shows=number(element.get(f"{TEXT}display-levels"), 1),
        )
        yield number(element.get(f"{TEXT}level"), 1), level
