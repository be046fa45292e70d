"""Loads an edition of the form from its file; a broken file is refused at start-up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from ruamel.yaml import YAML

from monitor.form.check import FormError, check_edition, checked
from monitor.form.model import Column, Edition, Identity, Operator, Quantity, Row, Section, Table
from schemas import EDITIONS, load_text

Data = Mapping[str, Any]
_Word = TypeVar("_Word", Quantity, Operator)


@cache
def load_edition(key: str) -> Edition:
    """Load one edition by its key, e.g. `2019`. Raises FormError or FileNotFoundError."""
    return edition_from(YAML(typ="safe").load(load_text(f"editions/{key}.yaml")), key)


def edition_from(data: Data, key: str) -> Edition:
    """Build the edition of this key from the data of its file. Raises FormError."""
    try:
        edition = _edition(checked(data, "edition"))
    except FormError as error:
        raise FormError(f"{key}: {error}") from error
    check_edition(edition, key)
    return edition


def _edition(data: Data) -> Edition:
    years = checked(data["years"], "years")
    return Edition(
        key=data["edition"],
        issued_as=data["issued_as"],
        title=data["title"],
        first_year=years["first"],
        last_year=years.get("last"),
        sections=tuple(_section(checked(s, "section")) for s in data["sections"]),
        tables=tuple(_table(checked(t, "table")) for t in data["tables"]),
    )


@cache
def editions() -> tuple[Edition, ...]:
    """Load every edition, oldest first."""
    return tuple(load_edition(key) for key in EDITIONS)


def has_unified_form(year: int) -> bool:
    """Tell whether the reports of this year are made in a unified form; there was none before 2019."""
    return year >= editions()[0].first_year


def edition_for(year: int) -> Edition | None:
    """Give the edition that governs the reports of this year, or None (before 2019 there was no unified form)."""
    return next((e for e in editions() if e.governs(year)), None)


def _section(data: Data) -> Section:
    return Section(
        key=data["key"],
        number=data["number"],
        title=data["title"],
        aliases=tuple(data.get("aliases", ())),
        words=tuple(data.get("words", ())),
    )


def _table(data: Data) -> Table:
    columns = tuple(_column(checked(c, "column")) for c in data["columns"])
    keys = tuple(c.key for c in columns)
    rows = tuple(_row(checked(r, "row"), keys) for r in data["rows"])
    return Table(
        key=data["key"],
        number=data["number"],
        title=data["title"],
        section=data["section"],
        rows=rows,
        columns=columns,
        identities=tuple(_identity(checked(i, "identity"), rows, keys) for i in data["identities"]),
        merged_rows=tuple(_row(checked(r, "row"), keys) for r in data.get("merged_rows", ())),
        across=data.get("across", False),
    )


def _column(data: Data) -> Column:
    return Column(
        key=data["key"],
        label=data["label"],
        aliases=tuple(data.get("aliases", ())),
        short=tuple(data.get("short", ())),
        quantity=_word(Quantity, data["quantity"]),
        group=data.get("group"),
    )


def _row(data: Data, columns: tuple[str, ...]) -> Row:
    return Row(
        key=data["key"],
        label=data["label"],
        aliases=tuple(data.get("aliases", ())),
        short=tuple(data.get("short", ())),
        columns=tuple(data.get("columns", columns)),
        groups=tuple(data.get("groups", ())),
        stands_for=tuple(data.get("stands_for", ())),
    )


def _identity(data: Data, rows: tuple[Row, ...], columns: tuple[str, ...]) -> Identity:
    along = columns if data["per"] == "column" else tuple(row.key for row in rows)
    return Identity(
        code=data["code"],
        per=data["per"],
        over=along if data["over"] == "all" else tuple(data["over"]),
        stated=tuple(data["stated"]),
        computed=tuple(data["computed"]),
        operator=_word(Operator, data.get("operator", "=")),
    )


def _word(kind: type[_Word], text: str) -> _Word:
    try:
        return kind(text)
    except ValueError as error:
        raise FormError(str(error)) from error
