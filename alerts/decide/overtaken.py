"""Says whether a letter that waits or is queued is still true: what events have overtaken is superseded."""

from __future__ import annotations

from datetime import datetime

from alerts.decide.standing import CHASED, OVER, assertable, says_absent, unwritten
from alerts.decide.topics import latest_round
from alerts.model import Letter, LetterState, Reason
from alerts.situation import Situation
from monitor.calendar import local_date
from monitor.cases import Case, State
from monitor.rules import Presence
from monitor.settings import Letters

_ASKING = frozenset({Reason.OVERDUE, Reason.FINDINGS, Reason.REMINDER, Reason.ESCALATION})
_TELLING = frozenset({Reason.CORRECTED, Reason.CLOSED})
_ASKED = frozenset({State.OPEN, State.NOTIFIED})


def still_holds(letter: Letter, situation: Situation, letters: Letters, now: datetime) -> bool:
    """Tell whether every statement of an unsent letter is still true of its agency and year.

    One stale statement is enough: the letter is superseded and the rest is said anew by `decide`.
    Mails to the office always hold.
    """
    if letter.agency is None:
        return True
    if Reason.REMIND_BEFORE in letter.reasons and not _reminder_holds(letter, situation, letters, now):
        return False
    return _cases_hold(letter, situation) and not _has_grown(letter, situation)


def _reminder_holds(letter: Letter, situation: Situation, letters: Letters, now: datetime) -> bool:
    today = local_date(now)
    if situation.presence is Presence.PUBLISHED or today > situation.due:
        return False
    # A round that nobody released gives way to the next one; the operator sees one batch, not two.
    begun = latest_round(situation.due, letters, today)
    return begun is None or local_date(letter.written_at) >= begun


def _cases_hold(letter: Letter, situation: Situation) -> bool:
    known = {c.key.digest: c for c in situation.cases}
    return all(d in known and _case_holds(known[d], letter, situation) for d in letter.cases)


def _case_holds(case: Case, letter: Letter, situation: Situation) -> bool:
    if case.changed_at > letter.written_at or case.key.digest in situation.restated:
        return False
    asked = case.state in _ASKED and not _TELLING.issuperset(letter.reasons) and assertable(case, situation)
    told = case.state in OVER and not _ASKING.issuperset(letter.reasons)
    return asked or told


def _has_grown(letter: Letter, situation: Situation) -> bool:
    """Tell whether a held first letter lacks what was found since: one letter shall say it all."""
    if letter.state is not LetterState.HELD or Reason.FINDINGS not in letter.reasons:
        return False
    return any(
        c.state is State.OPEN and c.severity in CHASED and not says_absent(c) and assertable(c, situation)
        for c in unwritten(situation)
    )
