"""Tells from an answer whether the report of a year still stands at its address: there, gone, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from http import HTTPStatus

from monitor.app.attached import look_at
from monitor.app.house import House
from monitor.app.whole import Page
from monitor.documents import EmbeddedKind
from monitor.documents.sniff import sniff
from monitor.evidence import Capture
from monitor.extraction import Reading
from monitor.portals import Instead, Link, Verdict, classify, instead

_TEXTS = frozenset({"html", "text"})
_NO_DOCUMENT = frozenset({"empty", "binary"})


class Whereabouts(StrEnum):
    """Says what is known of a report at an address."""

    THERE = "there"
    GONE = "gone"
    """The portal says that there is nothing, or sends home."""
    REPLACED = "replaced"
    """Another page stands there."""
    DOUBTFUL = "doubtful"


_MEANS: Mapping[Instead, Whereabouts] = {
    Instead.NOTHING: Whereabouts.GONE,
    Instead.ELSEWHERE: Whereabouts.GONE,
    Instead.PAGE: Whereabouts.REPLACED,
    Instead.DOUBTFUL: Whereabouts.DOUBTFUL,
}


def whereabouts(house: House, answer: Capture, year: int | None) -> Whereabouts:
    """Judge an answer of the address at which the report of a year stood; None = of whatever year.

    A file is the report, whatever it holds: the rules judge it. A page is, if it shows a report, is titled like it
    or links it. Another year's report in its place, or an ordinary page, is not.
    """
    if answer.status == HTTPStatus.OK and (found := _in_document(house, answer, year)) is not None:
        return found
    return _MEANS[instead(answer)]


def _in_document(house: House, answer: Capture, year: int | None) -> Whereabouts | None:
    """Judge by what the answer holds; None where that is no report, nor anything that may be one."""
    kind = sniff(answer.body)
    if kind not in _TEXTS:
        return Whereabouts.DOUBTFUL if kind in _NO_DOCUMENT else Whereabouts.THERE
    page = look_at(house, answer, year)
    if not isinstance(page.source, Reading):
        return Whereabouts.DOUBTFUL
    if page.source.shows_report:
        return Whereabouts.THERE if year is None or page.source.year in {None, year} else Whereabouts.REPLACED
    years = {year_ for title in _titles(page, page.source) if (year_ := _year_of(title, answer.url)) is not None}
    if year in years or (years and year is None):
        return Whereabouts.THERE
    linked = any(e.kind is not EmbeddedKind.PICTURE for e in page.wanted)
    return Whereabouts.DOUBTFUL if linked and not years else None


def _titles(page: Page, reading: Reading) -> Iterator[str]:
    if reading.title:
        yield reading.title
    yield from (e.title for e in page.wanted if e.named)


def _year_of(title: str, url: str) -> int | None:
    """Give the year of the report that a title announces; None where it announces none."""
    sighting = classify(Link(url, title), ())
    return sighting.year if sighting.verdict is Verdict.REPORT else None
