"""Reads a Document against the form: the one way from blocks to a Reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from monitor.documents import Block, Document, Paragraph, Place
from monitor.extraction.editions import recognise
from monitor.extraction.garbled import is_garbled
from monitor.extraction.metadata import Title, read_dates, read_period, read_title
from monitor.extraction.model import DateFound, Reading, SectionText, TableFound
from monitor.extraction.runin import part_at_headings
from monitor.extraction.sections import Outline, read_outline
from monitor.extraction.table import TableRead
from monitor.extraction.tables import read_tables
from monitor.extraction.unfold import unfold
from monitor.form import Edition, edition_for, editions

READER = "1"
"""Version of the reader: readings are kept by it, and a new one reads every capture again."""

_PICTURED = "ocr"
"""Doubt of a document that was read from pictures."""
DISPLAYED = ("text", "meta")
"""Sources of a date of publication that a page displays; a signature only dates the signing."""


def read_report(document: Document, year: int | None = None) -> Reading:
    """Read the report that a document holds; `year` decides the edition only where its tables do not."""
    recognised = recognise(document)
    edition, certain = recognised or (_edition_by_year(year), False)
    document = part_at_headings(unfold(document, edition), edition)
    outline, title = _outline(document, edition)
    tables = read_tables(document, edition)
    pictured = _PICTURED in document.doubts
    texts = _without_tables(outline.sections, tables, edition)
    sections = tuple(replace(text, pictured=pictured) for text in texts)
    prose = [(p.text, p.place) for s in sections for p in s.passages]
    period = read_period([(p.text, p.place) for p in outline.preamble] + prose)
    dates = read_dates(document, outline.end)
    return Reading(
        sha256=document.sha256,
        reader=READER,
        format=document.format,
        edition=edition.key,
        edition_certain=certain,
        year=_year(title.year if title else None, period.start.year if period else None),
        agency=title.agency if title else None,
        title=title.text if title else None,
        title_place=title.place if title else None,
        period=period,
        published_on=_displayed(dates),
        dates=dates,
        preamble=outline.preamble,
        sections=sections,
        tables=tuple(replace(t, pictured=pictured) for t in _found(tables, document.blocks, outline)),
        cells=MappingProxyType({c.pointer: c for t in tables for c in t.cells}),
        departures=tuple(d for t in tables for d in t.departures),
        doubts=tuple(dict.fromkeys((*document.doubts, *_doubts(document.blocks, outline, title)))),
        disagreements=tuple(d for t in tables for d in t.disagreements),
    )


def _doubts(blocks: Sequence[Block], outline: Outline, title: Title | None) -> Iterator[str]:
    """Tell what no encoding explains; in the page around the report it harms nobody."""
    start = title.block if title and title.block is not None else 0
    end = outline.end if outline.headings else len(blocks)
    if is_garbled(text for block in blocks[start:end] for text in _texts(block)):
        yield "mojibake"


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.raw for cell in block.cells]


def _edition_by_year(year: int | None) -> Edition:
    return (edition_for(year) if year else None) or editions()[-1]


def _outline(document: Document, edition: Edition) -> tuple[Outline, Title | None]:
    """Read headings first, then the title above them, then the text between the two."""
    first = read_outline(document, edition, None).headings
    title = read_title(document, first[0].block if first else len(document.blocks))
    return read_outline(document, edition, title.block if title else None), title


def _without_tables(
    sections: Sequence[SectionText], tables: Sequence[TableRead], edition: Edition
) -> tuple[SectionText, ...]:
    """Leave out of each section's text what is a cell of its table, where that was turned to one cell a line."""
    return tuple(_without_cells(s, [t for t in tables if _holds_table(s, t, edition)]) for s in sections)


def _holds_table(section: SectionText, table: TableRead, edition: Edition) -> bool:
    own = section.key == edition.table(table.key).section
    return own or any(p.place == table.place for p in section.passages)


def _without_cells(section: SectionText, tables: Sequence[TableRead]) -> SectionText:
    cells = frozenset[Place]().union(*(t.paragraphs for t in tables))
    return replace(section, passages=tuple(p for p in section.passages if p.place not in cells))


def _year(stated: int | None, counted: int | None) -> int | None:
    return stated if stated is not None else counted


def _displayed(dates: Sequence[DateFound]) -> date | None:
    return next((d.on for source in DISPLAYED for d in dates if d.source == source), None)


def _found(tables: Sequence[TableRead], blocks: Sequence[Block], outline: Outline) -> Iterator[TableFound]:
    block_at = {place: i for i, block in reversed(list(enumerate(blocks))) for place in _places(block)}
    for table in tables:
        section = outline.section_of(block_at.get(table.place, 0))
        yield TableFound(table.key, section, table.certain, table.place)


def _places(block: Block) -> list[Place]:
    return [block.place] if isinstance(block, Paragraph) else [cell.place for cell in block.cells]
