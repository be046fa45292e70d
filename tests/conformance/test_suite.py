"""Runs the suite on this repository's checker, and holds the suite itself to what it promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from monitor.form import edition_for
from monitor.rules import RULES, book
from tests.conformance import authored
from tests.conformance.__main__ import main
from tests.conformance.call import answers
from tests.conformance.here import nianbao
from tests.conformance.hold import complaints
from tests.conformance.plain import Case, read_suite

ROLES = ("fails", "passes", "tempts")
LEAST = 3
"""Cases that every rule has."""
_BRINGS: Mapping[str, str] = {"docx": "docx", "xlsx": "openpyxl"}
"""The module that writes a format; where it is not installed its cases are skipped by name."""


def _cases(folder: Path, rule: str) -> list[Case]:
    lacking = {need for need, module in _BRINGS.items() if find_spec(module) is None}
    authored.write_suite(folder, rule, without=lacking)
    return read_suite(folder)


@pytest.mark.parametrize("rule", authored.rules_with_cases())
def test_the_checker_answers_every_case_of_a_rule_as_it_asks(rule: str, tmp_path: Path) -> None:
    cases = _cases(tmp_path, rule)

    given = answers(cases, nianbao)

    wrong = {case.name: found for case in cases if (found := complaints(case, given[case.name]))}
    assert wrong == {}


def test_every_rule_in_force_has_cases_that_fail_pass_and_tempt() -> None:
    found = Counter((case["rule"], case["role"]) for case in authored.all_cases())
    assert {role for _, role in found} == set(ROLES)
    few = {code: [found[code, role] for role in ROLES] for code in _in_force() if _is_few(code, found)}
    assert few == {}


def _in_force() -> list[str]:
    return [code for code, entry in book().items() if entry.severity and code in RULES]


def _is_few(code: str, found: Counter[tuple[str, str]]) -> bool:
    own = [found[code, role] for role in ROLES]
    fails = own[0] or code in authored.NEVER_FAILS
    return sum(own) < LEAST or not fails or not sum(own[1:])


@pytest.mark.parametrize("lesson", authored.LESSONS)
def test_every_lesson_has_its_case(lesson: str) -> None:
    assert lesson in {taught for case in authored.all_cases() for taught in case.get("teaches", ())}


def test_no_two_cases_say_the_same_of_one_rule() -> None:
    said = Counter((case["rule"], case["says"]) for case in authored.all_cases())
    assert [key for key, count in said.items() if count > 1] == []


def test_every_case_names_codes_of_the_book_and_ends_its_sentence() -> None:
    for case in authored.all_cases():
        codes = {case["rule"], *(f["code"] for f in case.get("find", ())), *case.get("may", ())}
        assert codes <= set(book()), case["name"]
        assert case["says"].endswith("."), case["name"]
        assert case["role"] in ROLES, case["name"]
        assert edition_for(case.get("options", {}).get("year", 2023)) or case["options"]["year"] < 2019


def test_a_command_that_does_not_exist_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--command", "no-such-checker --jsonl", "--rule", "T3-01"]) == 2
    assert "no-such-checker" in capsys.readouterr().err
