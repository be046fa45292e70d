"""Joins lines to paragraphs: by indents, by lines that end early, by gaps, and over page breaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.documents.model import Paragraph, Place
from monitor.documents.pdf.frame import Box
from monitor.documents.pdf.layout import Layout
from monitor.documents.pdf.lines import Line, is_wide
from monitor.documents.pdf.sheet import Sheet
from monitor.documents.pdf.table import rounded
from monitor.documents.whitespace import fold

_INDENT = 1.0
"""Share of a letter's height by which the first line of a paragraph is set in at least."""
_EARLY = 2.2
"""Share of a letter's height by which a last line ends before the edge at least."""
_LONG = 12
"""Letters of a line that shows where the text's edges are."""
_GAP = 1.75
"""Times the usual distance of lines from which on a new paragraph begins."""
_OTHER_SIZE = 0.15
_FULL = 0.85
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])")


@dataclass(frozen=True, slots=True)
class Set:
    """Says how the text of pages of one width is set: its edges and the distance of its lines, in points."""

    left: float
    right: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Run:
    """Holds a line with the page on which it stands."""

    line: Line
    sheet: Sheet


def settings_of(layouts: Iterable[Layout]) -> dict[int, Set]:
    """Give how the text is set, by the width of the pages."""
    lines: defaultdict[int, list[list[Line]]] = defaultdict(list)
    for layout in layouts:
        lines[width_of(layout.sheet)].append([i for i in layout.items if isinstance(i, Line)])
    return {width: _set(pages) for width, pages in lines.items()}


def width_of(sheet: Sheet) -> int:
    """Give the width of a page, by which its setting is known."""
    return round(sheet.frame.width)


def _set(pages: Sequence[Sequence[Line]]) -> Set:
    every = [line for page in pages for line in page]
    long = [line for line in every if len(line.text) >= _LONG] or every
    if not long:
        return Set(0, 0, 0)
    lefts = Counter(round(line.left) for line in long)
    most = max(lefts.values())
    left = min(at for at, count in lefts.items() if count * 3 >= most)
    rights = sorted(line.right for line in long)
    steps = sorted(b.base - a.base for page in pages for a, b in pairwise(page))
    return Set(left, rights[len(rights) * 4 // 5], steps[len(steps) // 2] if steps else 0)


def paragraphs_of(runs: Sequence[Run], settings: Mapping[int, Set]) -> Iterator[Paragraph]:
    """Give the paragraphs that consecutive lines form."""
    group: list[Run] = []
    for run in runs:
        if group and _begins(run, group[-1], settings[width_of(run.sheet)]):
            yield _paragraph(group)
            group = []
        group.append(run)
    if group:
        yield _paragraph(group)


def _begins(run: Run, before: Run, how: Set) -> bool:
    """Tell whether a line begins a paragraph, by itself or by how the line before it ends."""
    line, last = run.line, before.line
    if abs(line.size - last.size) > _OTHER_SIZE * last.size or _HEADING.match(line.text):
        return True
    if run.sheet is before.sheet and line.base - last.base > _GAP * max(how.pitch, line.size):
        return True
    if line.is_spaced or last.is_spaced:
        return True
    if _is_centred(line, last, how):
        return False
    return last.right < how.right - _EARLY * last.size or line.left > how.left + _INDENT * line.size


def _is_centred(line: Line, last: Line, how: Set) -> bool:
    """Tell the second line of a title: set below the middle of one that fills the width."""
    is_full = last.right - last.left >= _FULL * (how.right - how.left)
    return is_full and abs(line.left + line.right - last.left - last.right) <= line.size


def _paragraph(runs: Sequence[Run]) -> Paragraph:
    first = runs[0]
    boxes = [run.line.box for run in runs if run.sheet is first.sheet]
    place = Place(page=first.sheet.number, box=rounded(first.sheet.as_shown(_around(boxes))))
    return Paragraph(fold(_text(runs)), place)


def _text(runs: Sequence[Run]) -> str:
    text = runs[0].line.text
    for run in runs[1:]:
        parted = not (is_wide(text[-1]) or is_wide(run.line.text[0]) or _both_digits(text, run.line.text))
        text += " " * parted + run.line.text
    return text


def _both_digits(before: str, after: str) -> bool:
    """Tell a number that is cut by the edge of the text: nothing parts its halves but the line's end."""
    return before[-1].isdigit() and after[0].isdigit()


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
