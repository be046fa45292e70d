"""Marks the cells of a table that the findings of a mail speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from alerts.compose.drawing import Mark, Tone
from alerts.compose.phrases import Phrases
from alerts.compose.values import comparison
from monitor.form import Edition

_TABLE_CELL = 5
"""Parts of the pointer of a cell: the empty one before the first slash, tables, table, row, column."""


def marks_of(
    findings: Sequence[tuple[int, Mapping[str, Any]]], edition: Edition, say: Phrases
) -> dict[str, list[Mark]]:
    """Give the marks by pointer for numbered findings (JSON of the contract)."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for number, finding in findings:
        cells = cells_of(finding)
        stated = stated_cells(finding, edition)
        for pointer in cells:
            tone = Tone(finding["severity"]) if pointer in stated else Tone.COMPARED
            note = _note(finding, say) if pointer in stated and len(stated) == 1 else ""
            marks[pointer].append(Mark(number, tone, note))
        for pointer in finding.get("suspects", ()):
            marks[pointer].append(Mark(number, Tone.SUSPECT, say("note.suspect")))
    return dict(marks)


def cells_of(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """Give those of its pointers that name a cell of a table."""
    return tuple(p for p in finding["pointers"] if p.startswith("/tables/") and len(p.split("/")) == _TABLE_CELL)


def stated_cells(finding: Mapping[str, Any], edition: Edition) -> tuple[str, ...]:
    """Give the cells that the finding is about: of a relation the stated side, else every cell it names.

    A relation's pointers begin with its stated side (see `Relation.cells`).
    """
    cells = cells_of(finding)
    identities = (i for t in edition.tables for i in t.identities if i.code == finding["code"])
    identity = next(identities, None)
    return cells[: len(identity.stated)] if identity is not None and identity.stated else cells


def _note(finding: Mapping[str, Any], say: Phrases) -> str:
    compared = comparison(finding)
    return say(f"note.{compared[0]}", **compared[1]) if compared else ""
