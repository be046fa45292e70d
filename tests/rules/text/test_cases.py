"""Runs the cases of the rules on the text: failing, passing, and tempting but right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.extraction import Reading
from monitor.form import load_edition
from monitor.rules.model import Finding, Outcome, Subject
from monitor.rules.narrative import RULES as NARRATIVE
from monitor.rules.text_against_tables import RULES as AGAINST_TABLES
from monitor.rules.words import describe, words
from monitor.settings import Kind, Severity
from tests.support.readings import AGENCY, reading

CASES = Path(__file__).parent / "cases"
RULES = {**AGAINST_TABLES, **NARRATIVE}
_KEYS = frozenset(
    {
        "name",
        "text",
        "sections",
        "preamble",
        "cells",
        "edition",
        "year",
        "agency",
        "kind",
        "without",
        "doubts",
        "last_year",
    }
    | {"findings", "verdicts"}
)

Case = dict[str, Any]


def _load() -> dict[str, list[Case]]:
    reader = YAML(typ="safe")
    return {f.stem: reader.load(f.read_text(encoding="utf-8")) for f in sorted(CASES.glob("*.yaml"))}


BY_CODE = _load()
EACH = [pytest.param(code, case, id=f"{code}: {case['name']}") for code, cases in BY_CODE.items() for case in cases]


def _subject(case: Case) -> Subject:
    sections = {"overview": case["text"]} if "text" in case else case.get("sections", {})
    edition, year = str(case.get("edition", "2021")), case.get("year", 2023)
    made = reading(
        edition=edition,
        year=year,
        agency=case.get("agency", AGENCY),
        sections=sections,
        preamble=case.get("preamble", ()),
        cells=case.get("cells"),
        without=case.get("without", ()),
        doubts=case.get("doubts", ()),
    )
    kind = case.get("kind", "government")
    return Subject(
        now=datetime(2024, 4, 1, tzinfo=UTC),
        reading=made,
        edition=load_edition(edition),
        year=year,
        kind=Kind(kind) if kind else None,
        earlier=tuple(_last_year(case["last_year"], year) if "last_year" in case else ()),
    )


def _last_year(wanted: Case, year: int) -> Iterator[Reading]:
    """Make last year's report: its cells, and its edition where that is not the one of 2021."""
    yield reading(edition=str(wanted.get("edition", "2021")), year=year - 1, cells=wanted.get("cells"))


@pytest.mark.parametrize(("code", "case"), EACH)
def test_a_rule_says_what_its_case_asks(code: str, case: Case) -> None:
    assert set(case) <= _KEYS
    given = _subject(case)

    said = list(RULES[code](given))

    findings = [a for a in said if isinstance(a, Finding)]
    verdicts = Counter(str(a.verdict) for a in said if isinstance(a, Outcome))
    assert {a.code for a in said} == {code}
    assert [_seen(f, w) for f, w in zip(findings, case.get("findings", []), strict=True)] == case.get("findings", [])
    assert verdicts["fail"] == len(findings)
    assert verdicts == case.get("verdicts", verdicts)
    assert sum(verdicts.values()) > 0
    for finding in findings:
        _is_fit_to_print(finding, given)


def _seen(finding: Finding, wanted: Case) -> Case:
    own = {"expected": finding.expected, "actual": finding.actual, "variant": finding.variant}
    own |= {"severity": str(finding.severity), "phrase": finding.facts.get("phrase")}
    return {name: float(value) if isinstance(value := own[name], Decimal) else value for name in wanted}


def _is_fit_to_print(finding: Finding, given: Subject) -> None:
    assert given.reading is not None
    assert finding.evidence.sha256 == given.reading.sha256
    for number in (finding.expected, finding.actual):
        assert not isinstance(number, Decimal) or number.as_tuple().exponent, "a whole number is no decimal"
    if finding.code.startswith("X"):
        assert finding.severity is Severity.QUERY
        assert finding.evidence.quotes[0].pointer is None
        cells = [q.pointer for q in finding.evidence.quotes[1:]]
        assert cells[: len(finding.pointers)] == list(finding.pointers)
        assert set(cells) == set(finding.pointers)
    for lang in ("zh", "en"):
        message = describe(finding, given.edition, lang).message
        assert "None" not in message
        assert "{" not in message
        assert "/tables/" not in message


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_cases_that_find_something_and_cases_that_do_not(code: str) -> None:
    assert any(case.get("findings") for case in BY_CODE[code])
    assert sum(not case.get("findings") for case in BY_CODE[code]) >= 2


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_sentence_of_the_catalogue_is_spoken_in_a_case(code: str) -> None:
    spoken = {f.get("variant", "default") for case in BY_CODE[code] for f in case.get("findings", [])}
    assert set(words(code, "zh").messages) == spoken
    assert set(words(code, "en").messages) == spoken


@pytest.mark.parametrize("code", sorted(RULES))
def test_without_a_report_there_is_nothing_to_say(code: str) -> None:
    said = list(RULES[code](Subject(now=datetime(2024, 4, 1, tzinfo=UTC))))
    assert [str(a.verdict) for a in said if isinstance(a, Outcome)] == ["not_applicable"]
    assert len(said) == 1
