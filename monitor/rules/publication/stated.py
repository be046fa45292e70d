"""Gathers the dates of publication that are stated: by the page, its metadata, the listing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from monitor.rules.model import Quote, Subject

PAGE, META, LISTING = "page", "meta", "listing"
_SOURCES: Mapping[str, str] = {"text": PAGE, "meta": META, "listing": LISTING}
"""What a date found in a document is a statement of; a signature (落款) dates the signing, and is none."""
_ISSUED = re.compile(r"发文")
"""发文日期 is when a paper was issued, and may well be earlier."""

Stated = Mapping[str, tuple[date, ...]]
"""By source every date that it states; a source that states none is not there."""


def stated_dates(subject: Subject) -> Stated:
    """Give the dates by what states them, the page first, the listing last, in whatever order a document has them.

    A date in an address is often that of an import, and is no statement.
    """
    stated: dict[str, tuple[date, ...]] = dict.fromkeys((PAGE, META, LISTING), ())
    for found in subject.reading.dates if subject.reading else ():
        source = _SOURCES.get(found.source)
        if source is not None and not _ISSUED.search(found.raw):
            stated[source] = (*stated[source], found.on)
    listed = subject.watch.listed_on if subject.watch else None
    if listed is not None:
        stated[LISTING] = (*stated[LISTING], listed)
    return {source: dates for source, dates in stated.items() if dates}


def quoted_dates(subject: Subject) -> tuple[Quote, ...]:
    """Quote every date that the document states; that of the listing stands in the captures."""
    found = subject.reading.dates if subject.reading else ()
    return tuple(Quote(d.raw, d.place) for d in found if d.source in _SOURCES and not _ISSUED.search(d.raw))
