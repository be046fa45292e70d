"""Finds links with title and date by structure: list rows, table rows, definition lists, plain lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from selectolax.lexbor import LexborNode

from monitor.portals.anchors import Anchor
from monitor.portals.model import Link
from monitor.portals.text import date_alone, fold, only_date, split_date, squeeze

_ROWS = ("li", "tr", "dl")
_CELLS = ("dt", "dd", "p", "h2", "h3", "h4", "h5")
_LEVELS = 5
_LONG_TITLE = 10
_MOST_LINKS_IN_A_ROW = 3
_MOST_NODES_IN_A_ROW = 80
_NEIGHBOURS = 8
_CUT = re.compile(r"(?:\.{2,}|…+|。{3,})$")
_MONTH_OF_SPLIT_DATE = re.compile(r"(?:19|20)\d{2}\s?[-./年]\s?\d{1,2}月?")
_PART_OF_DATE = re.compile(_MONTH_OF_SPLIT_DATE.pattern + r"|\d{1,2}")
_LONGEST_DATE_TEXT = 120


@dataclass(frozen=True, slots=True)
class Row:
    """Holds a link and the list that it stands in (an opaque key, 0 where it has none)."""

    link: Link
    group: int = 0


@dataclass(slots=True)
class _Survey:
    """Remembers what was seen of each container, so that no part of the tree is walked twice."""

    seen: dict[int, tuple[int, str] | None] = field(default_factory=dict)

    def of(self, node: LexborNode) -> tuple[int, str] | None:
        """Give the number of links and the text beside them; None for what is too big to be a row."""
        key = node.mem_id
        if key not in self.seen:
            self.seen[key] = _look_into(node)
        return self.seen[key]


def read_rows(anchors: Iterable[Anchor]) -> list[Row]:
    """Give every link that has a title, in the order of the page, each address and title once."""
    survey = _Survey()
    rows: dict[tuple[str, str], Row] = {}
    for anchor in anchors:
        row = _read_row(anchor, survey) if anchor.target else None
        if row and (row.link.url, row.link.title) not in rows:
            rows[row.link.url, row.link.title] = row
    return list(rows.values())


def longest_list(rows: Sequence[Row]) -> tuple[Link, ...]:
    """Give the dated rows of the longest list; where nothing bears a date, the longest list of long titles."""
    dated = [row for row in rows if row.link.date]
    listed = dated or [row for row in rows if len(row.link.title) >= _LONG_TITLE]
    (group, _), *_ = Counter(row.group for row in listed).most_common(1) or [(0, 0)]
    return tuple(row.link for row in listed if row.group == group)


def _read_row(anchor: Anchor, survey: _Survey) -> Row | None:
    text, inside = _text_of(anchor.node)
    text, at_end = split_date(text)
    title = _whole(text, anchor)
    if not title:
        return None
    beside, group = _beside(anchor.node, survey)
    return Row(Link(anchor.target or "", title, at_end or inside or beside), group)


def _text_of(anchor: LexborNode) -> tuple[str, date | None]:
    """Give the text without the parts that are a date of their own, and that date."""
    only = anchor.first_child
    if only is None or (only.next is None and only.is_text_node):
        return fold(anchor.text()), None
    parts = [fold(part) for part in anchor.text(separator="\x00").split("\x00")]
    dates = {day for part in parts if (day := date_alone(part))}
    split = any(_MONTH_OF_SPLIT_DATE.fullmatch(part) for part in parts)
    if not dates and not split:
        return fold(anchor.text()), None
    text = " ".join(p for p in parts if not date_alone(p) and not (split and _PART_OF_DATE.fullmatch(p)))
    return fold(text), dates.pop() if len(dates) == 1 else None


def _whole(text: str, anchor: Anchor) -> str:
    """Prefer `title=` where it holds the text and more; a remark such as 在新窗口打开 does not."""
    if not anchor.hint or anchor.hint == text:
        return text or _picture(anchor.node)
    whole, _ = split_date(fold(anchor.hint))
    return whole if squeeze(_CUT.sub("", text)) in squeeze(whole) else text


def _picture(anchor: LexborNode) -> str:
    image = anchor.css_first("img[alt]")
    return fold(image.attributes.get("alt") or "") if image else ""


def _beside(anchor: LexborNode, survey: _Survey) -> tuple[date | None, int]:
    day = _on_the_line(anchor)
    above = anchor.parent
    for container in _containers(anchor, survey):
        above = container.parent
        day = day or _in_row(container, survey)
        if container.tag in _ROWS:
            break
    return day, above.mem_id if above else 0


def _containers(anchor: LexborNode, survey: _Survey) -> Iterator[LexborNode]:
    """Climb from the link while what is around it may still be one row."""
    node = anchor.parent
    for _ in range(_LEVELS):
        seen = survey.of(node) if node is not None and node.tag != "body" else None
        if node is None or seen is None or (seen[0] > 1 and node.tag not in (*_ROWS, *_CELLS)):
            return
        yield node
        node = node.parent


def _in_row(container: LexborNode, survey: _Survey) -> date | None:
    seen = survey.of(container)
    day = only_date(seen[1]) if seen else None
    return day or (_in_next_cell(container, survey) if container.tag in _CELLS else None)


def _in_next_cell(cell: LexborNode, survey: _Survey) -> date | None:
    for node in _neighbours(cell, forward=True):
        if node.is_element_node:
            seen = survey.of(node)
            return only_date(seen[1]) if seen and seen[0] == 0 else None
    return None


def _on_the_line(anchor: LexborNode) -> date | None:
    """Look behind, then before the link, as far as the next link or line break."""
    return _plain_date(anchor, forward=True) or _plain_date(anchor, forward=False)


def _plain_date(anchor: LexborNode, *, forward: bool) -> date | None:
    beside = takewhile(lambda node: node.tag not in ("a", "br"), _neighbours(anchor, forward=forward))
    text = " ".join((node.text_content or "") if node.is_text_node else _leaf_text(node) for node in beside)
    return only_date(text) if len(text) < _LONGEST_DATE_TEXT else None


def _leaf_text(node: LexborNode) -> str:
    """Read elements of a few nodes only: a neighbour may be the rest of the page."""
    seen = _look_into(node)
    return seen[1] if seen and seen[0] == 0 else ""


def _neighbours(node: LexborNode, *, forward: bool) -> Iterator[LexborNode]:
    for _ in range(_NEIGHBOURS):
        following = node.next if forward else node.prev
        if following is None:
            return
        node = following
        yield node


def _look_into(container: LexborNode) -> tuple[int, str] | None:
    links = 0
    pieces: list[str] = []
    for visited, node in enumerate(_walk(container)):
        if node.tag == "a":
            links += 1
        elif node.is_text_node:
            pieces.append(node.text_content or "")
        if links > _MOST_LINKS_IN_A_ROW or visited > _MOST_NODES_IN_A_ROW:
            return None
    return links, fold(" ".join(pieces))


def _walk(container: LexborNode) -> Iterator[LexborNode]:
    """Walk what is inside, but not inside links: a date in a title is not the date of the row."""
    stack = [container.first_child]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        yield node
        stack.append(node.next)
        if node.tag != "a":
            stack.append(node.first_child)
