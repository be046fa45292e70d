"""Tells what was changed in a published report, cell by cell and section by section (D-10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitor.calendar import local_date
from monitor.documents import Place
from monitor.extraction import Cell, Reading, Status
from monitor.form import Verdict
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Evidence, Finding, Outcome, Quote, Version
from monitor.rules.publication.slot import of_another_year
from monitor.settings import Severity

CODE = "D-10"


@dataclass(frozen=True, slots=True)
class Changes:
    """Holds what differs between two captures of a report, by pointer."""

    cells: tuple[str, ...]
    sections: tuple[str, ...]
    open: bool
    """Whether a cell or a part of either was not read with certainty, so that more may have changed."""


def _changed(given: Given) -> Iterator[Outcome | Finding]:
    before = given.subject.before
    if before is None or of_another_year(given.subject) or before.reading.year != given.reading.year:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    changes = changes_between(before.reading, given.reading)
    pointers = (*changes.cells, *changes.sections)
    if pointers:
        yield Outcome(CODE, Verdict.FAIL, pointers)
        yield _finding(given, before, changes)
    else:
        yield Outcome(CODE, Verdict.UNCERTAIN if changes.open else Verdict.PASS)


changed = of_reading(CODE, _changed)


def changes_between(before: Reading, now: Reading) -> Changes:
    """Compare two readings of a report; white space, layout and what was read in doubt are no change."""
    both = [(c, before.cells[p]) for p, c in now.cells.items() if p in before.cells]
    partly = bool(before.doubts or now.doubts)
    cells = tuple(c.pointer for c, was in both if c.certain and was.certain and _said(c) != _said(was))
    sections = () if partly else tuple(_sections(before, now))
    in_doubt = any(not (c.certain and was.certain) for c, was in both)
    return Changes(cells, sections, partly or in_doubt)


def _said(cell: Cell) -> object:
    """Give what a cell says: its number, else its words; an empty cell and one that is not there say nothing."""
    if cell.status is Status.ABSENT:
        return ""
    return cell.value if cell.value is not None else "".join(cell.raw.split())


def _sections(before: Reading, now: Reading) -> Iterator[str]:
    keys = dict.fromkeys(s.key for s in (*before.sections, *now.sections))
    return (f"/sections/{key}" for key in keys if _text(before, key) != _text(now, key))


def _text(reading: Reading, key: str) -> str:
    section = reading.section(key)
    return "".join(section.text.split()) if section else ""


def _finding(given: Given, before: Version, changes: Changes) -> Finding:
    reading, was = given.reading, before.reading
    same_date = reading.published_on is not None and reading.published_on == was.published_on
    quietly = bool(changes.cells) and same_date
    first = changes.cells[0] if changes.cells else None
    return Finding(
        code=CODE,
        severity=Severity.QUERY if quietly else severity_of(CODE),
        pointers=(*changes.cells, *changes.sections),
        actual=_shown(reading, first),
        variant=("quietly" if quietly else "figures") if changes.cells else "text",
        facts={
            "was": _shown(was, first),
            "count": len(changes.cells),
            "sections": len(changes.sections),
            "seen": before.seen_at,
            "published": reading.published_on,
        },
        evidence=_evidence(given, before, changes),
    )


def _shown(reading: Reading, pointer: str | None) -> str | None:
    return reading.cells[pointer].raw.strip() or None if pointer else None


def _evidence(given: Given, before: Version, changes: Changes) -> Evidence:
    """Quote every changed cell as it was and is, of a section what only one of the two says; name both captures."""
    day = local_date(before.seen_at).isoformat()
    pairs = [(before.reading, given.reading, day), (given.reading, before.reading, None)]
    cells = [_cell(one, p, day) for p in changes.cells for one, _, day in pairs]
    passages = [q for p in changes.sections for one, other, day in pairs for q in _only(one, other, p, day)]
    proof = of_watching(given.subject, *cells, *passages)
    return replace(proof, captures=(*((before.capture,) if before.capture else ()), *proof.captures))


def _cell(reading: Reading, pointer: str, day: str | None) -> Quote:
    cell = reading.cells[pointer]
    return Quote(cell.raw, _in(reading, cell.place) if day else cell.place, pointer, day)


def _only(reading: Reading, other: Reading, pointer: str, day: str | None) -> Iterator[Quote]:
    key = pointer.rpartition("/")[2]
    section, text = reading.section(key), _text(other, key)
    for passage in section.passages if section else ():
        if "".join(passage.text.split()) not in text:
            yield Quote(passage.text, _in(reading, passage.place) if day else passage.place, None, day)


def _in(reading: Reading, place: Place | None) -> Place | None:
    return place and replace(place, source=place.source or reading.sha256)
