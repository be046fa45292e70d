"""What is alike, exactly at the thresholds; and that two texts that are alike find each other."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.rules.copying.likeness import LONG_ENOUGH, WORTH_COMPARING, marks, share, share_at_least
from monitor.rules.copying.wording import wording
from monitor.rules.sketch import Author, Figures, Sketch, Text

_LETTERS = "栏目更新解读形式单图表短视频热线窗口登记核对培训考察走访座谈问卷反馈整改督促提醒群众企业园区水库果林"
numbers = st.sets(st.integers(0, 60), max_size=40)


def _set(found: set[int]) -> frozenset[str]:
    return frozenset(map(str, found))


@given(numbers, numbers, st.integers(1, 100))
def test_the_share_is_exact_at_every_threshold(one: set[int], other: set[int], percent: int) -> None:
    common, whole = len(one & other), len(one | other)
    assert share_at_least(_set(one), _set(other), percent) == (whole > 0 and common * 100 >= percent * whole)
    assert share_at_least(_set(one), _set(other), percent) == share_at_least(_set(other), _set(one), percent)


@pytest.mark.parametrize(
    ("common", "apart", "alike"), [(85, 15, True), (84, 15, False), (17, 3, True), (169, 30, False)]
)
def test_eighty_five_percent_is_alike_and_a_shingle_less_is_not(common: int, apart: int, alike: bool) -> None:  # noqa: FBT001 - a column of the table
    one, other = frozenset(map(str, range(common))), frozenset(map(str, range(common + apart)))
    assert share_at_least(one, other, 85) == alike
    assert (share(one, other) >= 85) == alike


def test_nothing_is_like_nothing() -> None:
    assert not share_at_least(frozenset(), frozenset(), 1)
    assert share(frozenset(), frozenset()) == 0


def _sketch(name: str, text: str, **more: object) -> Sketch:
    own = Sketch(Author(name, (name,)), name, texts=(Text("overview", (text,)),))
    return replace(own, **more)  # type: ignore[arg-type]  # fields by their names


def _met(one: Sketch, other: Sketch, year: int = 2023) -> int:
    mine, theirs = ({m.value: m.weight for m in marks(s, y)} for s, y in ((one, 2023), (other, year)))
    return sum(weight for value, weight in mine.items() if value in theirs)


def _changed(text: str, random: Random) -> str:
    """Put other characters into a text until a sixth of its shingles are others; it stays alike, only just."""
    letters, at = list(text), 0
    while True:
        at += random.randint(80, 130)
        if at >= len(letters):
            return "".join(letters)
        letters[at] = "鹭"


def test_texts_that_are_only_just_alike_find_each_other() -> None:
    random = Random(5)  # noqa: S311 - test data
    missed, seen = 0, 0
    for _ in range(300):
        text = "".join(random.choices(_LETTERS, k=random.randint(400, 1500)))
        other = _changed(text, random)
        one, two = wording([text], ()), wording([other], ())
        if share_at_least(one.shingles, two.shingles, 85) and share(one.shingles, two.shingles) < 95:
            seen += 1
            missed += _met(_sketch("a", text), _sketch("b", other)) < WORTH_COMPARING
    assert seen > 100
    assert missed == 0


def test_texts_that_have_little_in_common_are_not_compared() -> None:
    random = Random(6)  # noqa: S311 - test data
    shared = "".join(random.choices(_LETTERS, k=300))
    texts = [shared + "".join(random.choices(_LETTERS, k=700)) for _ in range(60)]
    sketches = [_sketch(str(number), text) for number, text in enumerate(texts)]
    met = [_met(one, other) >= WORTH_COMPARING for at, one in enumerate(sketches) for other in sketches[:at]]
    assert sum(met) <= len(met) // 500


def test_short_texts_have_no_marks() -> None:
    random = Random(7)  # noqa: S311 - test data
    short, long = ("".join(random.choices(_LETTERS, k=n)) for n in (LONG_ENOUGH - 1, LONG_ENOUGH))
    assert len(marks(_sketch("a", short), 2023)) == 1
    assert len(marks(_sketch("a", long), 2023)) > 1


def test_one_file_and_one_table_find_each_other_in_one_year_alone() -> None:
    figures = Figures("f" * 64, 5)
    one, other = _sketch("a", "", figures=figures), _sketch("b", "", figures=figures)
    assert _met(one, other) >= WORTH_COMPARING
    assert _met(one, replace(other, figures=Figures("f" * 64, 4))) == 0
    assert _met(one, replace(one, figures=None)) >= WORTH_COMPARING
    assert _met(one, one, year=2022) == 0
