"""Supplies the automatic numbers of Word's lists and headings: they are on the page, but not in the text.

A paragraph names a list (`numId`) and a level; the list's definition says what is printed, e.g. `%1、` counted
一, 二, 三 (ECMA-376 part 1, 17.9). A report whose 一、 to 六、 are automatic would else have no numbered sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.documents.office.numerals import numeral
from monitor.documents.office.xml import Element, local, namespace, number

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """Holds how one level of a list is printed."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    style: str | None = None
    """Paragraph style that stands for this level."""
    legal: bool = False
    """Whether the levels above are shown in decimals."""


Levels = Mapping[int, Level]


class Numbering:
    """Counts the lists of a document, paragraph by paragraph in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, tuple[str, Levels]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def level_of(self, list_id: str, style: str | None) -> int:
        """Give the level that a paragraph style stands for in a list; the first where none does."""
        levels = self._lists.get(list_id, ("", {}))[1]
        return next((at for at, level in levels.items() if style and level.style == style), 0)

    def next(self, list_id: str, at: int) -> str:
        """Count one paragraph and give its number as printed; empty for a bullet or an unknown list."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= at < _LEVELS:
            return ""
        definition, levels = found
        counts = self._counts.setdefault(definition, [None] * _LEVELS)
        restart = self._restarts.get(list_id, {}).pop(at, None)
        level = levels.get(at, Level())
        count = counts[at]
        counts[at] = restart if restart is not None else level.start if count is None else count + 1
        counts[at + 1 :] = [None] * (_LEVELS - at - 1)
        return _PLACE.sub(lambda m: _shown(levels, counts, int(m[1]) - 1, level), level.text)

    def _read(self, root: Element) -> None:
        w = f"{{{namespace(root)}}}"
        definitions = {a.get(f"{w}abstractNumId", ""): dict(_levels(a, w)) for a in root.iter(f"{w}abstractNum")}
        for num in root.iter(f"{w}num"):
            list_id, definition = num.get(f"{w}numId", ""), _val(num.find(f"{w}abstractNumId"), w)
            own: dict[int, Level] = {}
            for override in num.iter(f"{w}lvlOverride"):
                own |= dict(_levels(override, w))
                self._take_restart(list_id, override, w)
            self._lists[list_id] = (definition, definitions.get(definition, {}) | own)

    def _take_restart(self, list_id: str, override: Element, w: str) -> None:
        start = override.find(f"{w}startOverride")
        if start is not None:
            at = number(override.get(f"{w}ilvl"), 0)
            self._restarts.setdefault(list_id, {})[at] = number(_val(start, w), 1)


def _shown(levels: Levels, counts: list[int | None], at: int, level: Level) -> str:
    one = levels.get(at, Level())
    count = counts[at]
    return numeral(one.start if count is None else count, "decimal" if level.legal else one.kind)


def _levels(parent: Element, w: str) -> Iterator[tuple[int, Level]]:
    for element in parent.iter(f"{w}lvl"):
        named = {local(e): e for e in element.iter()}
        legal = named.get("isLgl")
        yield (
            number(element.get(f"{w}ilvl"), 0),
            Level(
                kind=_val(named.get("numFmt"), w) or "decimal",
                text=_val(named.get("lvlText"), w),
                start=number(_val(named.get("start"), w), 1),
                style=_val(named.get("pStyle"), w) or None,
                legal=legal is not None and _val(legal, w) not in {"0", "false"},
            ),
        )


def _val(element: Element | None, w: str) -> str:
    return element.get(f"{w}val", "") if element is not None else ""
