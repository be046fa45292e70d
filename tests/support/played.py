"""Tells what a played season left behind: who was written to when and why, and what became of the cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alerts.model import LetterState, Reason
from monitor.calendar import local_date
from monitor.cases import EventKind
from monitor.store import LetterRow, Store, cases, letters

EVERY_STATE = tuple(state.value for state in LetterState)


@dataclass(frozen=True, slots=True)
class Told:
    """Is one letter that left the house for an agency."""

    agency: str
    reasons: tuple[Reason, ...]
    on: date
    """Local day on which it was sent."""
    row: LetterRow


def every_letter(store: Store) -> tuple[LetterRow, ...]:
    with store.read() as tx:
        return letters.in_states(tx, EVERY_STATE)


def told(rows: Iterable[LetterRow]) -> list[Told]:
    """Give the letters that were sent to agencies, in the order in which they were written."""
    return [
        Told(row.agency, tuple(map(Reason, row.reasons)), local_date(row.sent_at), row)
        for row in rows
        if row.agency and row.sent_at
    ]


def histories(store: Store, agency: str, year: int) -> dict[str, list[EventKind]]:
    """Give what happened to each case of an agency, by code and short id."""
    with store.read() as tx:
        known = cases.load(tx, agency, year)
        return {f"{c.key.code} {c.id}": [e.kind for e in cases.history(tx, c.key.digest)] for c in known}


def events_in_all(store: Store, agencies: Iterable[str], year: int) -> int:
    return sum(len(kinds) for agency in agencies for kinds in histories(store, agency, year).values())
