from __future__ import annotations

import pytest

from monitor.cases import CaseKey, key_of
from monitor.rules import Finding
from monitor.settings import Severity
from tests.support.cases import AGENCY, YEAR, absent, late, wrong_sentence, wrong_sum


def _key(finding: Finding) -> CaseKey:
    return key_of(AGENCY, YEAR, finding)


def test_a_rerun_with_other_figures_finds_its_own_case() -> None:
    assert _key(wrong_sum(actual=7)) == _key(wrong_sum(actual=5, severity=Severity.QUERY))


def test_two_sentences_about_one_cell_are_two_cases() -> None:
    assert _key(wrong_sentence("收到申请9件。")) != _key(wrong_sentence("受理申请9件。"))


@pytest.mark.parametrize("reflowed", ["收到申请9件。", " 收到申请 9 件。\n", "收到\u3000申请9件。"])
def test_white_space_does_not_make_another_sentence(reflowed: str) -> None:
    assert _key(wrong_sentence(reflowed)) == _key(wrong_sentence("收到申请9件。"))


def test_the_quoted_cell_is_not_the_sentence() -> None:
    key = _key(wrong_sentence("收到申请9件。"))

    assert len(key.quote) == 16
    assert key.quote != _key(wrong_sentence("8")).quote


def test_a_finding_about_figures_has_no_quote() -> None:
    assert _key(wrong_sentence("收到申请9件。", code="T3-01")).quote == ""
    assert _key(Finding("N-02", Severity.VIOLATION)).quote == ""


def test_absent_and_late_are_one_gap() -> None:
    assert _key(absent()) == _key(late())
    assert _key(absent("D-01")) != _key(absent("D-02"))
