"""Specifies by which words a sentence gives the result of an appraisal, each word in its use (N-02)."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.rules.narrative.passages import Told, speaking_of
from monitor.rules.narrative.topics import APPRAISAL
from monitor.rules.text import sentences_of
from tests.support.subjects import given_of, subject

_WORDS: dict[str, str] = YAML(typ="safe").load(Path(__file__).with_name("results.yaml").read_text(encoding="utf-8"))
WORDS = {group: words.split() for group, words in _WORDS.items()}


@pytest.mark.parametrize("words", [*WORDS["graded"], *WORDS["bare"], *WORDS["neutral"]])
def test_a_grade_or_a_denial_beside_the_topic_is_its_result(words: str) -> None:
    assert _told(f"组织政务公开考核，{words}。") is Told.RESULT


@pytest.mark.parametrize("words", WORDS["systems"])
def test_what_an_appraisal_may_give_is_no_result(words: str) -> None:
    assert _told(f"组织政务公开考核，{words}。") is Told.MENTION


def _told(text: str) -> Told:
    given = given_of(subject(passages={"overview": (text,)}))
    (passage,) = (p for p in speaking_of(APPRAISAL, sentences_of(given)) if p.sentence.section == "overview")
    return passage.told
