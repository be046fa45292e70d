"""Turns findings over time into cases: their identity, their life, the decisions of people."""

from monitor.cases.advance import PUBLISHED_LATE, advance, withdrawn
from monitor.cases.events import closed, decide_case, notified
from monitor.cases.identity import key_of
from monitor.cases.life import apply, history
from monitor.cases.model import Case, CaseEvent, CaseKey, Decision, EventKind, State
from monitor.cases.seen import Seen
from monitor.cases.settled import is_settled

__all__ = [
    "PUBLISHED_LATE",
    "Case",
    "CaseEvent",
    "CaseKey",
    "Decision",
    "EventKind",
    "Seen",
    "State",
    "advance",
    "apply",
    "closed",
    "decide_case",
    "history",
    "is_settled",
    "key_of",
    "notified",
    "withdrawn",
]
