"""Keeps letters and the course of their delivery; who may send which when is the outbox's to say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, insert, or_, select, update

from monitor.store.engine import Tx
from monitor.store.model import LetterCourse, LetterRow
from monitor.store.rows import record_of, values_of
from monitor.store.tables import letter_cases, letters

QUEUED = "queued"
CLAIMED = "claimed"
_WAITING = (QUEUED, CLAIMED)


def add(tx: Tx, row: LetterRow) -> None:
    """Keep a new letter with the cases it speaks of."""
    statement = insert(letters).values(values_of(row, "cases")).returning(letters.c.number)
    number = tx.execute(statement).scalar_one()
    spoken_of = [
        {"letter": number, "position": position, "case_digest": case} for position, case in enumerate(row.cases)
    ]
    if spoken_of:
        tx.execute(insert(letter_cases), spoken_of)


def get(tx: Tx, letter_id: str) -> LetterRow | None:
    """Give the letter of this id, or None."""
    return next(iter(_select(tx, letters.c.id == letter_id)), None)


def find(tx: Tx, beginning: str) -> tuple[LetterRow, ...]:
    """Give the letters whose id begins so."""
    return _select(tx, letters.c.id.startswith(beginning.lower(), autoescape=True))


def in_states(tx: Tx, states: Collection[str]) -> tuple[LetterRow, ...]:
    """Give the letters in these states, in the order in which they were written."""
    return _select(tx, letters.c.state.in_(list(states)))


def of_agency(tx: Tx, agency: str, year: int) -> tuple[LetterRow, ...]:
    """Give every letter to an agency about a year, in the order in which they were written."""
    return _select(tx, letters.c.agency == agency, letters.c.year == year)


def courses(tx: Tx, agency: str | None, count: int | None = None) -> tuple[LetterCourse, ...]:
    """Give the course of the letters to an agency about any year (None: to the office), the newest first."""
    columns = [letters.c[f.name] for f in fields(LetterCourse) if f.name != "cases"]
    query = select(*columns).where(letters.c.agency == agency).order_by(letters.c.number.desc()).limit(count)
    rows = tx.execute(query).mappings().all()
    spoken_of = _cases(tx, [row["number"] for row in rows])
    return tuple(record_of(LetterCourse, row, cases=tuple(spoken_of.get(row["number"], ()))) for row in rows)


def of_case(tx: Tx, digest: str) -> tuple[LetterRow, ...]:
    """Give every letter that speaks of a case, in the order in which they were written."""
    speaking = select(letter_cases.c.letter).where(letter_cases.c.case_digest == digest)
    return _select(tx, letters.c.number.in_(speaking))


def count(tx: Tx, state: str) -> int:
    """Count the letters in a state."""
    return tx.execute(select(func.count()).select_from(letters).where(letters.c.state == state)).scalar_one()


def next_due(tx: Tx, now: datetime) -> LetterRow | None:
    """Give the oldest letter that may be tried now: due, not claimed, and the first still waiting of its thread."""
    earlier = letters.alias()
    waits = exists().where(
        earlier.c.thread == letters.c.thread,
        earlier.c.number < letters.c.number,
        earlier.c.state.in_(_WAITING),
    )
    return next(iter(_select(tx, _free(now), ~waits, limit=1)), None)


def take(tx: Tx, letter_id: str, now: datetime, claim: Mapping[str, Any]) -> bool:
    """Change a letter only if it is still free; tell whether it was. Of two who try, one gets it."""
    statement = update(letters).where(letters.c.id == letter_id, _free(now)).values(**claim)
    return tx.execute(statement).rowcount == 1


def change(tx: Tx, ids: Iterable[str], states: Collection[str], values: Mapping[str, Any]) -> int:
    """Change the letters of these ids that are in one of these states; gives how many there were."""
    same = (letters.c.id.in_(list(ids)), letters.c.state.in_(list(states)))
    return tx.execute(update(letters).where(*same).values(**values)).rowcount


def _free(now: datetime) -> ColumnElement[bool]:
    due = or_(letters.c.next_attempt_at.is_(None), letters.c.next_attempt_at <= now)
    left = and_(letters.c.state == CLAIMED, letters.c.claim_expires_at <= now)
    return or_(and_(letters.c.state == QUEUED, due), left)


def _select(tx: Tx, *conditions: ColumnElement[bool], limit: int | None = None) -> tuple[LetterRow, ...]:
    query = select(letters).where(*conditions).order_by(letters.c.number).limit(limit)
    rows = tx.execute(query).mappings().all()
    spoken_of = _cases(tx, [row["number"] for row in rows])
    return tuple(record_of(LetterRow, row, cases=tuple(spoken_of.get(row["number"], ()))) for row in rows)


def _cases(tx: Tx, numbers: list[int]) -> dict[int, list[str]]:
    query = select(letter_cases).where(letter_cases.c.letter.in_(numbers)).order_by(letter_cases.c.position)
    spoken_of: dict[int, list[str]] = {}
    for row in tx.execute(query):
        spoken_of.setdefault(row.letter, []).append(row.case_digest)
    return spoken_of
