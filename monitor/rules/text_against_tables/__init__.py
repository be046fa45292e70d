"""Holds the rules on figures of the text that contradict the tables: X-01 … X-09."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Rule
from monitor.rules.text_against_tables.against_last_year import against_last_year
from monitor.rules.text_against_tables.compare import compare
from monitor.rules.text_against_tables.denials import denials
from monitor.rules.text_against_tables.parts import sums
from monitor.rules.text_against_tables.shares import percentages
from monitor.rules.text_against_tables.statements import judge_statements
from monitor.rules.text_against_tables.walk import claims


def _figures(code: str) -> Rule:
    """Make the rule on the figures that the text gives for one code."""

    def rule(given: Given) -> Iterator[Outcome | Finding]:
        return compare(code, claims(given, code), given)

    return of_reading(code, rule)


def _denied(given: Given) -> Iterator[Outcome | Finding]:
    return compare("X-08", denials(given), given)


def _added(given: Given) -> Iterator[Outcome | Finding]:
    return judge_statements("X-06", sums(given), given)


def _shared(given: Given) -> Iterator[Outcome | Finding]:
    return judge_statements("X-07", percentages(given), given)


def _compared(given: Given) -> Iterator[Outcome | Finding]:
    return judge_statements("X-09", against_last_year(given), given)


RULES: Mapping[str, Rule] = {
    "X-01": _figures("X-01"),
    "X-02": _figures("X-02"),
    "X-03": _figures("X-03"),
    "X-04": _figures("X-04"),
    "X-05": _figures("X-05"),
    "X-06": of_reading("X-06", _added),
    "X-07": of_reading("X-07", _shared),
    "X-08": of_reading("X-08", _denied),
    "X-09": of_reading("X-09", _compared),
}
"""By code; the registry joins them."""
