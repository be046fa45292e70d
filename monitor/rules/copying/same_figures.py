"""Asks whether table 3 holds the agency's own figures where another's is the very same (C-03)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import UNREAD, Verdict
from monitor.rules.copying.likeness import FEWEST_FIGURES
from monitor.rules.copying.own import comparable, own_sketch
from monitor.rules.copying.sketches import TABLE
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome
from monitor.rules.sketch import Sketch
from monitor.rules.values import table_cells, table_values

CODE = "C-03"
_POINTER = f"/tables/{TABLE}"


def _same_figures(given: Given) -> Iterator[Outcome | Finding]:
    if given.subject.others is None or not table_cells(given, TABLE):
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    same = tuple(_same(given))
    if same:
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield _finding(same, given)
    else:
        in_doubt = UNREAD in table_values(given, TABLE).values()
        yield Outcome(CODE, Verdict.UNCERTAIN if in_doubt else Verdict.PASS, (_POINTER,))


same_figures = of_reading(CODE, _same_figures)


def _same(given: Given) -> Iterator[Sketch]:
    """Give the other agencies with the same figures; those above and below may have them rightly: they sum them up."""
    for other in comparable(given):
        own, telling = own_sketch(given), other.figures is not None and other.figures.telling >= FEWEST_FIGURES
        if telling and own.figures == other.figures and not own.author.is_in_line_with(other.author):
            yield other


def _finding(same: tuple[Sketch, ...], given: Given) -> Finding:
    names = tuple(sorted(other.author.name for other in same))
    own = own_sketch(given).figures
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(_POINTER,),
        actual="、".join(names),
        facts={"others": names, "count": own.telling if own else 0},
        evidence=of_cells(given.reading, (c.pointer for c in table_cells(given, TABLE) if c.value)),
    )
