"""Asks section six to say something, and the report to state the information fee (N-06; 国办函〔2020〕109号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.extraction import SectionText
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.narrative.text import says_something
from monitor.rules.text import sentences_of
from monitor.settings import Severity

CODE = "N-06"
FIRST_FEE_YEAR = 2021
"""First report year for which the fee is asked: 109号 is of the end of 2020, the form of 2021 takes it up."""
_KEY = "other_matters"
_POINTER = f"/sections/{_KEY}"
_FEE = re.compile(r"处理费|收费|收取|费用|缴费")
_ANOTHER_FEE = re.compile(r"行政事业性收费|收费(?:项目|标准|目录|公示)|涉企收费")


def _other_matters(given: Given) -> Iterator[Outcome | Finding]:
    section = given.reading.section(_KEY)
    if section is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    yield from _says_something(section, given)
    yield from _states_fee(section, given)


other_matters = of_reading(CODE, _other_matters)


def _says_something(section: SectionText, given: Given) -> Iterator[Outcome | Finding]:
    if says_something(section, given):
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    elif given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN, (_POINTER,))
    else:
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield _finding("empty", Severity.VIOLATION, section, given)


def _states_fee(section: SectionText, given: Given) -> Iterator[Outcome | Finding]:
    """Ask for the fee; where the section is empty that is the fault, and this would be its consequence."""
    year = given.subject.report_year
    if year is None or year < FIRST_FEE_YEAR or not says_something(section, given):
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (_POINTER,))
    elif any(_states_a_fee(s.folded) for s in sentences_of(given)):
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    elif given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN, (_POINTER,))
    else:
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield _finding("no_fee", Severity.NOTE, section, given)


def _states_a_fee(folded: str) -> bool:
    return ("收" in folded or "费" in folded) and bool(_FEE.search(_ANOTHER_FEE.sub("", folded)))


def _finding(fault: str, severity: Severity, section: SectionText, given: Given) -> Finding:
    passages = tuple(Quote(p.text, p.place) for p in section.passages)
    return Finding(
        code=CODE,
        severity=severity,
        pointers=(_POINTER,),
        variant=fault,
        facts={"heading": section.heading, "sentence": section.text},
        evidence=of_quotes(given.reading, Quote(section.heading, section.place), *passages),
    )
