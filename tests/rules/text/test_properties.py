"""Holds for every case on the text what must hold for all: changes of words that accuse nobody, or change nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from monitor.rules.model import Finding
from tests.rules.text.test_cases import BY_CODE, RULES, _subject

Case = dict[str, Any]
_NUMBER = r"\d[\d,.]*|[一二三四五六七八九十百]+(?=[件份])"
_COUNT = re.compile(rf"(?<![\d.年第〔（])({_NUMBER})(?=件|宗|份|起|条|个|场|%)")
_OWN_YEAR = re.compile("2023年度?，?|全年|本年度?|今年|截至[^，]*，")
_FIGURES = ("X-01", "X-02", "X-03", "X-04", "X-05", "X-06", "X-07", "X-09")
_STATED = ("X-01", "X-02", "X-03", "X-04", "X-05", "X-08")
_WITHOUT_FIGURES = frozenset({"no change"})
"""Cases whose finding rests on no figure of their own text."""
_BEFORE = "2023年，我区召开会议部署年度任务。"
_BEHIND = "网站全年安全运行。"


def _cases(code: str) -> list[Case]:
    return [case for case in BY_CODE[code] if "text" in case]


def _said(code: str, case: Case) -> list[tuple[object, ...]]:
    found = (a for a in RULES[code](_subject(case)) if isinstance(a, Finding))
    return sorted(((f.variant, str(f.expected), str(f.actual), f.severity) for f in found), key=str)


def _paragraphs(case: Case) -> list[str]:
    return [case["text"]] if isinstance(case["text"], str) else list(case["text"])


def _told(case: Case, change: Callable[[str], str]) -> Case:
    return {**case, "text": [change(paragraph) for paragraph in _paragraphs(case)]}


@pytest.mark.parametrize("code", _FIGURES)
@pytest.mark.parametrize("words", [r"约\1", r"\1余"])
def test_a_figure_that_is_not_exact_asks_nobody(code: str, words: str) -> None:
    asked = [c["name"] for c in _cases(code) if _said(code, _told(c, lambda text: _COUNT.sub(words, text)))]
    assert [name for name in asked if name not in _WITHOUT_FIGURES] == []


@pytest.mark.parametrize("code", _STATED)
def test_what_another_year_was_is_no_statement_of_this_one(code: str) -> None:
    assert [c["name"] for c in _cases(code) if _said(code, _of_another_year(c))] == []


def _of_another_year(case: Case) -> Case:
    text = _OWN_YEAR.sub("", "".join(_paragraphs(case)))
    return {**case, "text": "2021年，" + text.replace("。", "，").rstrip("，") + "。"}


@pytest.mark.parametrize("code", ["X-01", "X-02", "X-03", "X-05", "X-08"])
def test_a_cell_that_was_not_read_asks_nobody(code: str) -> None:
    unread = [(c["name"], {**c, "cells": dict.fromkeys(c.get("cells", {}), "?")}) for c in _cases(code)]
    assert [name for name, case in unread if _said(code, case)] == []


@pytest.mark.parametrize("code", BY_CODE)
def test_what_is_said_twice_is_asked_about_alike(code: str) -> None:
    twice = [(c, {**c, "text": _paragraphs(c) * 2}) for c in _cases(code)]
    assert [c["name"] for c, doubled in twice if set(_said(code, doubled)) != set(_said(code, c))] == []


@pytest.mark.parametrize("code", [code for code in BY_CODE if code != "N-07"])
def test_paragraphs_on_other_matters_change_nothing(code: str) -> None:
    around = [(c, {**c, "text": [_BEFORE, *_paragraphs(c), _BEHIND]}) for c in _cases(code)]
    assert [c["name"] for c, case in around if _said(code, case) != _said(code, c)] == []


@pytest.mark.parametrize("code", [code for code in BY_CODE if code.startswith("N")])
def test_a_text_read_in_part_asks_nobody_what_it_lacks(code: str) -> None:
    assert [c["name"] for c in _cases(code) if _said(code, {**c, "doubts": ["mojibake"]})] == []


@pytest.mark.parametrize("code", ["N-02", "N-03", "N-04"])
@pytest.mark.parametrize("kind", ["department", "subdistrict", "other", None])
def test_only_governments_owe_the_results_of_article_50(code: str, kind: str | None) -> None:
    assert [c["name"] for c in _cases(code) if _said(code, {**c, "kind": kind})] == []
