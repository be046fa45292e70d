"""Writes the numbers of automatic lists as Word shows them (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 9999


def chinese(value: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Write 1 to 9999 as one counts in Chinese: 十二, 一百零三."""
    text = ""
    zero = False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        zero = zero or (bool(text) and not digit)
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + (units[power - 1] if power else "")
            zero = False
    return text[1:] if digits == _DIGITS and text.startswith("一十") else text


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        text += letters * count
    return text


def _letters(value: int) -> str:
    """Write a, b, … z, aa, bb, … as Word counts."""
    times, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * min(times + 1, 20)


def _from(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else str(value)


def _run(first: str, count: int) -> Callable[[int], str]:
    return _from("".join(chr(ord(first) + i) for i in range(count)))


def _digit_by_digit(value: int) -> str:
    return str(value).translate({ord(str(i)): sign for i, sign in enumerate(_DIGITS)})


def _formal(value: int) -> str:
    return chinese(value, _FORMAL, "拾佰仟")


def _wide(value: int) -> str:
    return str(value).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalHalfWidth": str,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "koreanDigital2": _digit_by_digit,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "decimalEnclosedCircle": _run("①", 20),
    "decimalEnclosedCircleChinese": _run("①", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
}


def numeral(value: int, kind: str) -> str:
    """Write a list's number in a format of Word's; `bullet` and `none` show none, an unknown one is decimal."""
    if kind in {"bullet", "none"}:
        return ""
    write = FORMATS.get(kind, str)
    return write(value) if 0 < value <= _LARGEST else str(value)
