"""Says numbers as officials write them: Arabic, grouped, full-width, in Chinese; and shares as they are rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_GROUPED_FROM = 1000
_CHINESE_BELOW = 1000
_TEEN = 20


def chinese(number: int) -> str:
    """Say a number below ten thousand in Chinese: 23 is 二十三, 105 is 一百零五."""
    if number == 0:
        return _DIGITS[0]
    said, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + _UNITS[power]
        gap = not digit
    return said[1:] if number < _TEEN and said.startswith("一十") else said


def said(number: int, random: Random) -> str:
    """Say a number in one of the ways, mostly plain."""
    way = random.random()
    if number >= _GROUPED_FROM and way < 0.3:
        return f"{number:,}"
    if way < 0.06:
        return str(number).translate(_FULL_WIDTH)
    if way < 0.14 and number < _CHINESE_BELOW:
        return chinese(number)
    return str(number)


def share(part: int, whole: int, random: Random) -> str:
    """Say how much of a whole a part is, rounded to none, one or two decimals."""
    unit = random.choice(("1", "0.1", "0.1", "0.01"))
    return f"{(Decimal(100 * part) / whole).quantize(Decimal(unit), ROUND_HALF_UP)}%"


def split(whole: int, parts: int, random: Random) -> list[int]:
    """Split a number into so many parts, some of them perhaps 0."""
    cuts = sorted(random.randint(0, whole) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]
