"""Makes Readings of invented reports, so that a rule is tested by naming only what matters to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from monitor.documents import Place
from monitor.extraction import Cell, Passage, Reading, SectionText, Status, TableFound
from monitor.form import Edition, Section, load_edition

AGENCY = "云川市兰溪区人民政府"
BLANK = None
UNREAD = "?"
"""Stands in `cells` for a cell that was not read with certainty."""

Figures = Mapping[str, int | Decimal | str | None]
"""By `table/row/column`; a number, BLANK, UNREAD, or a raw text."""


def reading(  # noqa: PLR0913 - a test names what it needs, everything else is ordinary
    *,
    edition: str = "2021",
    year: int | None = 2023,
    agency: str | None = AGENCY,
    sections: Mapping[str, str | Sequence[str] | None] | None = None,
    preamble: Sequence[str] = (),
    cells: Figures | None = None,
    without: Sequence[str] = (),
    doubts: Sequence[str] = (),
) -> Reading:
    """Make the reading of a report whose every cell is 0 and every section ordinary, but for what is named.

    A section is a text or a list of paragraphs; None leaves the section out. `without` names rows that the
    document lacks, as `table/row`.
    """
    form = load_edition(edition)
    lost = tuple(f"/tables/{row}/" for row in without)
    found = {c.pointer: c for c in _cells(form, cells or {}) if not c.pointer.startswith(lost)}
    return Reading(
        sha256="ab" * 32,
        reader="test",
        format="text",
        edition=edition,
        edition_certain=True,
        year=year,
        agency=agency,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        title_place=Place(paragraph=1),
        period=None,
        published_on=None,
        dates=(),
        preamble=_passages(preamble, 1),
        sections=tuple(_sections(form, sections or {})),
        tables=tuple(TableFound(t.key, t.section, certain=True, place=Place(table=t.number)) for t in form.tables),
        cells=found,
        departures=(),
        doubts=tuple(doubts),
    )


def _cells(form: Edition, figures: Figures) -> Iterator[Cell]:
    unknown = set(figures)
    for table in form.tables:
        for row in table.rows + tuple(m for m in table.merged_rows if _named(m.key, figures)):
            for column in row.columns:
                name = f"{table.key}/{row.key}/{column}"
                unknown.discard(name)
                yield _cell(f"/tables/{name}", figures.get(name, 0))
    if unknown:
        raise KeyError(f"no such cells: {sorted(unknown)}")


def _named(row: str, figures: Figures) -> bool:
    return any(name.split("/")[1] == row for name in figures)


def _cell(pointer: str, figure: int | Decimal | str | None) -> Cell:
    place = Place(table=1, row=1, column=1)
    if figure is None:
        return Cell(pointer, None, "", Status.BLANK, certain=True, place=place)
    if figure == UNREAD:
        return Cell(pointer, None, "?", Status.TEXT, certain=False, place=place)
    if isinstance(figure, str):
        return Cell(pointer, None, figure, Status.TEXT, certain=True, place=place)
    return Cell(pointer, figure, str(figure), Status.NUMBER, certain=True, place=place)


_ORDINARY = {
    "overview": "2023年，本机关依法推进政府信息公开工作。",
    "problems_and_improvements": "存在的问题：部分栏目更新不够及时。改进措施：下一步将加强栏目巡查。",
    "other_matters": "本年度未收取信息处理费。",
}


def _sections(form: Edition, given: Mapping[str, str | Sequence[str] | None]) -> Iterator[SectionText]:
    for number, section in enumerate(form.sections, start=1):
        text = given.get(section.key, _ORDINARY.get(section.key, ()))
        if text is not None:
            yield _section(section, (text,) if isinstance(text, str) else text, number * 100)


def _section(section: Section, paragraphs: Sequence[str], first: int) -> SectionText:
    passages = _passages(tuple(p for p in paragraphs if p), first + 1)
    heading = f"{section.number}、{section.title}"
    return SectionText(section.key, heading, section.number, passages, Place(paragraph=first))


def _passages(paragraphs: Sequence[str], first: int) -> tuple[Passage, ...]:
    return tuple(Passage(text, Place(paragraph=first + i)) for i, text in enumerate(paragraphs))
