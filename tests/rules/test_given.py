from __future__ import annotations

from dataclasses import replace

from monitor.rules import judge
from monitor.rules.given import Given, once
from monitor.rules.text import mentions_of, sentences_of
from tests.support.subjects import given_of, subject


def test_what_several_rules_need_is_derived_once_a_subject() -> None:
    asked: list[str] = []

    @once
    def title(given: Given, ending: str) -> str:
        asked.append(ending)
        return f"{given.reading.title}{ending}"

    about = subject()
    first, again = ([title(given_of(about), ending) for ending in "ab"] for _ in range(2))
    assert first == again
    assert asked == ["a", "b"]
    title(given_of(subject()), "a")
    assert asked == ["a", "b", "a"]


def test_a_changed_subject_is_derived_from_anew() -> None:
    about = subject()
    judge(about)
    assert about.reading is not None
    wordless = replace(about, reading=replace(about.reading, preamble=(), sections=()))
    assert sentences_of(given_of(about))
    assert sentences_of(given_of(wordless)) == ()


def test_what_was_derived_makes_no_difference_between_subjects() -> None:
    judged = subject()
    judge(judged)
    assert judged.kept
    assert judged == subject()


def test_the_figures_stand_sentence_by_sentence() -> None:
    given = given_of(subject(passages={"overview": ("收到申请20件，办结30件。", "没有数字。")}))
    pairs = zip(sentences_of(given), mentions_of(given), strict=True)
    read = {s.text: tuple(int(m.figure.value) for m in found) for s, found in pairs}
    assert read["收到申请20件，办结30件。"] == (20, 30)
    assert read["没有数字。"] == ()
