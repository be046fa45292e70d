"""Specifies which sentences of another year are left over from another report, each word in its use (N-07)."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.rules.narrative.other_year import other_years
from monitor.rules.text import home_of, sentences_of
from tests.support.subjects import given_of, subject

_WORDS: dict[str, str] = YAML(typ="safe").load(Path(__file__).with_name("other_years.yaml").read_text(encoding="utf-8"))
WORDS = {group: words.split() for group, words in _WORDS.items()}


@pytest.mark.parametrize("words", WORDS["stated"])
def test_what_a_report_states_of_another_year_is_left_over(words: str) -> None:
    assert _found(f"2022年，我区{words}。") == ["2022"]


@pytest.mark.parametrize("words", WORDS["explained"])
def test_words_at_the_head_explain_another_year(words: str) -> None:
    assert _found(f"2022年，我区{words}，收到政府信息公开申请3件。") == []


@pytest.mark.parametrize("words", WORDS["carried"])
def test_what_came_over_from_another_year_names_it_rightly(words: str) -> None:
    assert _found(f"2022年，我区收到政府信息公开申请3件，{words}。") == []


def _found(text: str) -> list[str]:
    given = given_of(subject(passages={"overview": ("（一）工作情况", text)}))
    return [slip.actual for slip in other_years(sentences_of(given), home_of(given))]
