from __future__ import annotations

from time import process_time

import pytest

from monitor.extraction import masked, personal_data

IDENTITY = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"身份证{IDENTITY}。", "身份证1101************2X。"),
        ("申请人李某，电话13800138000", "申请人李某，电话138****8000"),
        ("来信（138-0013-8000）", "来信（138******8000）"),
        ("来信（+8613800138000）", "来信（+86138****8000）"),
        ("申请人李某电话１３８００１３８０００", "申请人李某电话１３８****８０００"),
    ],
)
def test_the_middle_of_a_number_is_masked_and_the_length_stays(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert len(shown) == len(text)


def test_what_is_masked_is_masked_once() -> None:
    once = masked(f"吴某，{IDENTITY}，手机13800138000。")
    assert masked(once) == once
    assert not list(personal_data(once))


def test_a_figure_stays_a_figure() -> None:
    assert masked("13800138000") == "13800138000"
    assert masked("13,800,138,000.00") == "13,800,138,000.00"


@pytest.mark.parametrize("last", "0123456789X")
def test_one_check_character_in_eleven_is_right(last: str) -> None:
    assert bool(list(personal_data(f"号码{IDENTITY[:17]}{last}。"))) == (last == "X")


@pytest.mark.parametrize("piece", ["1", "13", "申请人", "电话", "申请人，电话", "1101051949", "联系"])
def test_text_made_to_hurt_is_read_in_bounded_time(piece: str) -> None:
    started = process_time()
    masked(piece * 20_000 + "13800138000")
    assert process_time() - started < 2
