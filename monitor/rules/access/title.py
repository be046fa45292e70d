"""Notes a title that does not name the agency, the year or the report by its statutory name (A-04; art. 49, 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.figures.fold import squeeze
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote

CODE = "A-04"
_POINTER = ("/title",)
_NAME = re.compile(r"政府信息公开(?:工作)?的?(?:\d{4}年?)?年度(?:工作)?报告")
"""The statutory name; without 工作 it is what the regulations of 2007 called it, and leaves nobody in doubt."""
_YEAR = re.compile(r"(?:19|20)\d{2}|[二〇○零一九八七六五四三]{4}(?=年)")
_OPEN = re.compile(r"…|\.\.\.")
"""Marks a title that the page itself cut short."""


def _title(given: Given) -> Iterator[Outcome | Finding]:
    stated = given.reading.title
    if stated is None or _OPEN.search(stated):
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, _POINTER)
        return
    lacking = tuple(_lacking(squeeze(stated), given))
    if not lacking:
        yield Outcome(CODE, Verdict.PASS, _POINTER)
    elif given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN, _POINTER)
    else:
        yield Outcome(CODE, Verdict.FAIL, _POINTER)
        yield from (_finding(part, stated, given) for part in lacking)


title = of_reading(CODE, _title)


def _lacking(text: str, given: Given) -> Iterator[str]:
    """Give the variants of what the title lacks."""
    if given.reading.agency is None:
        yield "agency"
    if not _YEAR.search(text):
        yield "year"
    if not _NAME.search(text):
        yield "name"


def _finding(part: str, stated: str, given: Given) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=_POINTER,
        actual=stated,
        variant=part,
        facts={"title": stated},
        evidence=of_quotes(given.reading, Quote(stated, given.reading.title_place)),
    )
