"""Builds a document from a base report and what a case changes in it (README.md, documents)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from monitor.app.demo.tables import PrintedRow, set_table
from monitor.form import Edition, Row, Table, edition_for, load_edition
from tests.conformance.tables import raws_of
from tests.support.layouts import PAGES, TEXTS, in_lines
from tests.support.printed import Printed
from tests.support.written import as_docx, as_xls, as_xlsx

BASES = Path(__file__).parent / "bases"
_WRITERS = {"docx": as_docx, "xlsx": as_xlsx, "xls": as_xls}


@dataclass(frozen=True, slots=True)
class Wish:
    """Says what a document holds; a base gives every part, a case those that differ (README.md has each)."""

    agency: str = ""
    year: int = 2023
    edition: str | None = None
    title: str = "{agency}{year}年政府信息公开工作年度报告"
    published: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    head: Sequence[str] = ()
    text: str | Sequence[str] = ()
    sections: Mapping[str, Any] = field(default_factory=dict)
    headings: Mapping[str, str | None] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    order: Sequence[str] = ()
    tables: Mapping[str, Any] = field(default_factory=dict)
    cells: Mapping[str, Any] = field(default_factory=dict)
    without: Sequence[str] = ()
    merge: Sequence[str] = ()
    tail: Sequence[str] = ()
    layout: str = "spans"
    replace: Sequence[Sequence[str]] = ()


_JOINED = frozenset({"meta", "sections", "headings", "notes", "tables", "cells"})
"""Parts in which a case names only what differs from the base."""
_KNOWN = frozenset(f.name for f in fields(Wish))


def build(spec: Mapping[str, Any]) -> tuple[bytes, str]:
    """Give the bytes of a document and the suffix of its name. Raises ValueError for what no document can have."""
    wish = _wish(spec)
    form = load_edition(wish.edition) if wish.edition else edition_for(wish.year)
    if form is None:
        raise ValueError(f"no edition governs {wish.year}")
    report = Printed(_filled(wish.title, wish), tuple(_parts(wish, form)), {})
    if wish.layout in _WRITERS:
        return _WRITERS[wish.layout](report), wish.layout
    page = wish.layout in PAGES
    text = _page(report, wish) if page else in_lines(report, TEXTS[wish.layout])
    for old, new in wish.replace:
        if old not in text:
            raise ValueError(f"nothing to replace: {old}")
        text = text.replace(old, new)
    return text.encode(), "html" if page else "txt"


def _wish(spec: Mapping[str, Any]) -> Wish:
    own = {name: value for name, value in spec.items() if name != "base"}
    unknown = set(own) - _KNOWN
    if unknown:
        raise ValueError(f"no such parts of a document: {sorted(unknown)}")
    base = dict(_base(spec["base"])) if "base" in spec else {}
    joined = {name: {**base.get(name, {}), **own[name]} for name in _JOINED & set(own)}
    return Wish(**{**base, **own, **joined})


@cache
def _base(name: str) -> Mapping[str, Any]:
    base: Mapping[str, Any] = YAML(typ="safe").load((BASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return base


def _filled(text: str, wish: Wish) -> str:
    for name, value in (("agency", wish.agency), ("year", wish.year), ("next", wish.year + 1), ("last", wish.year - 1)):
        text = text.replace(f"{{{name}}}", str(value))
    return text


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _paragraphs(value: Any, wish: Wish) -> Iterator[str]:
    """Give paragraphs with their names filled in; `{text}` is where the text of a case stands."""
    for one in _listed(value):
        yield from _listed(wish.text) if one == "{text}" else [_filled(one, wish)]


def _parts(wish: Wish, form: Edition) -> Iterator[str | list[PrintedRow]]:
    if wish.published:
        yield f"发布时间：{wish.published}"
    yield from _paragraphs(wish.head, wish)
    tables = {table.section: table for table in form.tables}
    for key in wish.order or [section.key for section in form.sections]:
        section = form.section(key)
        heading = wish.headings.get(key, f"{section.number}、{section.title}")
        if heading is None:
            continue
        yield from [heading] if heading else []
        yield from _paragraphs(wish.sections.get(key), wish)
        if key in tables and tables[key].key not in wish.without:
            yield _table(tables[key], wish)
        yield from _paragraphs(wish.notes.get(key), wish)
    yield from _paragraphs(wish.tail, wish)


def _table(table: Table, wish: Wish) -> list[PrintedRow]:
    raws = raws_of(table, wish.tables.get(table.key, {}))
    raws |= {p.partition("/")[2]: str(v) for p, v in wish.cells.items() if p.startswith(f"{table.key}/")}
    rows = tuple(_rows(table, wish))
    raw = {(row.key, column): raws.get(f"{row.key}/{column}", "0") for row in rows for column in row.columns}
    return set_table(replace(table, rows=rows), raw)


def _rows(table: Table, wish: Wish) -> Iterator[Row]:
    merged = {m.stands_for[0]: m for m in table.merged_rows if f"{table.key}/{m.key}" in wish.merge}
    gone = {key for m in merged.values() for key in m.stands_for}
    for row in table.rows:
        if row.key in merged:
            yield merged[row.key]
        elif row.key not in gone and f"{table.key}/{row.key}" not in wish.without:
            yield row


def _page(report: Printed, wish: Wish) -> str:
    table = PAGES[wish.layout]
    body = "\n".join(f"<p>{escape(p)}</p>" if isinstance(p, str) else table(p) for p in report.parts)
    metas = "".join(f'<meta name="{escape(k)}" content="{escape(v)}">' for k, v in wish.meta.items())
    head = f"<meta charset='utf-8'><title>{escape(report.title)}</title>{metas}"
    return (
        f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n<h1>{escape(report.title)}</h1>\n{body}\n</body></html>\n"
    )
