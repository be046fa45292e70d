"""Sends what is due: claim, ask whether it still holds, hand over, mark. Every letter is one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from alerts import outbox
from alerts.channels import Channel, ChannelError, Delivery
from alerts.message import to_message
from alerts.model import Letter
from monitor.settings import Mail, Office
from monitor.store import Store, Tx, letters

ROUND = 50
"""Letters in one round: with a slow server it still ends within the lease."""


def _nothing(_: Tx, __: Letter, ___: datetime) -> None:
    """Do nothing more when a letter is sent."""


@dataclass(frozen=True, slots=True)
class Post:
    """Holds what sending needs to know, frozen for one round."""

    channel: Channel
    mail: Mail
    office: Office
    owner: str
    """Who claims: host and process."""
    still_holds: Callable[[Letter], bool]
    """Whether a letter still says what is so; else it is superseded."""
    on_sent: Callable[[Tx, Letter, datetime], None] = _nothing
    """What else is recorded in the transaction that marks a letter as sent (e.g. that its cases are notified)."""
    lease: timedelta = outbox.LEASE


@dataclass(slots=True)
class SendSummary:
    """Counts what a round did, by letter id."""

    sent: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    deferred: list[str] = field(default_factory=list)
    superseded: list[str] = field(default_factory=list)
    unavailable: str | None = None
    """Why the channel failed and ended the round, or None."""
    more: bool = False
    """Whether there may be more to send now."""


def send_due(store: Store, post: Post, now: datetime) -> SendSummary:
    """Send what is due at `now`, oldest first; ends at once when the channel itself fails.

    An unexpected error sets its letter aside for later and is raised: the next round goes on with the others.
    """
    summary = SendSummary()
    if not post.channel.delivers:
        return summary
    for _ in range(ROUND):
        letter = outbox.claim(store, now, post.owner, post.lease)
        if letter is None:
            return summary
        _process(store, post, now, letter, summary)
        if summary.unavailable is not None:
            return summary
    summary.more = True
    return summary


def _process(store: Store, post: Post, now: datetime, letter: Letter, summary: SendSummary) -> None:
    try:
        if not post.still_holds(letter):
            with store.begin() as tx:
                outbox.supersede(tx, [letter.id], now)
            summary.superseded.append(letter.id)
            return
        _hand_over(store, post, now, letter, summary)
    except ChannelError as error:
        with store.begin() as tx:
            _failed(tx, now, letter, error, summary)
    except Exception as error:
        with store.begin() as tx:
            outbox.retry_later(tx, letter, now, type(error).__name__)
        raise


def _hand_over(store: Store, post: Post, now: datetime, letter: Letter, summary: SendSummary) -> None:
    message = to_message(letter, post.mail, post.office, now)
    with store.read() as tx:
        row = letters.get(tx, letter.id)
    done = row.delivered if row else ()
    wanted = [r for r in dict.fromkeys((*letter.to, *letter.cc)) if r not in done]
    delivery = post.channel.send(message, wanted)
    with store.begin() as tx:
        sent = _settle(tx, now, letter, delivery, summary)
        if sent and outbox.mark_sent(tx, letter, now, str(message["Message-ID"])):
            post.on_sent(tx, letter, now)


def _settle(tx: Tx, now: datetime, letter: Letter, delivery: Delivery, summary: SendSummary) -> bool:
    """Record what became of each recipient; tell whether the letter is sent."""
    delivered = outbox.note_delivered(tx, letter, delivery.accepted)
    if delivery.deferred:
        outbox.retry_later(tx, letter, now, _answers(delivery.deferred))
        summary.deferred.append(letter.id)
        return False
    if not delivered:
        outbox.mark_refused(tx, letter, now, _answers(delivery.refused))
        summary.refused.append(letter.id)
        return False
    if delivery.refused:
        outbox.tell_operator(tx, "recipient_refused", letter, now, _answers(delivery.refused))
    summary.sent.append(letter.id)
    return True


def _failed(tx: Tx, now: datetime, letter: Letter, error: ChannelError, summary: SendSummary) -> None:
    if error.everyone:
        outbox.put_back(tx, letter, error.detail)
        outbox.tell_operator(tx, "mail_failed", None, now, error.detail)
        summary.unavailable = error.detail
    elif error.permanent:
        outbox.mark_refused(tx, letter, now, error.detail)
        summary.refused.append(letter.id)
    else:
        outbox.retry_later(tx, letter, now, error.detail)
        summary.deferred.append(letter.id)


def _answers(answers: Mapping[str, str]) -> str:
    return "; ".join(f"{address}: {answer}" for address, answer in sorted(answers.items()))
