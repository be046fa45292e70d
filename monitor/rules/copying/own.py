"""Gives what the rules on copying ask of the report that is judged, each once a subject."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.rules.copying.sketches import sketch_of
from monitor.rules.copying.wording import Wording, wording
from monitor.rules.given import Given, once
from monitor.rules.sketch import Author, Sketch
from monitor.settings import Agency


def author_of(agency: Agency, *further_above: str) -> Author:
    """Say whose the reports of an agency are; `further_above` are the parents of its parent."""
    one_with = (name for name in (agency.represents, agency.predecessor) if name)
    above = (name for name in (agency.parent, *further_above) if name)
    return Author(agency.id, agency.names, tuple(one_with), tuple(above))


@once
def own_sketch(given: Given) -> Sketch:
    """Give the sketch of the report itself."""
    return sketch_of(given.reading, _author(given))


@once
def own_wording(given: Given, key: str) -> Wording:
    """Give the own words of a section."""
    return wording(own_sketch(given).paragraphs(key), own_sketch(given).names)


def comparable(given: Given) -> Iterator[Sketch]:
    """Give the reports of other agencies that text and figures are compared with.

    The very same file is A-06's; a report of this agency in another one's place is that one's fault (D-07), and so
    is another agency's in this one's place.
    """
    own = own_sketch(given)
    for other in given.subject.others or ():
        misplaced = own.stated is not None and own.stated == other.stated
        if not (own.author.is_one_with(other.author) or own.sha256 == other.sha256 or misplaced):
            yield other


def _author(given: Given) -> Author:
    subject, stated = given.subject, given.reading.agency
    if subject.author is not None:
        return subject.author
    if subject.agency is not None:
        return author_of(subject.agency)
    return Author(stated or "", (stated,) if stated else ())
