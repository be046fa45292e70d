"""Finds tables without columns of lines: rows of figures that stand below each other. Never beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from monitor.documents.pdf.columns import aligned_table
from monitor.documents.pdf.figures import is_figure, is_numbered
from monitor.documents.pdf.lines import Line
from monitor.documents.pdf.rules import Rule
from monitor.documents.pdf.table import Table

_PARTED = 0.9
"""Share of a letter's height between two columns at least."""
_LEAST_FIGURES = 2
_LEAST_ROWS = 2
_LONG_ROW = 8
"""Figures that make a table of one row."""
_MOST_BETWEEN = 6
"""Lines without figures that may stand between two rows, and above the first: heads and wrapped labels."""
_SENTENCE = 40
"""Letters in one piece that no label has."""
_WRAPPED = 1.6
"""Share of a letter's height within which a line belongs to the row beside it: a label of several lines."""
_RULED = 0.8
"""Share of the rows that must be ruled off for the rules to say what a row is."""
_HEADING = re.compile(r"^\s*[一二三四五六七八九十]{1,3}[、.．]")


@dataclass(frozen=True, slots=True)
class Cut:
    """Holds a line cut at its wide gaps."""

    line: Line
    words: tuple[Line, ...]

    @property
    def figures(self) -> tuple[Line, ...]:
        """Give the words that are figures."""
        return tuple(word for word in self.words if is_figure(word.text))

    @property
    def is_core(self) -> bool:
        """Tell a row of figures by itself."""
        return len(self.figures) >= _LEAST_FIGURES

    @property
    def is_sentence(self) -> bool:
        """Tell a line of running text."""
        return len(self.words) == 1 and len(self.line.text) >= _SENTENCE


Group = list[Cut]
"""The lines of one row."""


def aligned_tables(lines: Sequence[Line], across: Sequence[Rule], page: int) -> tuple[list[Table], list[Line]]:
    """Give the tables that the lines of a page form, and the lines outside of them; `across` may rule off the rows."""
    cuts = [Cut(line, tuple(line.words(_PARTED))) for line in lines]
    tables: list[Table] = []
    outside: list[Line] = []
    start = 0
    for found, last in _stretches(cuts):
        first = max(found, start)  # what the stretch above took along is not told twice
        if _is_table(cuts[first : last + 1]):
            outside += (cut.line for cut in cuts[start:first])
            tables += (
                aligned_table([_words(g) for g in block], page) for block in _blocks(cuts[first : last + 1], across)
            )
            start = last + 1
    return tables, [*outside, *(cut.line for cut in cuts[start:])]


def _is_table(cuts: Sequence[Cut]) -> bool:
    """Tell whether rows of figures stand below each other, or one long row below its heads."""
    core = [cut for cut in cuts if cut.is_core]
    return len(core) >= _LEAST_ROWS or (len(cuts) > 1 and any(len(cut.figures) >= _LONG_ROW for cut in core))


def _words(group: Group) -> list[Line]:
    return [word for cut in group for word in cut.words]


def _stretches(cuts: Sequence[Cut]) -> Iterator[tuple[int, int]]:
    """Give where tables may stand: from the heads above the first row of figures to the last line of the last row."""
    group: list[int] = []
    for i in (i for i, cut in enumerate(cuts) if cut.is_core):
        if group and _is_parted(cuts, group[-1], i):
            yield _stretched(cuts, group)
            group = []
        group.append(i)
    if group:
        yield _stretched(cuts, group)


def _is_parted(cuts: Sequence[Cut], before: int, after: int) -> bool:
    """Tell whether text or a heading stands between two rows of figures, or too much of anything but labels."""
    between = range(before + 1, after)
    zone = min(cuts[i].figures[0].left for i in (before, after))
    others = sum(cuts[i].line.right > zone for i in between)
    return others > _MOST_BETWEEN or any(cuts[i].is_sentence or _is_heading(cuts, i) for i in between)


def _is_heading(cuts: Sequence[Cut], i: int) -> bool:
    """Tell a heading of a section from the first line of a wrapped label with the same numbering."""
    if len(cuts[i].words) > 1 or not _HEADING.match(cuts[i].line.text):
        return False
    return not any(cuts[j].figures and _is_near(cuts[i], cuts[j]) for j in (i - 1, i + 1) if 0 <= j < len(cuts))


def _is_near(one: Cut, other: Cut) -> bool:
    return abs(one.line.base - other.line.base) <= _WRAPPED * one.line.size


def _stretched(cuts: Sequence[Cut], group: Sequence[int]) -> tuple[int, int]:
    first, last = group[0], group[-1]
    zone = min(cuts[i].figures[0].left for i in group)
    while first > 0 and group[0] - first < _MOST_BETWEEN and _is_head(cuts, first - 1, zone):
        first -= 1
    while last + 1 < len(cuts) and _is_below(cuts[last + 1], cuts[last]):
        last += 1
    return first, last


def _is_head(cuts: Sequence[Cut], i: int, zone: float) -> bool:
    """Tell whether a line may be a head: several words, or one above the figures."""
    cut = cuts[i]
    if cut.is_sentence or _is_heading(cuts, i):
        return False
    return len(cut.words) > 1 or (cut.line.left + cut.line.right) / 2 >= zone or _is_near(cut, cuts[i + 1])


def _is_below(cut: Cut, last: Cut) -> bool:
    """Tell whether a line goes on the table below its last row of figures: its label's end, or a row of one figure."""
    if cut.is_sentence or cut.line.left >= last.line.right:
        return False
    return len(cut.words) > 1 or (_is_near(cut, last) and not _HEADING.match(cut.line.text))


def _blocks(cuts: Sequence[Cut], across: Sequence[Rule]) -> Iterator[list[Group]]:
    """Give the parts of a table that have heads of their own: each may have other columns."""
    block: list[Group] = []
    for has_figures, groups in groupby(_groups(cuts, across), key=lambda g: any(cut.figures for cut in g)):
        block += groups
        if has_figures:
            yield block
            block = []
    if block:
        yield block


def _groups(cuts: Sequence[Cut], across: Sequence[Rule]) -> list[Group]:
    """Put the lines of each row together."""
    zone = min(cut.figures[0].left for cut in cuts if cut.is_core)
    end = max(cut.line.right for cut in cuts)
    ruled = _ruled_off(cuts, [rule.at for rule in across if rule.start <= (zone + end) / 2 <= rule.end])
    figures = sum(bool(cut.figures) for cut in cuts)
    if len(ruled) > 1 and sum(any(cut.figures for cut in group) for group in ruled) >= _RULED * figures:
        return ruled
    return _nearest(cuts, zone)


def _labels_hang(rows: Sequence[Cut]) -> bool:
    """Tell whether figures stand beside the first line of their label: all further lines then belong to it."""
    begun = sum(any(is_numbered(word.text) for word in cut.words) for cut in rows)
    return len(rows) >= _LEAST_ROWS and begun >= _RULED * len(rows)


def _ruled_off(cuts: Sequence[Cut], rules: Sequence[float]) -> list[Group]:
    return [list(group) for _, group in groupby(cuts, key=lambda cut: sum(at < cut.line.base for at in rules))]


def _nearest(cuts: Sequence[Cut], zone: float) -> list[Group]:
    """Put lines of labels to their row of figures, and lines of heads to the line above, if they are near."""
    groups: dict[int, Group] = {i: [cut] for i, cut in enumerate(cuts) if cut.figures}
    rows = sorted(groups)
    hang = _labels_hang([cuts[i] for i in rows])
    for i, cut in enumerate(cuts):
        if i in groups:
            continue
        is_label = all(word.right <= zone for word in cut.words)
        near = min(rows, key=lambda j: abs(cuts[j].line.base - cut.line.base)) if is_label and not hang else i - 1
        is_one = near >= 0 and _is_near(cut, cuts[near]) and (is_label or not cuts[near].figures)
        home = next((j for j, group in groups.items() if cuts[near] in group), i) if is_one else i
        groups.setdefault(home, []).append(cut)
    return [sorted(groups[i], key=lambda cut: cut.line.base) for i in sorted(groups)]
