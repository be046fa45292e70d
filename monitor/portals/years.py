"""Finds the year that a title speaks of."""

from __future__ import annotations

import re

YEAR_MARK = "\u2402"
"""Stands for the year in a title from which it was taken out."""

_DIGITS = {figure: str(i % 10) for i, figure in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○ОOo0", "0")
_CHINESE_YEAR = re.compile(r"(?:二[〇○零ОOo0]|一九)[一二三四五六七八九〇○零ОOo0]{2}(?=年)")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d{2}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)(?!\d)")
_FILE_NUMBER = re.compile(r"[〔\[(【](?:19|20)\d{2}[〕\])】](?:第?\d+号)")
_SCHOOL_YEAR = re.compile(r"(?:19|20)\d{2}[-—–~～至/](?:20)?\d{2}学?年度?|学年")
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d{2})年?[-—–~～至、和/]((?:19|20)\d{2})(?=年|\D|$)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:年度|年|度)?")


def figures(title: str) -> str:
    """Write years in Chinese figures (二〇二〇年) as digits."""
    return _CHINESE_YEAR.sub(lambda m: "".join(_DIGITS.get(c, "0") for c in m.group()), title)


def is_school_year(title: str) -> bool:
    """Tell whether the title speaks of a school year (2019-2020学年): such reports are a school's own."""
    return "学年" in title and _SCHOOL_YEAR.search(title) is not None


def take_year(title: str) -> tuple[str, int | None, bool]:
    """Take every year out of a squeezed title: what is left, the year, and whether there are several.

    Dates and the years of file numbers (〔2021〕3号) are not years of a report and are taken out first.
    """
    bare = _FILE_NUMBER.sub("", _DATE.sub("", figures(title)))
    years = {int(year) for year in _YEAR.findall(bare)} | {int(y) for pair in _RANGE.findall(bare) for y in pair}
    marked = _YEAR.sub(YEAR_MARK, bare)
    return marked, years.pop() if len(years) == 1 else None, len(years) > 1
