from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction import Number, Status, in_wan
from monitor.extraction.values import is_torn, looks_like_value, read_value
from monitor.form import Quantity

COUNT, CHANGE, AMOUNT = Quantity.COUNT, Quantity.CHANGE, Quantity.AMOUNT

_CELLS: tuple[tuple[str, Quantity, Number | None, Status], ...] = (
    ("0", COUNT, 0, Status.NUMBER),
    ("29655", COUNT, 29655, Status.NUMBER),
    (" 7 ", COUNT, 7, Status.NUMBER),
    ("1,234", COUNT, 1234, Status.NUMBER),
    ("1，234，567", COUNT, 1234567, Status.NUMBER),
    ("１２３", COUNT, 123, Status.NUMBER),
    ("007", COUNT, 7, Status.NUMBER),
    ("-8", COUNT, -8, Status.NUMBER),
    ("－8", COUNT, -8, Status.NUMBER),
    ("−8", COUNT, -8, Status.NUMBER),
    ("+3", CHANGE, 3, Status.NUMBER),
    ("1.5", COUNT, Decimal("1.5"), Status.NUMBER),
    ("减15", CHANGE, -15, Status.NUMBER),
    ("增49", CHANGE, 49, Status.NUMBER),
    ("减 15", CHANGE, -15, Status.NUMBER),
    ("增加1,200项", CHANGE, 1200, Status.NUMBER),
    ("减少2项", CHANGE, -2, Status.NUMBER),
    ("↓3", CHANGE, -3, Status.NUMBER),
    ("-15", CHANGE, -15, Status.NUMBER),
    ("0", CHANGE, 0, Status.NUMBER),
    ("减15", COUNT, None, Status.TEXT),
    ("610.6988", AMOUNT, Decimal("610.6988"), Status.NUMBER),
    ("12.80", AMOUNT, Decimal("12.80"), Status.NUMBER),
    ("1,234.50", AMOUNT, Decimal("1234.50"), Status.NUMBER),
    ("0.1", AMOUNT, Decimal("0.1"), Status.NUMBER),
    ("12.5万元", AMOUNT, Decimal("12.5"), Status.REMARK),
    ("12.5 万", AMOUNT, Decimal("12.5"), Status.REMARK),
    ("251000元", AMOUNT, None, Status.FOREIGN_UNIT),
    ("3亿元", AMOUNT, None, Status.FOREIGN_UNIT),
    ("1,200元（已上缴）", AMOUNT, None, Status.FOREIGN_UNIT),
    ("251000元", COUNT, None, Status.TEXT),
    ("22（其中修订16件）", COUNT, 22, Status.REMARK),
    ("22\n（其中修订 16 件）", COUNT, 22, Status.REMARK),
    ("22(其中修订16件)", COUNT, 22, Status.REMARK),
    ("8件", COUNT, 8, Status.REMARK),
    ("8 件", COUNT, 8, Status.REMARK),
    ("", COUNT, None, Status.BLANK),
    (" 　\n", COUNT, None, Status.BLANK),
    ("\xa0", COUNT, None, Status.BLANK),
    ("/", COUNT, None, Status.NOT_APPLICABLE),
    ("／", COUNT, None, Status.NOT_APPLICABLE),
    ("-", COUNT, None, Status.NOT_APPLICABLE),
    ("—", COUNT, None, Status.NOT_APPLICABLE),
    ("——", COUNT, None, Status.NOT_APPLICABLE),
    ("无", COUNT, None, Status.NOT_APPLICABLE),
    ("不适用", COUNT, None, Status.NOT_APPLICABLE),
    ("n/a", COUNT, None, Status.NOT_APPLICABLE),
    ("1 2", COUNT, None, Status.TEXT),
    ("1\n2", COUNT, None, Status.TEXT),
    ("208,56\n9", COUNT, 208569, Status.NUMBER),
    ("57,\n458", COUNT, 57458, Status.NUMBER),
    ("1,234,5\n67", COUNT, 1234567, Status.NUMBER),
    ("610.\n6988", AMOUNT, Decimal("610.6988"), Status.NUMBER),
    ("208,569\n9", COUNT, None, Status.TEXT),
    ("57,\n45", COUNT, None, Status.TEXT),
    ("977\n2", COUNT, None, Status.TEXT),
    ("610.69\n88", AMOUNT, None, Status.TEXT),
    ("1 234", COUNT, None, Status.TEXT),
    ("1,23", COUNT, None, Status.TEXT),
    ("1,2345", COUNT, None, Status.TEXT),
    ("12,34,567", COUNT, None, Status.TEXT),
    ("1.2.3", COUNT, None, Status.TEXT),
    ("1.", COUNT, None, Status.TEXT),
    (".5", COUNT, None, Status.TEXT),
    ("1e3", COUNT, None, Status.TEXT),
    ("0x1F", COUNT, None, Status.TEXT),
    ("3+4", COUNT, None, Status.TEXT),
    ("约20", COUNT, None, Status.TEXT),
    ("20余", COUNT, None, Status.TEXT),
    ("二十", COUNT, None, Status.TEXT),
    ("零", COUNT, None, Status.TEXT),
    ("O", COUNT, None, Status.TEXT),
    ("12%", COUNT, None, Status.TEXT),
    ("5/8", COUNT, None, Status.TEXT),
    ("2023年", COUNT, None, Status.TEXT),
    ("1²", COUNT, None, Status.TEXT),
    ("①", COUNT, None, Status.TEXT),
    ("½", COUNT, None, Status.TEXT),
    ("٣", COUNT, None, Status.TEXT),
    ("9" * 18, COUNT, 10**18 - 1, Status.NUMBER),
    ("9" * 5000, COUNT, None, Status.TEXT),
    ("\ufffd5", COUNT, None, Status.TEXT),
)


@pytest.mark.parametrize(("raw", "quantity", "value", "status"), _CELLS, ids=[f"{c[0][:30]!r}-{c[1]}" for c in _CELLS])
def test_a_cell_is_read_for_what_it_says_and_no_more(
    raw: str, quantity: Quantity, value: Number | None, status: Status
) -> None:
    assert read_value(raw, quantity) == (value, status)


def test_decimals_keep_their_digits() -> None:
    value, _ = read_value("12.80", AMOUNT)
    assert str(value) == "12.80"


@settings(max_examples=100, deadline=None)
@given(number=st.integers(0, 10**15), wide=st.booleans(), grouped=st.booleans())
def test_a_whole_number_is_read_however_it_is_written(number: int, wide: bool, grouped: bool) -> None:  # noqa: FBT001 - drawn
    raw = f"{number:,}" if grouped else str(number)
    raw = raw.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}) if wide else raw
    assert read_value(raw, COUNT) == (number, Status.NUMBER)


@settings(max_examples=150, deadline=None)
@given(
    raw=st.text(alphabet="0123456789,.-+ \n（）()其中件元万亿减增/无年①²½٣", max_size=12),
    quantity=st.sampled_from(Quantity),
)
def test_a_number_has_the_digits_of_its_cell(raw: str, quantity: Quantity) -> None:
    """No digit is invented, none is dropped from the figure that leads."""
    value, status = read_value(raw, quantity)
    assert (value is None) == (status not in {Status.NUMBER, Status.REMARK})
    if value is not None:
        figure = "".join(c for c in str(abs(value)) if c.isdigit()).lstrip("0")
        digits = "".join(c for c in raw if c in "0123456789").lstrip("0")
        assert digits.startswith(figure)
        assert status is Status.REMARK or digits == figure
        assert looks_like_value(raw)


@pytest.mark.parametrize("raw", ["977\n2", "208,569\n9", "610.69\n88", "1\n2"])
def test_figures_on_two_lines_of_a_cell_stand_for_a_figure_that_cannot_be_told(raw: str) -> None:
    assert looks_like_value(raw)
    assert is_torn(raw)
    assert read_value(raw, AMOUNT) == (None, Status.TEXT)


_AMOUNTS = (
    ("251000元", Decimal("25.1")),
    ("3亿元", Decimal(30000)),
    ("12.5万元", Decimal("12.5")),
    ("1,200元（含税）", Decimal("0.12")),
    ("251000", None),
    ("约3亿元", None),
    ("", None),
)


@pytest.mark.parametrize(("raw", "amount"), _AMOUNTS)
def test_an_amount_with_its_unit_can_be_shown_in_wan(raw: str, amount: Decimal | None) -> None:
    assert in_wan(raw) == amount


@pytest.mark.parametrize("raw", ["", " ", "0", "-", "无", "减15", "251000元", "22（其中修订16件）"])
def test_what_may_stand_in_a_figures_cell_is_told(raw: str) -> None:
    assert looks_like_value(raw)


@pytest.mark.parametrize("raw", ["自然人", "3.其他", "1.属于国家秘密", "2023年", "（七）总计", "一", "1 2"])
def test_what_is_a_label_or_a_sentence_is_no_figure(raw: str) -> None:
    assert not looks_like_value(raw)
