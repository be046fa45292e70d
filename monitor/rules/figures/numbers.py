"""Reads numbers as people write them: 1,234 · １２３４ · 二十三 · 两 · 1.2万 · 近百 · 3000余."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {c: i % 10 for i, c in enumerate("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖")} | {"两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"亿": 10**8, "万": 10**4}
_EACH = {**_SCALES, **_MYRIADS, "": 1}
_ARABIC = r"\d{1,3}(?:，\d{3})+(?!\d)(?:\.\d+)?|\d+(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"
_CHINESE = r"[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+"
PERCENT = "%"
POINTS = "个百分点"
UNITS = (
    f"件次|人次|条次|批次|场次|个?百分点|件|宗|份|条|起|例|次|项|个|场|期|篇|家|名|位|分|封|则|批|户|笔|张|幅|册|倍|"
    f"部(?![门署委队级长分])|{PERCENT}"
)
_VAGUE_BEFORE = (
    "不少于|不低于|不超过|不足|不到|多于|少于|大约|将近|接近|超过|突破|至少|近|约|超|逾|每|第|[数几上](?=[十百千万])"
)
_NUMERAL = re.compile(rf"[\d{_CHINESE[1:-2]}]")
_FIRST = rf"(?=[\d{_CHINESE[1:-2]}不多少大将接超突至近约逾每第数几上])"
"""What a figure or the words of doubt before it begin with: at every other place nothing more is tried."""
_FIGURE = re.compile(
    rf"{_FIRST}(?P<vague>{_VAGUE_BEFORE})?(?:百分之(?P<share>{_ARABIC}|{_CHINESE}(?:点{_CHINESE})?)|"
    rf"(?P<number>{_ARABIC}|{_CHINESE})(?P<scale>(?:[千万亿]|百(?!分))?)(?P<more>[余多来几]?)(?P<unit>{UNITS}))"
    r"(?P<about>左右|上下|以上|以内|以下|之多|余|多(?!次))?"
)
_TO = r"(?:至|到|-|—|－|~|～|–)"
_RANGE = re.compile(rf"[\d一二三四五六七八九十百千万件宗份条%]{_TO}{{1,2}}$")
_RANGE_ON = re.compile(rf"{_TO}{{1,2}}[\d一二三四五六七八九十]")
_CUT = re.compile(r"\d[，.]?$")
_NO_COUNT = re.compile(r"事(?![项故宜务])|月|日|工作日|间|性|之|钟")
_SET_PHRASE = re.compile("[龙街线链心]")
_NEAR = re.compile("[一二三四五六七八九两][一二三四五六七八九]")
_SPELLED = frozenset(
    {"件次", "件", "宗", "份", "条", "例", "起", "次", "人次", "项", "个", "名", "封", "部", "倍", "百分点", POINTS}
)
_ONE = frozenset({"件次", "件", "宗", "份", "条", "例", "封", "倍", "百分点", POINTS})


@dataclass(frozen=True, slots=True)
class Figure:
    """Holds a number with its unit; `start` and `end` are its span in the text."""

    value: Decimal
    unit: str
    exact: bool
    """False for 余, 近, 约, rounded 万, ranges: such a figure is never compared."""
    start: int
    end: int
    decimals: int = 0
    """How many decimals are printed: 33.90% has two."""


def find_figures(folded: str) -> Iterator[Figure]:
    """Find every number that carries a unit of counting or %, in folded text; ordinals and dates are none."""
    if not _NUMERAL.search(folded):
        return
    for match in _FIGURE.finditer(folded):
        if match["share"]:
            yield _share(match, folded)
        elif _counts(match, folded):
            yield _count(match, folded)


def _share(match: re.Match[str], folded: str) -> Figure:
    """Give a share in words: 百分之五, 百分之九十八点五, 百分之33.9."""
    number = match["share"]
    return Figure(
        value=read_number(number),
        unit=PERCENT,
        exact=not match["vague"] and not match["about"] and not _RANGE_ON.match(folded, match.end()),
        start=match.start("share") - len("百分之"),
        end=match.end(),
        decimals=_decimals(number),
    )


def _count(match: re.Match[str], folded: str) -> Figure:
    number, unit = match["number"], match["unit"]
    return Figure(
        value=read_number(number) * _EACH[match["scale"]],
        unit=POINTS if unit.endswith("百分点") else unit,
        exact=_exact(match, folded),
        start=match.start("number"),
        end=match.end(),
        decimals=_decimals(number),
    )


def _decimals(number: str) -> int:
    return len(number.replace("点", ".").partition(".")[2])


def read_number(text: str) -> Decimal:
    """Read one number, Arabic or Chinese, e.g. `1,234`, `二百零五`, `二〇二三`, `三点五`. Raises InvalidOperation."""
    if _is_arabic(text):
        return Decimal(text.replace("，", "").replace(",", "").replace(" ", ""))
    whole, _, part = text.partition("点")
    return Decimal(_chinese(whole)) if not part else Decimal(f"{_chinese(whole)}.{_spelled(part)}")


def _spelled(text: str) -> str:
    return "".join(str(_DIGITS[c]) for c in text if c in _DIGITS)


def _chinese(text: str) -> int:
    for myriad, scale in _MYRIADS.items():
        if myriad in text:
            high, _, low = text.rpartition(myriad)
            return (_chinese(high) if high else 1) * scale + (_chinese(low) if low else 0)
    if any(c in _SCALES for c in text):
        return _below_myriad(text)
    return int(_spelled(text))


def _below_myriad(text: str) -> int:
    total = digit = 0
    for char in text:
        if char in _SCALES:
            total += (digit or 1) * _SCALES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _counts(match: re.Match[str], folded: str) -> bool:
    """Tell a count from an ordinal (第三条), a set phrase (一件事, 十分, 千家) and a span of time (两个月)."""
    if match["vague"] == "第" or _NO_COUNT.match(folded, match.end("unit")):
        return False
    number, unit = match["number"], match["unit"]
    if _is_arabic(number):
        return True
    if _SET_PHRASE.match(folded, match.end("unit")):
        return False
    return any(c in _DIGITS or c == "十" for c in number) and unit in (_ONE if number == "一" else _SPELLED)


def _exact(match: re.Match[str], folded: str) -> bool:
    if match["vague"] or match["scale"] or match["more"] or match["about"] or not _plain(match["number"]):
        return False
    before = folded[max(0, match.start("number") - 3) : match.start("number")]
    return not (_RANGE.search(before) or _CUT.search(before) or _RANGE_ON.match(folded, match.end()))


def _plain(number: str) -> bool:
    """Tell whether the number itself leaves no doubt: 1 234 may be two numbers, 二三 and 二三十 mean either."""
    if _is_arabic(number):
        return " " not in number
    if len(number) > 1 and not any(c in _SCALES or c in _MYRIADS for c in number):
        return "〇" in number or "零" in number
    return number[-1] not in _MYRIADS and not _NEAR.search(number)


def _is_arabic(number: str) -> bool:
    return number[0] in "0123456789"
