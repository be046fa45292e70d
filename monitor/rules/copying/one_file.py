"""Asks whose report a file is that was published as the report of two agencies (A-06)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.copying.own import own_sketch
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.sketch import Author, Sketch

CODE = "A-06"
_TELLING = 5
"""Characters of a name that is looked for in a title: 兰溪区 stands in the names of all its agencies."""


def _one_file(given: Given) -> Iterator[Outcome | Finding]:
    if given.subject.others is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    others = tuple(other for other in given.subject.others if _is_asked_of(own_sketch(given), other))
    yield Outcome(CODE, Verdict.FAIL if others else Verdict.PASS)
    if others:
        yield _finding(others, given)


one_file = of_reading(CODE, _one_file)


def _is_asked_of(own: Sketch, other: Sketch) -> bool:
    """Tell whether the agency is to be asked about a file that another one has published too.

    Not where one body is meant (a report listed twice), where one of the two is above the other and posted it again,
    where the file names this agency and not the other (then the other is asked), or where it is the report of both.
    """
    if own.sha256 != other.sha256 or own.author.is_one_with(other.author) or own.author.is_in_line_with(other.author):
        return False
    return not _names(own, own.author)


def _names(file: Sketch, author: Author) -> bool:
    """Tell whether a file says that it is the report of an agency, alone or with others."""
    stated, title = file.stated or "", file.title or ""
    return any((stated and name.endswith(stated)) or (len(name) >= _TELLING and name in title) for name in author.names)


def _finding(others: tuple[Sketch, ...], given: Given) -> Finding:
    names = tuple(sorted(other.author.name for other in others))
    reading = given.reading
    title = (Quote(reading.title, reading.title_place),) if reading.title else ()
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        actual="、".join(names),
        variant="named" if reading.agency else "default",
        facts={"others": names, "stated": reading.agency or "", "digest": reading.sha256[:16]},
        evidence=of_watching(given.subject, *title),
    )
