"""Makes the rules that hold figures against the identities of the form (T2-04 … T2-06, T3-01 … T3-03, T4-01)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Evaluation, Operator, Verdict
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.fault_finder import hint_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Rule
from monitor.rules.values import evaluations


def relation_rule(code: str) -> Rule:
    """Make the rule that answers every relation of this code, in every table that has it.

    A row that the document lacks makes its relations not applicable: S-04 owns that fault, and the outcome's
    pointers name the row.
    """

    def rule(given: Given) -> Iterator[Outcome | Finding]:
        for answer in _answers(code, given):
            yield Outcome(code, answer.verdict, answer.relation.cells)
            if answer.verdict is Verdict.FAIL:
                yield _finding(answer, given)

    return of_reading(code, rule)


def _answers(code: str, given: Given) -> Iterator[Evaluation]:
    for table in given.edition.tables:
        if any(identity.code == code for identity in table.identities):
            answers = evaluations(given, table.key)
            yield from (a for a in answers if a.relation.code == code)


def _finding(answer: Evaluation, given: Given) -> Finding:
    relation, reading = answer.relation, given.reading
    blanks = sum(reading.cells[p].value is None for p in relation.cells)
    # A relation that states nothing says that its computed side is not below zero (T2-06).
    bounded = not relation.stated
    return Finding(
        code=relation.code,
        severity=severity_of(relation.code),
        pointers=relation.cells,
        expected=0 if bounded else answer.expected,
        actual=answer.expected if bounded else answer.actual,
        variant="blanks" if blanks else "default",
        facts={"blanks": blanks},
        evidence=of_cells(reading, relation.cells),
        hint=hint_of(given, relation.table) if relation.operator is Operator.EQUAL else None,
    )
