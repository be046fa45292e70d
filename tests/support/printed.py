"""Prints a whole report of either edition, with figures that hold and differ, for foreign programs to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitor.app.demo.tables import PrintedRow, set_table
from monitor.extraction import Reading
from monitor.form import Edition, Table
from tests.support.figures import DISCLOSURE, E2019, E2021, holding

AGENCY = "云川市兰溪区水务局"
EDITIONS: Mapping[str, Edition] = {"2019": E2019, "2021": E2021}
YEARS: Mapping[str, int] = {"2019": 2020, "2021": 2023}
Value = int | Decimal | None
_TEXTS = {
    "overview": ("云川市兰溪区水务局按规定编制本报告。", "统计期限为{year}年1月1日至{year}年12月31日。"),
    "problems_and_improvements": ("解读材料还不够多，下一年逐项补上。",),
    "other_matters": ("本年度没有收取信息处理费。",),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """Holds a report as it is to be set: texts, and tables as rows of printed cells, in order."""

    title: str
    parts: tuple[str | list[PrintedRow], ...]
    truth: Mapping[str, Value]
    """What stands in every cell of the form, by pointer."""


def printed_report(key: str) -> Printed:
    """Print a report of edition `key` (2019 or 2021)."""
    edition, year = EDITIONS[key], YEARS[key]
    raws: dict[str, str] = {}
    parts: list[str | list[PrintedRow]] = []
    tables = {table.section: table for table in edition.tables}
    for section in edition.sections:
        parts.append(f"{section.number}、{section.title}")
        parts += [text.format(year=year) for text in _TEXTS.get(section.key, ())]
        if section.key in tables:
            table = tables[section.key]
            own = _raws(table, edition)
            raws |= own
            parts.append(set_table(table, _by_position(table, own)))
    title = f"{AGENCY}{year}年政府信息公开工作年度报告"
    return Printed(title, tuple(parts), {pointer: _value(raw) for pointer, raw in raws.items()})


def differences(reading: Reading, truth: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    """Give every cell that was not read as it stands, or not with certainty: (read, printed)."""
    found = {p: (c.value if (c := reading.cells.get(p)) is not None and c.certain else None) for p in truth}
    return {p: (found[p], value) for p, value in truth.items() if found[p] != value}


def _raws(table: Table, edition: Edition) -> dict[str, str]:
    if table.key != DISCLOSURE:
        return {pointer: str(value) for pointer, value in holding(table, 20 + edition.first_year).items()}
    raws: dict[str, str] = {}
    for row in table.rows:
        for column in row.columns:
            raws[table.pointer(row.key, column)] = _disclosed(column, len(raws))
    return raws


def _disclosed(column: str, at: int) -> str:
    if column == "change":
        return f"减{at}" if at % 2 else f"增{at}"
    return f"{at + 600}.6988" if column.startswith("amount") else str(1000 + 37 * at)


def _by_position(table: Table, raws: Mapping[str, str]) -> dict[tuple[str, str], str]:
    return {(r.key, c): raws[table.pointer(r.key, c)] for r in table.rows for c in r.columns}


def _value(raw: str) -> Value:
    figure = raw.lstrip("增减")
    value: int | Decimal = Decimal(figure) if "." in figure else int(figure)
    return -value if raw.startswith("减") else value
