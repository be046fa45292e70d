"""Specifies by which words section five names problems and improvements, each word in its use (N-05)."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.rules.narrative.halves import halves_of
from monitor.rules.narrative.problems import _fault

_WORDS: dict[str, str] = YAML(typ="safe").load(Path(__file__).with_name("problems.yaml").read_text(encoding="utf-8"))
WORDS = {group: words.split() for group, words in _WORDS.items()}


@pytest.mark.parametrize("words", WORDS["lacking"])
def test_a_lack_is_a_problem(words: str) -> None:
    assert _fault(halves_of(f"{words}。已逐项销号，我区将持续跟进。")) is None


@pytest.mark.parametrize("words", WORDS["dealt_with"])
def test_a_problem_of_the_public_is_none_of_the_work(words: str) -> None:
    assert _fault(halves_of(f"{words}。我区将持续跟进。")) == "no_problems"


@pytest.mark.parametrize("words", WORDS["done"])
def test_what_is_done_or_will_be_is_an_improvement(words: str) -> None:
    assert _fault(halves_of(f"人手不足。{words}。")) is None


@pytest.mark.parametrize("words", WORDS["still_to_do"])
def test_what_is_still_to_do_is_no_improvement(words: str) -> None:
    assert _fault(halves_of(f"人手不足。{words}。")) == "no_improvements"
