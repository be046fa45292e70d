"""Gives what the rules on copying ask of the report that is judged, each once a subject."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.rules.copying.sketches import sketch_of
from monitor.rules.copying.wording import Wording, wording
from monitor.rules.given import Given, once
from monitor.rules.sketch import Author, Sketch
from monitor.settings import Agency


def author_of(agency: Agency, *above: str) -> Author:
    """Say whose the reports of an agency are; `above` are its parent and the parents of that, where they are known."""
    one_with = (name for name in (agency.represents, agency.predecessor) if name)
    parent = (agency.parent,) if agency.parent else ()
    return Author(agency.id, agency.names, tuple(one_with), above or parent)


@once
def own_sketch(given: Given) -> Sketch:
    """Give the sketch of the report itself."""
    return sketch_of(given.reading, _author(given))


def own_names(given: Given) -> tuple[str, ...]:
    """Give every name under which the report may speak of its agency."""
    stated = given.reading.agency
    return (*_author(given).names, *((stated,) if stated else ()))


@once
def own_wording(given: Given, key: str) -> Wording:
    """Give the own words of a section."""
    return wording(own_sketch(given).paragraphs(key), own_names(given))


def comparable(given: Given) -> Iterator[Sketch]:
    """Give the reports of other agencies that text and figures are compared with.

    The very same file is A-06's; a report of this agency in another one's place is that one's fault (D-07), and so
    is another agency's in this one's place.
    """
    for other in given.subject.others or ():
        own = own_sketch(given)
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
