"""Folds white space and finds dates in the text of a page."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\ufffc]+")
_YEAR_MONTH_DAY = r"(?<!\d)((?:19|20)\d{2})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?!\d)日?"
_DATE = re.compile(_YEAR_MONTH_DAY)
_DATE_ALONE = re.compile(
    r"[\[(（【]?(?:(?:发布|发文|公开|更新|成文)?(?:日期|时间)[:：]?)?\s?"
    + _YEAR_MONTH_DAY
    + r"(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?\s?[\])）】]?"
)
_DATE_BEFORE = re.compile(r"[\[(（【]?" + _YEAR_MONTH_DAY.replace("年", "").replace("月", "") + r"[\])）】]?\s")
_DATE_BEHIND = re.compile(
    r"(?:\s|(?=[\[(（【]))[\[(（【]?" + _YEAR_MONTH_DAY.replace("年", "").replace("月", "") + r"[\])）】]?$"
)
_ENDS_OF_DATES = tuple("0123456789])）】")
_LONGEST_DATE = 16


def fold(text: str) -> str:
    """Fold every run of white space (full-width and zero-width too) into one blank, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def squeeze(text: str) -> str:
    """Take all white space out and make full-width letters, digits and brackets half-width (NFKC)."""
    return _BLANKS.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text))


def only_date(text: str) -> date | None:
    """Give the date that stands in a text; None where there is none, or more than one to choose from."""
    found = {day for match in _DATE.finditer(text) if (day := _as_date(match)) is not None}
    return found.pop() if len(found) == 1 else None


def date_alone(text: str) -> date | None:
    """Give the date if the text is nothing but a date, brackets, label and time of day aside."""
    match = _DATE_ALONE.fullmatch(text)
    return _as_date(match) if match else None


def split_date(title: str) -> tuple[str, date | None]:
    """Part a title from a date in figures that was written before or behind it."""
    if not (title.lstrip("[(（【")[:4].isdigit() or title[-1:] in _ENDS_OF_DATES):
        return title, None
    match = _DATE_BEHIND.search(title, max(0, len(title) - _LONGEST_DATE)) or _DATE_BEFORE.match(title)
    day = _as_date(match) if match else None
    if match is None or day is None:
        return title, None
    return fold(title[: match.start()] + title[match.end() :]), day


def _as_date(match: re.Match[str]) -> date | None:
    try:
        return date(*(int(figures) for figures in match.groups()))
    except ValueError:
        return None
