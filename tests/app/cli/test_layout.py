from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from monitor.app.cli.layout import hanging, wrapped


def plain(text: str, width: int) -> list[str]:
    return [line.plain for line in wrapped(Text(text), width)]


def test_chinese_breaks_anywhere_but_before_a_comma() -> None:
    assert plain("一二三四五，六七八九十", 10) == ["一二三四", "五，六七八", "九十"]


def test_an_english_word_and_a_number_stay_whole() -> None:
    assert plain("relations of tables", 10) == ["relations", "of tables"]
    assert plain("金额为251000元", 10) == ["金额为", "251000元"]


def test_a_word_that_is_too_long_is_cut() -> None:
    assert plain("abcdefghijklmnop", 10) == ["abcdefghij", "klmnop"]


def test_styles_survive_the_break() -> None:
    lines = wrapped(Text.assemble("一二三", ("四五六七", "bold"), "八"), 8)
    assert [line.plain for line in lines] == ["一二三四", "五六七八"]
    assert all(line.spans for line in lines)


def test_what_does_not_fit_stands_below_its_beginning() -> None:
    assert [line.plain for line in hanging("依据", "一二三四五六七八九十", 18, 6)] == [
        "依据  一二三四五六",
        "      七八九十",
    ]


@given(st.text(st.sampled_from("一二，。“”（） ab1.")), st.integers(8, 30))
def test_nothing_is_lost_and_nothing_juts_out(text: str, width: int) -> None:
    lines = plain(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)
