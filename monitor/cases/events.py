"""Builds the events that letters and people cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from monitor.cases.model import Case, CaseEvent, Decision, EventKind, State
from monitor.cases.settled import is_settled

_DECIDABLE = frozenset({State.ACKNOWLEDGED, State.EXPLAINED, State.WAIVED})
_OVER = frozenset({State.VERIFIED, State.CLOSED})


def event_of(case: Case, kind: EventKind, state: State, at: datetime) -> CaseEvent:
    """Give an event that leaves everything but the state of a case as it is."""
    return CaseEvent(case.key, kind, at, state, case.severity, case.finding, case.sha256)


def notified(case: Case, at: datetime, note: str = "") -> CaseEvent:
    """Say that the agency was written to about a case; `note` is the reason of the letter.

    A settled case is closed by it: the agency has been told, and nothing is left that it could do.
    """
    state = State.NOTIFIED if case.state is State.OPEN else case.state
    if is_settled(case) and case.state in {State.OPEN, State.NOTIFIED}:
        state = State.CLOSED
    return replace(event_of(case, EventKind.NOTIFIED, state, at), note=note)


def closed(case: Case, at: datetime, note: str = "") -> CaseEvent:
    """Say that the agency was told that its gap is closed."""
    return replace(event_of(case, EventKind.CLOSED, State.CLOSED, at), note=note)


def decide_case(case: Case, decision: Decision) -> CaseEvent:
    """Record what a person decided.

    Raises ValueError for a state that no person can decide, a case that is over, or a decision without name
    or reason.
    """
    if decision.state not in _DECIDABLE:
        raise ValueError(f"{decision.state} is not decided by a person")
    if case.state in _OVER:
        raise ValueError(f"case {case.id} is {case.state}: there is nothing left to decide")
    if not decision.by.strip() or not decision.reason.strip():
        raise ValueError("a decision needs the name of who took it, and a reason")
    event = event_of(case, EventKind.DECIDED, decision.state, decision.at)
    return replace(event, by=decision.by, note=decision.reason, until=decision.until)
