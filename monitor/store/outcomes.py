"""Keeps what every examination checked and found, with the versions that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from monitor.form import Verdict
from monitor.rules import Outcome
from monitor.settings import Severity
from monitor.store.engine import Tx
from monitor.store.model import Examination
from monitor.store.rows import record_of, values_of
from monitor.store.tables import examinations, findings, outcomes


def record(tx: Tx, examination: Examination, checked: Sequence[Outcome], found: Sequence[Mapping[str, Any]]) -> int:
    """Keep an examination with its outcomes and its findings (JSON of the contract); gives its number."""
    number = _number(tx, examination)
    if checked:
        tx.execute(insert(outcomes), [_outcome(number, *each) for each in enumerate(checked)])
    if found:
        tx.execute(insert(findings), [_finding(number, *each) for each in enumerate(found)])
    return number


def latest(tx: Tx, agency: str, year: int) -> tuple[int, Examination] | None:
    """Give the latest examination of an agency's year with its number, or None."""
    query = select(examinations).where(examinations.c.agency == agency, examinations.c.year == year)
    query = query.order_by(examinations.c.at.desc(), examinations.c.number.desc()).limit(1)
    row = tx.execute(query).mappings().one_or_none()
    return (row["number"], record_of(Examination, row)) if row else None


def of_examination(tx: Tx, number: int) -> tuple[Outcome, ...]:
    """Give the outcomes of an examination, in the order in which they were checked."""
    query = select(outcomes).where(outcomes.c.examination == number).order_by(outcomes.c.position)
    return tuple(record_of(Outcome, row) for row in tx.execute(query).mappings())


def findings_of(tx: Tx, number: int) -> tuple[Mapping[str, Any], ...]:
    """Give the findings of an examination as JSON of the contract, in order."""
    query = select(findings.c.finding).where(findings.c.examination == number)
    return tuple(tx.execute(query.order_by(findings.c.position)).scalars())


def counts(tx: Tx, number: int) -> dict[Verdict, int]:
    """Count the outcomes of an examination; every verdict is named."""
    query = select(outcomes.c.verdict, func.count().label("number")).where(outcomes.c.examination == number)
    found = {row.verdict: row.number for row in tx.execute(query.group_by(outcomes.c.verdict))}
    return {verdict: found.get(verdict, 0) for verdict in Verdict}


def _number(tx: Tx, examination: Examination) -> int:
    statement = insert(examinations).values(values_of(examination)).returning(examinations.c.number)
    number: int = tx.execute(statement).scalar_one()
    return number


def _outcome(number: int, position: int, outcome: Outcome) -> dict[str, Any]:
    return {"examination": number, "position": position, **values_of(outcome)}


def _finding(number: int, position: int, finding: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "examination": number,
        "position": position,
        "code": finding["code"],
        "severity": Severity(finding["severity"]),
        "finding": finding,
    }
