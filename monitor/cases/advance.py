"""Advances the cases of one agency and year by what an examination has shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from monitor.cases.events import event_of
from monitor.cases.identity import key_of
from monitor.cases.life import apply
from monitor.cases.model import Case, CaseEvent, CaseKey, EventKind, State
from monitor.cases.seen import Seen
from monitor.cases.settled import is_settled, marked, settles
from monitor.cases.silence import COMPARED, compares, corrected, unsupported, verified
from monitor.rules import Finding, Outcome
from monitor.settings import TIME_ZONE

_DONE = frozenset({State.CORRECTED, State.VERIFIED, State.CLOSED})
_FIGURES = ("expected", "actual", "severity", "variant")
PUBLISHED_LATE = "published_late"
"""Note of the events that close a deadline case whose report came after the deadline."""


def advance(
    known: Sequence[Case], findings: Sequence[Finding], outcomes: Sequence[Outcome], seen: Seen
) -> tuple[CaseEvent, ...]:
    """Give what happened to the cases of `seen.agency` and `seen.year`, in the order in which it is to be recorded.

    `known` are all cases of that agency and year, whatever their state; an unchanged world gives no event.
    """
    cases = {case.key: case for case in known}
    shown = _by_key(findings, seen)
    events = [e for key, finding in shown.items() for e in _shown(cases.get(key), key, finding, seen)]
    events += [e for case in _silent(known, shown, seen) for e in _not_shown(case, outcomes, seen)]
    return tuple(events)


def withdrawn(known: Sequence[Case], findings: Sequence[Finding], seen: Seen) -> tuple[Case, ...]:
    """Give the live cases that our own rules no longer uphold on an unchanged source.

    The agency corrected nothing, so they are not corrected; but they are in doubt, so nobody is to be reminded
    of them until the operator has looked.
    """
    silent = _silent(known, _by_key(findings, seen), seen)
    return tuple(c for c in silent if c.state not in _DONE and unsupported(c, seen))


def _by_key(findings: Sequence[Finding], seen: Seen) -> dict[CaseKey, Finding]:
    shown: dict[CaseKey, Finding] = {}
    for finding in findings:
        shown.setdefault(key_of(seen.agency, seen.year, finding), finding)
    return shown


def _silent(known: Sequence[Case], shown: Mapping[CaseKey, Finding], seen: Seen) -> tuple[Case, ...]:
    return tuple(c for c in known if c.key not in shown and c.key.code in seen.checked)


def _shown(case: Case | None, key: CaseKey, finding: Finding, seen: Seen) -> Iterator[CaseEvent]:
    event = CaseEvent(key, EventKind.OPENED, seen.at, State.OPEN, finding.severity, _kept(finding, seen), seen.sha256)
    if case is None:
        yield event
    elif settles(key.code, seen):
        yield from _late(case, event)
    elif _returned(case, event):
        yield replace(event, kind=EventKind.REOPENED)
    else:
        yield from _seen_again(case, event)


def _kept(finding: Finding, seen: Seen) -> Mapping[str, Any]:
    json = marked(seen.worded(finding), settled=settles(finding.code, seen))
    return {**json, COMPARED: sorted(seen.compared)} if compares(finding.code) else json


def _returned(case: Case, event: CaseEvent) -> bool:
    if case.decision and case.decision.until and event.at.astimezone(TIME_ZONE).date() > case.decision.until:
        return True
    # What was explained or waived stays so when the very same figures come back after a correction.
    return case.state in _DONE and not (_stands(case) and not _changed(case, event))


def _stands(case: Case) -> bool:
    return case.decision is not None and case.decision.state is not State.ACKNOWLEDGED


def _seen_again(case: Case, event: CaseEvent) -> Iterator[CaseEvent]:
    state = case.decision.state if case.decision and case.state in _DONE else case.state
    if _changed(case, event):
        yield replace(event, kind=EventKind.CHANGED, state=state)
    elif state is not case.state or _elsewhere(case, event):
        yield replace(event, kind=EventKind.SEEN_AGAIN, state=state)


def _changed(case: Case, event: CaseEvent) -> bool:
    return is_settled(case) or _reworded(case, event)


def _reworded(case: Case, event: CaseEvent) -> bool:
    return any(case.finding.get(name) != event.finding.get(name) for name in _FIGURES)


def _elsewhere(case: Case, event: CaseEvent) -> bool:
    return case.sha256 != event.sha256 or case.finding.get(COMPARED) != event.finding.get(COMPARED)


def _late(case: Case, event: CaseEvent) -> Iterator[CaseEvent]:
    """Close the gap of an absent report by its late publication; what nobody was told yet is told once."""
    if not is_settled(case) or _reworded(case, event) or _elsewhere(case, event):
        changed = replace(event, kind=EventKind.CHANGED, state=case.state, note=PUBLISHED_LATE)
        yield changed
        case = apply(case, changed)
    untold = case.state is State.OPEN and case.last_letter_at is None
    if case.state in _DONE or untold:
        return
    for kind, state in ((EventKind.CORRECTED, State.CORRECTED), (EventKind.VERIFIED, State.VERIFIED)):
        yield replace(event_of(case, kind, state, event.at), sha256=event.sha256, note=PUBLISHED_LATE)


def _not_shown(case: Case, outcomes: Sequence[Outcome], seen: Seen) -> Iterator[CaseEvent]:
    live = case.state not in _DONE
    if live and not corrected(case, outcomes, seen):
        return
    if live:
        yield replace(event_of(case, EventKind.CORRECTED, State.CORRECTED, seen.at), sha256=seen.sha256)
    if (live or case.state is State.CORRECTED) and verified(case, outcomes, seen):
        yield replace(event_of(case, EventKind.VERIFIED, State.VERIFIED, seen.at), sha256=seen.sha256)
