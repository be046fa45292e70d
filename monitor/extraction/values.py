"""Reads what stands in a cell: a number, a blank, a remark, a foreign unit — never more than is there."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from monitor.extraction.model import Number, Status
from monitor.form import Quantity

_NOT_APPLICABLE = re.compile(r"^(?:[/\\\-—–―－_]+|无|不适用|N/?A)$", re.IGNORECASE)
_FIGURE = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,20})?|[0-9]{1,18}(?:\.[0-9]{1,20})?"
"""What is longer is no figure of a report, and Python refuses to turn 4,300 digits into a number."""
_PLAIN = re.compile(rf"^(?P<sign>[+\-−]?)(?P<figure>{_FIGURE})$")
_CHANGE = re.compile(rf"^(?P<sign>增加|增长|新增|增|减少|减|↑|↓|[+\-−])(?P<figure>{_FIGURE})(?:[项件个])?$")
_DOWN = frozenset({"减少", "减", "↓", "-", "−"})
_REMARKED = re.compile(
    rf"^(?P<sign>[+\-−]?)(?P<figure>{_FIGURE})(?P<unit>件次|件|项|宗|个|次|份|条|人次)?(?P<remark>\(.*\)|(?:其中|含).*)?$",
    re.DOTALL,
)
_AMOUNT = re.compile(
    rf"^(?P<sign>[+\-−]?)(?P<figure>{_FIGURE})(?P<unit>万元|亿元|万|亿|元)(?P<remark>\(.*\))?$", re.DOTALL
)
_OWN_UNITS = frozenset({"万元", "万"})
_LONGEST_KEPT = 60
"""Characters of the texts whose looks and values are kept."""
_LINE_BREAK = re.compile(r"\n+")
_TORN = re.compile(r"^[+\-−]?\d[\d,.]*\n\d[\d,.]*$")
"""One figure wrapped in a narrow cell, or two figures: that cannot be told."""
_WRAPPED = re.compile(r"^(?P<start>[+\-−]?(?:\d{1,3}(?:,\d{3})*,\d{0,2}|\d+\.))\n(?P<end>\d[\d,.]*)$")
"""A figure that is wrapped within a group of thousands or at its point: its first line is none by itself."""
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""White space that does not part two figures."""
HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
"""Full-width forms made plain, and nothing else: Unicode's own folding reads 1² as 12 and ① as 1."""

YUAN_PER_UNIT = {
    "元": Decimal(1),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "亿元": Decimal(10**8),
    "亿": Decimal(10**8),
}


def read_value(raw: str, quantity: Quantity) -> tuple[Number | None, Status]:
    """Read a cell's raw text as the form's quantity; nothing is converted, completed or guessed."""
    return _kept_value(raw, quantity) if len(raw) <= _LONGEST_KEPT else _value(raw, quantity)


def _value(raw: str, quantity: Quantity) -> tuple[Number | None, Status]:
    text = _plain_form(raw)
    if not text:
        return None, Status.BLANK
    if _NOT_APPLICABLE.match(text):
        return None, Status.NOT_APPLICABLE
    if found := _PLAIN.match(text):
        return _number(found), Status.NUMBER
    return _worded(text, quantity)


_kept_value = lru_cache(maxsize=4096)(_value)
"""Nearly all cells of all reports hold the same few figures."""


def _worded(text: str, quantity: Quantity) -> tuple[Number | None, Status]:
    """Read a figure that stands with words: a signed change, an amount with its unit, a remark."""
    if quantity is Quantity.CHANGE and (found := _CHANGE.match(text)):
        return _number(found), Status.NUMBER
    if quantity is Quantity.AMOUNT and (found := _AMOUNT.match(text)):
        own = found["unit"] in _OWN_UNITS
        return (_number(found), Status.REMARK) if own else (None, Status.FOREIGN_UNIT)
    found = _REMARKED.match(text)
    return (None, Status.TEXT) if found is None else (_number(found), Status.REMARK)


def in_wan(raw: str) -> Decimal | None:
    """Give an amount with a unit in 万元, for the `expected` of T2-03; None where it is no such amount."""
    found = _AMOUNT.match(_plain_form(raw))
    if found is None:
        return None
    return Decimal(_number(found)) * YUAN_PER_UNIT[found["unit"]] / YUAN_PER_UNIT["万元"]


def looks_like_value(raw: str) -> bool:
    """Tell whether a text may stand in a figure's cell (blank included), whatever the quantity."""
    return _kept_look(raw) if len(raw) <= _LONGEST_KEPT else _look(raw)


def is_torn(raw: str) -> bool:
    """Tell a cell with figures on two lines: it holds a figure, though it cannot be told which."""
    return "\n" in raw and _TORN.match(_plain_form(raw)) is not None


def _look(raw: str) -> bool:
    text = _plain_form(raw)
    return not text or any(p.match(text) for p in (_PLAIN, _NOT_APPLICABLE, _CHANGE, _AMOUNT, _REMARKED, _TORN))


_kept_look = lru_cache(maxsize=4096)(_look)
"""Every cell is looked at many times, and nearly all of them hold the same few figures and labels."""


def _plain_form(raw: str) -> str:
    """Give the text with full-width forms made plain and white space gone, where that joins no two figures."""
    text = raw.translate(HALF_WIDTH)
    joined = _SPACE.sub("", text)
    form = _LINE_BREAK.sub("\n", joined).strip()
    wrapped = _WRAPPED.match(form) if "\n" in form else None
    return f"{wrapped['start']}{wrapped['end']}" if wrapped else form


def _number(found: re.Match[str]) -> Number:
    figure = found["figure"].replace(",", "")
    value: Number = Decimal(figure) if "." in figure else int(figure)
    return -value if found["sign"] in _DOWN else value
