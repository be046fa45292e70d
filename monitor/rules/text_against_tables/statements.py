"""Defines a statement: figures of the text that must agree with each other, and words it as a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from monitor.extraction import Number
from monitor.form import Verdict
from monitor.rules.evidence import of_cells
from monitor.rules.figures import Sentence
from monitor.rules.given import Given
from monitor.rules.model import Evidence, Finding, Outcome, Quote
from monitor.settings import Severity

_LONGEST = 90
"""Characters of a phrase that are quoted in the message; the evidence has all of the sentence."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Says what a text states, what its own figures make of it, and whether the two agree."""

    sentence: Sentence
    phrase: str
    expected: Decimal
    actual: Decimal
    verdict: Verdict
    variant: str = "default"
    facts: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    pointers: tuple[str, ...] = ()
    """Cells of this report that it concerns, if any."""
    quotes: tuple[Quote, ...] = ()
    """What else proves it."""


def judge_statements(code: str, statements: Iterable[Statement], given: Given) -> Iterator[Outcome | Finding]:
    """Answer every statement; without any the rule is not applicable."""
    asked = False
    for said in statements:
        asked = True
        yield Outcome(code, said.verdict, said.pointers)
        if said.verdict is Verdict.FAIL:
            yield _finding(code, said, given)
    if not asked:
        yield Outcome(code, Verdict.NOT_APPLICABLE)


def _finding(code: str, said: Statement, given: Given) -> Finding:
    own = Quote(said.sentence.text, said.sentence.place)
    cells = of_cells(given.reading, said.pointers)
    return Finding(
        code=code,
        severity=Severity.QUERY,
        pointers=said.pointers,
        expected=plain(said.expected),
        actual=plain(said.actual),
        variant=said.variant,
        facts={"sentence": said.sentence.text, "phrase": _shortened(said.phrase), **said.facts},
        evidence=Evidence(given.reading.sha256, (own, *cells.quotes, *said.quotes)),
    )


def plain(value: Decimal) -> Number:
    """Give a number that is printed without decimals as a whole one."""
    return int(value) if value.as_tuple().exponent == 0 else value


@cache
def last_place(decimals: int) -> Decimal:
    """Give one unit of the last decimal printed: what a figure may be off by for it was rounded, or cut."""
    return Decimal(1).scaleb(-decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up to so many decimals, as the figures of reports are."""
    return value.quantize(last_place(decimals), ROUND_HALF_UP)


def _shortened(phrase: str) -> str:
    if len(phrase) <= _LONGEST:
        return phrase
    half = _LONGEST // 2
    return f"{phrase[:half]}……{phrase[-half:]}"
