"""Makes one reading of a report that stands in several documents: a page and its attachments.

Where two of them hold the same cell they are two readings of it, and what differs is uncertain (E-02). What only one
of them holds is taken over with the digest of that document in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from monitor.documents import Place
from monitor.extraction.model import (
    Between,
    Cell,
    DateFound,
    Disagreement,
    Passage,
    Reading,
    SectionText,
    Status,
    TableFound,
    Witness,
)
from monitor.form import load_edition


def is_same_report(page: Reading, other: Reading) -> bool:
    """Tell whether two documents may be one report: no year and no agency of theirs contradict each other."""
    years = page.year is None or other.year is None or page.year == other.year
    agencies = page.agency is None or other.agency is None or _may_be_one(page.agency, other.agency)
    return years and agencies


def _may_be_one(name: str, other: str) -> bool:
    """Tell whether one name may be short for the other (发改局, 发展和改革局): its characters stand in it in order."""
    short, long = sorted((name, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def join(readings: Sequence[Reading]) -> Reading:
    """Give one reading of the documents of a report, the page first: the one with the most tables is in force.

    Title and date are those of the page where the report itself has none.
    """
    main = max(readings, key=lambda r: (len(r.tables), len(r.sections)))
    whole = main
    for other in readings:
        if other is not main:
            whole = _with(whole, other)
    named = [main, *readings]
    titled = max(named, key=_fullness)
    return replace(
        whole,
        title=titled.title,
        title_place=titled.title_place if titled is main else _in(titled, titled.title_place),
        agency=next((r.agency for r in named if r.agency), None),
        year=next((r.year for r in named if r.year is not None), None),
        period=next((r.period for r in named if r.period), None),
        published_on=next((r.published_on for r in readings if r.published_on), None),
        dates=_dates(whole, readings),
    )


def _fullness(reading: Reading) -> tuple[bool, int]:
    """Rank titles: one that names agency and year goes before a crumb of a page."""
    return reading.title is not None, (reading.agency is not None) + (reading.year is not None)


def _with(main: Reading, other: Reading) -> Reading:
    """Hold another document against the reading, and take over the tables and sections that only it has."""
    held = _held_against(main, other) if main.edition == other.edition else main
    tables = tuple(_tables(held, other)) if main.edition == other.edition else ()
    keys = {t.key for t in tables}
    cells = {c.pointer: replace(c, place=_in(other, c.place)) for c in other.cells.values() if _table_of(c) in keys}
    sections = tuple(_sections(held, other))
    if not tables and not sections:
        return held
    return replace(
        held,
        sections=_in_order(held, sections),
        tables=(*held.tables, *tables),
        cells=MappingProxyType({**held.cells, **cells}),
        departures=(*held.departures, *(d for d in other.departures if d.table in keys)),
        doubts=tuple(dict.fromkeys((*held.doubts, *other.doubts))),
    )


def _table_of(cell: Cell) -> str:
    return cell.pointer.split("/")[2]


def _in(reading: Reading, place: Place | None) -> Place | None:
    return place and replace(place, source=place.source or reading.sha256)


def _tables(main: Reading, other: Reading) -> Iterator[TableFound]:
    known = {t.key for t in main.tables}
    for table in other.tables:
        if table.key not in known:
            yield replace(table, place=replace(table.place, source=other.sha256))


def _sections(main: Reading, other: Reading) -> Iterator[SectionText]:
    for section in other.sections:
        if main.section(section.key) is None:
            passages = tuple(Passage(p.text, replace(p.place, source=other.sha256)) for p in section.passages)
            yield replace(section, passages=passages, place=replace(section.place, source=other.sha256))


def _in_order(main: Reading, taken: Sequence[SectionText]) -> tuple[SectionText, ...]:
    """Put the sections of another document where the form has them; the document's own order is kept."""
    order = [section.key for section in load_edition(main.edition).sections]
    sections = list(main.sections)
    for section in taken:
        behind = (i for i, s in enumerate(sections) if order.index(s.key) > order.index(section.key))
        sections.insert(next(behind, len(sections)), section)
    return tuple(sections)


def _held_against(main: Reading, other: Reading) -> Reading:
    both = (t.key for t in main.tables if other.table(t.key) is not None)
    main = replace(main, compared=tuple(dict.fromkeys((*main.compared, *both))))
    pairs = ((cell, other.cells.get(pointer)) for pointer, cell in main.cells.items())
    found = {c.pointer: _disagreement(c, o, other) for c, o in pairs if o is not None and _differ(c, o)}
    if not found:
        return main
    cells = {p: replace(c, certain=c.certain and p not in found) for p, c in main.cells.items()}
    told = (*main.disagreements, *found.values())
    return replace(main, cells=MappingProxyType(cells), disagreements=told)


def _differ(cell: Cell, other: Cell) -> bool:
    """Compare what two documents publish, blanks included; a row that one lacks, or a doubt, says nothing."""
    said = cell.certain and other.certain and Status.ABSENT not in {cell.status, other.status}
    return said and (cell.value, _words(cell)) != (other.value, _words(other))


def _words(cell: Cell) -> str:
    """Give what stands in a cell that holds no number; for a number its value is enough."""
    return "" if cell.value is not None else "".join(cell.raw.split())


def _disagreement(cell: Cell, other: Cell, source: Reading) -> Disagreement:
    witnesses = (Witness(cell.raw, cell.place), Witness(other.raw, _in(source, other.place)))
    return Disagreement(cell.pointer, *witnesses, between=Between.TWO_DOCUMENTS)


def _dates(main: Reading, readings: Sequence[Reading]) -> tuple[DateFound, ...]:
    own = ((d, r) for r in readings for d in r.dates)
    return tuple(d if r.sha256 == main.sha256 else replace(d, place=_in(r, d.place)) for d, r in own)
