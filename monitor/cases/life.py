"""Folds events into a case: the one place that says what an event does to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.cases.model import Case, CaseEvent, Decision, EventKind, State

SHOWN = frozenset({EventKind.OPENED, EventKind.SEEN_AGAIN, EventKind.CHANGED, EventKind.REOPENED})
"""Events at which a source showed the finding."""
_CHASED = frozenset({State.NOTIFIED, State.ACKNOWLEDGED})


def apply(case: Case | None, event: CaseEvent) -> Case:
    """Give the case after an event. Raises ValueError if it opens a known case or happens to an unknown one."""
    if (case is None) != (event.kind is EventKind.OPENED):
        raise ValueError(f"{event.kind} cannot happen to {'a known' if case else 'an unknown'} case")
    if case is None:
        return _opened(event)
    after = replace(
        case,
        state=event.state,
        severity=event.severity,
        finding=event.finding,
        changed_at=case.changed_at if event.state is case.state else event.at,
        sha256=event.sha256 if event.kind in SHOWN else case.sha256,
    )
    return _with_effect(after, case, event)


def history(events: Iterable[CaseEvent]) -> Case:
    """Give the case that a whole history, oldest first, leads to. Raises ValueError for an empty one."""
    case: Case | None = None
    for event in events:
        case = apply(case, event)
    if case is None:
        raise ValueError("a case without history")
    return case


def _opened(event: CaseEvent) -> Case:
    return Case(
        key=event.key,
        state=event.state,
        severity=event.severity,
        finding=event.finding,
        opened_at=event.at,
        changed_at=event.at,
        sha256=event.sha256,
    )


def _with_effect(after: Case, before: Case, event: CaseEvent) -> Case:
    if event.kind is EventKind.NOTIFIED:
        more = 1 if before.state in _CHASED else 0
        return replace(after, last_letter_at=event.at, reminders=before.reminders + more)
    if event.kind is EventKind.DECIDED:
        return replace(after, decision=Decision(event.state, event.by, event.note, event.at, event.until))
    if event.kind is EventKind.REOPENED:
        # A new round begins: what was decided or chased before stands in the history.
        return replace(after, decision=None, reminders=0)
    return after
