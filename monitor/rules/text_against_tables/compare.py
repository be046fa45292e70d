"""Holds claims against the tables: an outcome each, and a finding where no reading of the words agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from monitor.extraction import Number
from monitor.form import UNREAD, Unread, Value, Verdict
from monitor.rules.evidence import of_cells
from monitor.rules.given import Given, once
from monitor.rules.model import Evidence, Finding, Outcome, Quote
from monitor.rules.text_against_tables.claims import Cells, Claim
from monitor.rules.text_against_tables.statements import plain
from monitor.rules.values import settled_blanks, table_values
from monitor.settings import Severity


def compare(code: str, claims: Iterable[Claim], given: Given) -> Iterator[Outcome | Finding]:
    """Answer every claim; without any the rule is not applicable."""
    figures, asked = known(given), False
    for claim in claims:
        asked = True
        verdict = _verdict(claim, figures)
        meant = next(iter(figures.usable(claim.fits)), claim.fits[0])
        yield Outcome(code, verdict, meant)
        if verdict is Verdict.FAIL:
            yield _finding(claim, meant, figures.sum(meant), given)
    if not asked:
        yield Outcome(code, Verdict.NOT_APPLICABLE)


def is_contradicted(claim: Claim, given: Given) -> bool:
    """Tell whether no reading of the claim's words agrees with the tables."""
    return _verdict(claim, known(given)) is Verdict.FAIL


@once
def known(given: Given) -> Known:
    """Give the figures of the tables, and the blanks that the relations of a table leave only one value."""
    values: dict[str, Value] = {}
    for table in given.edition.tables:
        values |= table_values(given, table.key)
        if None in values.values():
            values |= settled_blanks(given, table.key)
    return Known(values)


class Known:
    """Knows figures by the pointers of their cells."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    def usable(self, fits: tuple[Cells, ...]) -> tuple[Cells, ...]:
        """Give the alternatives that the document has cells for; a row that it merged replaces its parts."""
        return tuple(cells for cells in fits if all(pointer in self._values for pointer in cells))

    def lacks_part(self, fits: tuple[Cells, ...]) -> bool:
        """Tell whether an alternative is there only in part: a missing row may be what would have agreed."""
        there = [[pointer in self._values for pointer in cells] for cells in fits]
        return any(any(found) and not all(found) for found in there)

    def sum(self, cells: Cells) -> Number | None:
        """Give the sum of these cells, or None where one is blank or was not read with certainty."""
        values = [self._values.get(pointer, UNREAD) for pointer in cells]
        numbers = [v for v in values if v is not None and not isinstance(v, Unread)]
        return sum(numbers) if len(numbers) == len(values) else None


def _verdict(claim: Claim, known: Known) -> Verdict:
    sums = [known.sum(cells) for cells in known.usable(claim.fits)]
    if not sums:
        return Verdict.NOT_APPLICABLE
    if any(_agrees(claim, number) for number in sums if number is not None):
        return Verdict.PASS
    return Verdict.UNCERTAIN if None in sums or known.lacks_part(claim.fits) else Verdict.FAIL


def _agrees(claim: Claim, number: Number) -> bool:
    return claim.value <= number if claim.at_most else claim.value == number


def _finding(claim: Claim, meant: Cells, expected: Number | None, given: Given) -> Finding:
    cells = of_cells(given.reading, meant)
    return Finding(
        code=claim.code,
        severity=Severity.QUERY,
        pointers=meant,
        expected=expected,
        actual=plain(claim.value),
        variant="sum" if claim.variant == "default" and len(meant) > 1 else claim.variant,
        facts={"sentence": claim.sentence.text, "phrase": claim.phrase},
        evidence=Evidence(given.reading.sha256, (Quote(claim.sentence.text, claim.sentence.place), *cells.quotes)),
    )
