"""Keeps cases and their history; a case changes by its events alone, and an event is never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, insert, select

from monitor.cases import Case, CaseEvent, CaseKey, Decision, State, apply
from monitor.store.engine import Tx
from monitor.store.rows import put, record_of, values_of
from monitor.store.tables import case_events, cases


def record(tx: Tx, events: Iterable[CaseEvent]) -> tuple[Case, ...]:
    """Append events and give the cases that they lead to, one a case, as they stand after the last event.

    Raises ValueError for an event that cannot happen to its case.
    """
    after: dict[CaseKey, Case] = {}
    for event in events:
        case = apply(after.get(event.key) or get(tx, event.key.digest), event)
        put(tx, cases, _case_values(case))
        tx.execute(insert(case_events).values(_event_values(event)))
        after[event.key] = case
    return tuple(after.values())


def load(tx: Tx, agency: str, year: int) -> tuple[Case, ...]:
    """Give every case of an agency's year, whatever its state, the oldest first."""
    return _select(tx, cases.c.agency == agency, cases.c.year == year)


def get(tx: Tx, digest: str) -> Case | None:
    """Give the case of this digest, or None."""
    return next(iter(_select(tx, cases.c.digest == digest)), None)


def find(tx: Tx, beginning: str) -> tuple[Case, ...]:
    """Give the cases whose digest begins so: what people type is the short id."""
    return _select(tx, cases.c.digest.startswith(beginning.lower(), autoescape=True))


def in_states(tx: Tx, states: Collection[State]) -> tuple[Case, ...]:
    """Give the cases in these states, the oldest first."""
    return _select(tx, cases.c.state.in_(list(states)))


def history(tx: Tx, digest: str) -> tuple[CaseEvent, ...]:
    """Give everything that happened to a case, the oldest first."""
    case = get(tx, digest)
    if case is None:
        return ()
    query = select(case_events).where(case_events.c.case_digest == digest).order_by(case_events.c.number)
    return tuple(record_of(CaseEvent, row, key=case.key, by=row["actor"]) for row in tx.execute(query).mappings())


def proofs(tx: Tx, states: Collection[State]) -> frozenset[str]:
    """Give the ids of captures and the digests of documents that prove cases in these states, or ever did."""
    query = select(case_events.c.finding, case_events.c.sha256)
    query = query.join(cases, cases.c.digest == case_events.c.case_digest).where(cases.c.state.in_(list(states)))
    return frozenset(proof for finding, sha256 in tx.execute(query) for proof in _proofs(finding, sha256))


def _proofs(finding: Mapping[str, Any], sha256: str | None) -> Iterator[str]:
    evidence = finding.get("evidence") or {}
    yield from evidence.get("captures", ())
    yield from (digest for digest in (evidence.get("sha256"), sha256) if digest)


def _select(tx: Tx, *conditions: ColumnElement[bool]) -> tuple[Case, ...]:
    query = select(cases).where(*conditions).order_by(cases.c.opened_at, cases.c.digest)
    return tuple(_case(row) for row in tx.execute(query).mappings())


def _case(row: Mapping[Any, Any]) -> Case:
    return record_of(Case, row, key=record_of(CaseKey, row), decision=_decision(row))


def _decision(row: Mapping[Any, Any]) -> Decision | None:
    if row["decided_state"] is None:
        return None
    return Decision(
        state=row["decided_state"],
        by=row["decided_by"],
        reason=row["decided_why"],
        at=row["decided_at"],
        until=row["decided_until"],
    )


def _case_values(case: Case) -> dict[str, Any]:
    taken = case.decision
    return {
        **values_of(case, "key", "decision"),
        **values_of(case.key),
        "digest": case.key.digest,
        "decided_state": taken.state if taken else None,
        "decided_by": taken.by if taken else None,
        "decided_why": taken.reason if taken else None,
        "decided_at": taken.at if taken else None,
        "decided_until": taken.until if taken else None,
    }


def _event_values(event: CaseEvent) -> dict[str, Any]:
    return {**values_of(event, "key", "by"), "case_digest": event.key.digest, "actor": event.by}
