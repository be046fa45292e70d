"""Keeps letters from the transaction of their cause until they are sent: at least once, recognisably once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from alerts.message import thread_of
from alerts.model import Letter, LetterState, Reason
from monitor.store import LetterRow, Matter, Store, Tx, letters, matters

LEASE = timedelta(minutes=30)
"""How long a claim holds: longer than a round can take, so that only a dead sender loses its letter."""
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 360))
"""Pauses after the first, second … failed attempt; the last one repeats."""
PATIENCE = timedelta(days=14)
"""How long a letter is tried before the operator has to look after it."""

_FREED: Mapping[str, Any] = MappingProxyType({"claimed_by": None, "claim_expires_at": None})
_UNSENT = (LetterState.HELD, LetterState.QUEUED, LetterState.CLAIMED)


def write(tx: Tx, letter: Letter) -> None:
    """Keep a letter, held or queued, in the transaction of its cause. Raises ValueError in any other state."""
    if letter.state not in {LetterState.HELD, LetterState.QUEUED}:
        raise ValueError(f"a new letter is held or queued, not {letter.state}")
    letters.add(tx, _row(letter))


def release(tx: Tx, ids: Collection[str], at: datetime, by: str) -> int:
    """Let held letters go; gives how many there were."""
    values = {"state": LetterState.QUEUED.value, "released_at": at, "released_by": by}
    return letters.change(tx, ids, [LetterState.HELD.value], values)


def supersede(tx: Tx, ids: Collection[str], at: datetime, why: str = "") -> int:
    """Mark letters that events have overtaken: kept, never sent; gives how many were still unsent."""
    values = {"state": LetterState.SUPERSEDED.value, "superseded_at": at, "superseded_why": why, **_FREED}
    return letters.change(tx, ids, [s.value for s in _UNSENT], values)


def claim(store: Store, now: datetime, owner: str, lease: timedelta = LEASE) -> Letter | None:
    """Take the oldest letter that is due, or whose claim ran out; None if there is none.

    Letters of one thread leave in the order in which they were written: while one waits, later ones wait too.
    """
    with store.begin() as tx:
        while (row := letters.next_due(tx, now)) is not None:
            taken = {
                "state": LetterState.CLAIMED.value,
                "claimed_by": owner,
                "claim_expires_at": now + lease,
                "first_attempt_at": row.first_attempt_at or now,
            }
            if letters.take(tx, row.id, now, taken):
                return to_letter(row, LetterState.CLAIMED)
    return None


def mark_sent(tx: Tx, letter: Letter, now: datetime, message_id: str) -> bool:
    """Record that a letter was accepted, even if its claim has run out; False if that was recorded before."""
    values = {"state": LetterState.SENT.value, "sent_at": now, "message_id": message_id, "last_error": None}
    unsent = [s.value for s in LetterState if s is not LetterState.SENT]
    return letters.change(tx, [letter.id], unsent, {**values, **_FREED}) == 1


def mark_refused(tx: Tx, letter: Letter, now: datetime, detail: str) -> None:
    """Record that a letter can never be delivered, and let the operator know."""
    values = {"state": LetterState.REFUSED.value, "refused_at": now, "last_error": detail, **_FREED}
    letters.change(tx, [letter.id], [LetterState.CLAIMED.value], values)
    tell_operator(tx, "letter_refused", letter, now, detail)


def retry_later(tx: Tx, letter: Letter, now: datetime, detail: str) -> None:
    """Put a letter off, longer each time; after 14 days it is the operator's."""
    row = letters.get(tx, letter.id)
    if row is None or row.state != LetterState.CLAIMED:
        return
    if now - (row.first_attempt_at or now) >= PATIENCE:
        values = {"state": LetterState.REFUSED.value, "refused_at": now, "last_error": detail, **_FREED}
        tell_operator(tx, "letter_given_up", letter, now, detail)
    else:
        pause = BACK_OFF[min(row.attempts, len(BACK_OFF) - 1)]
        values = {"attempts": row.attempts + 1, "next_attempt_at": now + pause, **_queued(detail)}
    letters.change(tx, [letter.id], [LetterState.CLAIMED.value], values)


def put_back(tx: Tx, letter: Letter, detail: str) -> None:
    """Give a claimed letter back untried: the channel failed, not the letter."""
    letters.change(tx, [letter.id], [LetterState.CLAIMED.value], _queued(detail))


def note_delivered(tx: Tx, letter: Letter, accepted: Collection[str]) -> tuple[str, ...]:
    """Add recipients that have accepted a letter; gives all of them, so that a retry leaves them out."""
    row = letters.get(tx, letter.id)
    delivered = (*(row.delivered if row else ()), *accepted)
    letters.change(tx, [letter.id], [s.value for s in LetterState], {"delivered": delivered})
    return delivered


def tell_operator(tx: Tx, code: str, letter: Letter | None, now: datetime, detail: str) -> None:
    """Keep a matter of the outbox for the operator; the same one is kept once until it was told."""
    facts = {"detail": detail}
    if letter is not None:
        facts |= {"letter": letter.id, "subject": letter.subject, "to": ", ".join(letter.to)}
    matters.add(tx, Matter(code, now, letter.agency if letter else None, facts))


def to_letter(row: LetterRow, state: LetterState | None = None) -> Letter:
    """Give the letter of a row."""
    return Letter(
        id=row.id,
        agency=row.agency,
        year=row.year,
        reasons=tuple(Reason(reason) for reason in row.reasons),
        cases=row.cases,
        to=row.recipients,
        cc=row.copies,
        subject=row.subject,
        text=row.text,
        html=row.html,
        written_at=row.written_at,
        state=state or LetterState(row.state),
        due_at=row.due_at,
    )


def _queued(detail: str) -> dict[str, Any]:
    return {"state": LetterState.QUEUED.value, "last_error": detail, **_FREED}


def _row(letter: Letter) -> LetterRow:
    return LetterRow(
        id=letter.id,
        agency=letter.agency,
        year=letter.year,
        thread=thread_of(letter.agency, letter.year),
        reasons=tuple(reason.value for reason in letter.reasons),
        cases=letter.cases,
        recipients=letter.to,
        copies=letter.cc,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        written_at=letter.written_at,
        state=letter.state.value,
        due_at=letter.due_at,
    )
