"""Says of a case whether an agency may be told of it, chased for it, or told that it is over."""

from __future__ import annotations

from alerts.situation import Situation
from monitor.calendar import local_date
from monitor.cases import Case, State
from monitor.rules import Presence
from monitor.settings import Severity

CHASED = frozenset({Severity.VIOLATION, Severity.QUERY})
"""Severities that an agency is asked to act on; notes go along, `system` never reaches an agency."""
UNSETTLED = frozenset({State.OPEN, State.NOTIFIED, State.ACKNOWLEDGED})
OVER = frozenset({State.CORRECTED, State.VERIFIED})
_DEADLINES = frozenset({"D-01", "D-02", "D-03"})


def says_absent(case: Case) -> bool:
    """Tell whether the case claims that no report has been published (art. 49)."""
    return case.key.code in _DEADLINES and case.finding.get("variant") == "absent"


def proved_overdue(situation: Situation) -> bool:
    """Tell whether the absence was proved after the deadline: nothing less may be called overdue."""
    return (
        situation.presence is Presence.PROVED_ABSENT
        and situation.absent_at is not None
        and local_date(situation.absent_at) > situation.due
    )


def assertable(case: Case, situation: Situation) -> bool:
    """Tell whether what the case claims can be claimed today: never while the listing is in doubt."""
    if case.severity is Severity.SYSTEM or case.key.digest in situation.withdrawn:
        return False
    if says_absent(case):
        return proved_overdue(situation)
    return situation.presence is not Presence.UNKNOWN


def unsettled(situation: Situation) -> tuple[Case, ...]:
    """Give the cases that still ask something of the agency, acknowledged ones included."""
    return tuple(c for c in situation.cases if c.state in UNSETTLED and c.severity in CHASED)


def unwritten(situation: Situation) -> tuple[Case, ...]:
    """Give the cases that no letter speaks of that is still on its way."""
    return tuple(c for c in situation.cases if c.key.digest not in situation.unsent)
