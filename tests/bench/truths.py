"""Finds the documents of a folder whose truth is known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from monitor.extraction.model import Number

_SUFFIX = ".truth.json"


@dataclass(frozen=True, slots=True)
class Truth:
    """Holds one document and what its cells hold."""

    source: Path
    year: int | None
    """The year that whoever checks it would pass."""
    cells: Mapping[str, Number | None]
    """By pointer; a cell that the document lacks is no key."""
    accept: Mapping[str, tuple[Number | None, ...]]
    """Other values that may be read at a pointer."""


def truths_below(folder: Path) -> Iterator[Truth]:
    """Give every document below a folder that has its truth beside it, in the order of their names.

    A `truth.json` is that of each `source.*` beside it, a `NAME.truth.json` that of NAME.
    """
    for path in sorted(folder.rglob("*truth.json")):
        sources = sorted(path.parent.glob("source.*")) if path.name == "truth.json" else [_named(path)]
        yield from (_truth(source, path) for source in sources)


def _named(truth: Path) -> Path:
    return truth.with_name(truth.name.removesuffix(_SUFFIX))


def _truth(source: Path, path: Path) -> Truth:
    told: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return Truth(
        source=source,
        year=told.get("options", {}).get("year"),
        cells=dict(_cells(told.get("report", told)["tables"])),
        accept={pointer: tuple(values) for pointer, values in told.get("accept", {}).items()},
    )


def _cells(tables: Mapping[str, Mapping[str, Mapping[str, Number | None]]]) -> Iterator[tuple[str, Number | None]]:
    for table, rows in tables.items():
        for row, columns in rows.items():
            yield from ((f"/tables/{table}/{row}/{column}", value) for column, value in columns.items())
