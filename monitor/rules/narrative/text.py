"""Tells whether the text was read whole: only then may its silence be held against anyone."""

from __future__ import annotations

from monitor.form import Edition
from monitor.rules.given import Given

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
