"""Tells whether the text was read whole, and whether a section says anything at all."""

from __future__ import annotations

import re

from monitor.extraction import SectionText
from monitor.form import Edition
from monitor.rules.figures.fold import squeeze
from monitor.rules.given import Given
from monitor.rules.text import home_of

_FURNITURE = re.compile(
    r"[—\-–\s]*第?\d{0,3}页?(?:[/共]+\d{1,3}页?)?[—\-–\s]*|[12]\d{3}年\d{1,2}月\d{1,2}日|[二〇○零一九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
"""The number of a page, and the day under a signature."""
_TEXTS = frozenset({"overview", "problems_and_improvements", "other_matters"})
"""Sections that consist of text; the others hold the tables."""


def read_whole(given: Given) -> bool:
    """Tell whether every section of text was found and nothing was read in part or in doubt."""
    reading = given.reading
    found = {s.key for s in reading.sections}
    overview = reading.section("overview")
    return not reading.doubts and _texts_of(given.edition) <= found and bool(overview and overview.text.strip())


def _texts_of(edition: Edition) -> frozenset[str]:
    return _TEXTS & {s.key for s in edition.sections}


def says_something(section: SectionText, given: Given) -> bool:
    """Tell whether a section holds more than numbers of pages, the agency's signature and its day."""
    names = {"", *home_of(given).names}
    lines = (squeeze(p.text) for p in section.passages)
    return any(line not in names and not _FURNITURE.fullmatch(line) for line in lines)
