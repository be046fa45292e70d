"""Specifies by which words an overview treats each of its five aspects, each word in its use (N-01)."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.rules.narrative.aspects import _lacking
from monitor.rules.text import sentences_of
from tests.support.subjects import given_of, subject

_WORDS: dict[str, str] = YAML(typ="safe").load(Path(__file__).with_name("aspects.yaml").read_text(encoding="utf-8"))
EACH = [(aspect, words) for aspect, phrases in _WORDS.items() for words in phrases.split()]
NAMED = ("（一）主动公开", "（二）依申请公开", "（三）信息管理", "（四）平台建设", "（五）监督保障")
"""Headings of all aspects; the one that is asked for is left out, so that only its own words can treat it."""


@pytest.mark.parametrize(("aspect", "words"), EACH)
def test_an_aspect_is_treated_by_its_words(aspect: str, words: str) -> None:
    assert aspect not in _left_out(aspect, f"{words}。")
    assert aspect in _left_out(aspect, "有序推进。")


def _left_out(aspect: str, text: str) -> tuple[str, ...]:
    headings = tuple(h for h in NAMED if not aspect.endswith(h[3:]))
    given = given_of(subject(passages={"overview": (*headings, text)}))
    return tuple(_lacking([s for s in sentences_of(given) if s.section == "overview"]))
