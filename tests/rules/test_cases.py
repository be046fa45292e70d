"""Runs the cases of every rule: failing, passing, and tempting but right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.rules import RULES, Finding, Outcome, book, describe, words
from monitor.rules.judge import answers
from tests.support.subjects import subject

CASES = Path(__file__).parent / "cases"
FAMILIES = ("D", "A", "S", "T2", "T3", "T4", "Y", "H", "C", "E")
"""Families whose cases stand here; those on the text have their own."""


Case = dict[str, Any]


def _load() -> dict[str, list[Case]]:
    reader = YAML(typ="safe")
    files = (f for f in sorted(CASES.glob("*.yaml")) if f.stem.partition("-")[0] in FAMILIES)
    return {f.stem: reader.load(f.read_text(encoding="utf-8")) for f in files}


BY_CODE = _load()
EACH = [pytest.param(code, case, id=f"{code}: {case['name']}") for code, cases in BY_CODE.items() for case in cases]
OWN_CODES = [c for c, entry in book().items() if entry.family in FAMILIES and c in RULES and entry.severity]


@pytest.mark.parametrize(("code", "case"), EACH)
def test_a_rule_says_what_its_case_asks(code: str, case: dict[str, Any]) -> None:
    assert set(case) <= {"name", "given", "verdicts", "findings"}
    given = subject(**case["given"])

    said = list(answers(code, given))

    outcomes = [a for a in said if isinstance(a, Outcome)]
    findings = [a for a in said if isinstance(a, Finding)]
    assert Counter(str(o.verdict) for o in outcomes) == case["verdicts"]
    assert {a.code for a in said} == {code}
    for finding, wanted in zip(findings, case.get("findings", []), strict=True):
        _matches(finding, wanted)
        _is_fit_to_print(finding, given.edition)


def _matches(finding: Finding, wanted: dict[str, Any]) -> None:
    for name, value in wanted.items():
        own = getattr(finding, name)
        if isinstance(value, float):
            assert float(own) == value
        else:
            assert (list(own) if isinstance(own, tuple) else own) == value, name


def _is_fit_to_print(finding: Finding, edition: Any) -> None:
    entry = book()[finding.code]
    assert finding.severity in {entry.severity, *entry.also}
    proof = finding.evidence
    assert proof.sha256 or proof.quotes or proof.captures
    for lang in ("zh", "en"):
        message = describe(finding, edition, lang).message
        assert "/tables/" not in message
        assert "None" not in message
        assert "{" not in message


@pytest.mark.parametrize("code", OWN_CODES)
def test_every_rule_in_force_has_cases_that_find_something_and_cases_that_do_not(code: str) -> None:
    assert any(case.get("findings") for case in BY_CODE[code])
    assert any(not case.get("findings") for case in BY_CODE[code])


@pytest.mark.parametrize("code", OWN_CODES)
def test_every_sentence_is_spoken_in_a_case_of_its_rule_or_of_one_that_shares_it(code: str) -> None:
    spoken = {
        words(own, "zh").messages[finding.get("variant", "default")]
        for own in OWN_CODES
        for case in BY_CODE[own]
        for finding in case.get("findings", [])
        if "variant" in finding or "default" in words(own, "zh").messages
    }
    assert set(words(code, "zh").messages.values()) <= spoken
