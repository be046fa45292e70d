"""Tells the rows whose labels are beyond doubt: a label that was misread puts its figures into another row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extraction.labels import Quality, row_order
from monitor.extraction.lines import Candidate, Line
from monitor.extraction.values import looks_like_value
from monitor.form import Table


def vouched_for(rows: Sequence[Candidate], lines: Sequence[Line], table: Table) -> list[Candidate]:
    """Give the rows that stand where the form has them, under a label that is known.

    A label that its reader does not vouch for counts where both neighbours of the form stand beside it, their own
    labels beyond doubt and no other line of figures between: then only one row is left for this line.
    """
    known = [c for c in rows if c.sure and c.match.quality > Quality.SIMILAR]
    firm = [c for c in known if c.label_sure]
    return [c for c in known if c.label_sure or _is_confirmed(c, firm, lines, table)]


def _is_confirmed(doubtful: Candidate, firm: Sequence[Candidate], lines: Sequence[Line], table: Table) -> bool:
    order = row_order(table)
    here = order[doubtful.match.key]
    wanted = {place for place in (here - 1, here + 1) if 0 <= place < len(table.rows)}
    beside = {order[c.match.key]: c for c in firm if order[c.match.key] in wanted}
    return beside.keys() == wanted and all(_adjoin(doubtful, c, lines) for c in beside.values())


def _adjoin(one: Candidate, other: Candidate, lines: Sequence[Line]) -> bool:
    """Tell whether no line of figures stands between two rows of the grid."""
    if one.line is None or other.line is None:
        return False
    first, last = sorted((one.number, other.number))
    return not any(any(_figures(line)) for line in lines[first + 1 : last])


def _figures(line: Line) -> Iterator[str]:
    return (c.raw for c in line.cells if c.raw and looks_like_value(c.raw))
