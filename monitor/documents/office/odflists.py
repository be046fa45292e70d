"""Counts the lists of an OpenDocument text, whose numbers are shown but not in the text (ISO/IEC 26300-1, 5.3)."""

from __future__ import annotations

from monitor.documents.office.numerals import numeral
from monitor.documents.office.odfstyles import TEXT, OdfStyles
from monitor.documents.office.xml import Element, number

_DEEPEST = 10


class OdfLists:
    """Follows lists as they open and close."""

    def __init__(self, styles: OdfStyles) -> None:
        self._styles = styles
        self._open: list[str] = []
        self._counts: dict[str, list[int | None]] = {}
        self._waiting = False

    def enter_list(self, element: Element) -> bool:
        """Open a list; one that does not continue another counts anew."""
        name = element.get(f"{TEXT}style-name") or (self._open[-1] if self._open else "")
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        if not self._open and not goes_on:
            self._counts.pop(name, None)
        self._open.append(name)
        return True

    def leave_list(self, _: Element) -> None:
        """Close a list."""
        self._open.pop()
        self._waiting = False

    def enter_item(self, element: Element) -> bool:
        """Count an item; its first paragraph carries the number."""
        at = len(self._open) - 1
        if 0 <= at < _DEEPEST:
            counts = self._counts.setdefault(self._open[-1], [None] * _DEEPEST)
            level = self._styles.list_level(self._open[-1], at + 1)
            count = counts[at]
            first = level.start if level else 1
            counts[at] = number(element.get(f"{TEXT}start-value"), first if count is None else count + 1)
            counts[at + 1 :] = [None] * (_DEEPEST - at - 1)
            self._waiting = True
        return True

    def shown(self) -> str:
        """Give the number that stands before the paragraph that begins; empty where none does."""
        if not self._waiting or not self._open:
            return ""
        self._waiting = False
        name, at = self._open[-1], len(self._open) - 1
        level = self._styles.list_level(name, at + 1)
        if level is None or level.kind == "none":
            return ""
        numbers = (self._number(name, i) for i in range(max(0, at + 1 - level.shows), at + 1))
        return f"{level.prefix}{'.'.join(n for n in numbers if n)}{level.suffix} "

    def _number(self, name: str, at: int) -> str:
        level = self._styles.list_level(name, at + 1)
        count = self._counts[name][at]
        return "" if level is None else numeral(level.start if count is None else count, level.kind)
