from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alerts import outbox
from alerts.channels import ChannelError, Delivery, open_channel
from alerts.model import Letter, LetterState, Reason
from alerts.sending import ROUND, SendSummary, send_due
from monitor.settings import Mail
from monitor.store import LetterRow, Matter, Store, letters, matters, open_store
from tests.support.letters import MAIL, NOON, Scripted, letter, minutes, post
from tests.support.mail import SmtpSink


def _write(store: Store, *written: Letter) -> None:
    with store.begin() as tx:
        for each in written:
            outbox.write(tx, each)


def _row(store: Store, of: Letter) -> LetterRow:
    with store.read() as tx:
        row = letters.get(tx, of.id)
    assert row is not None
    return row


def _matters(store: Store) -> list[Matter]:
    with store.read() as tx:
        return list(matters.untold(tx))


def _send(store: Store, channel: Scripted, at: datetime = NOON) -> SendSummary:
    return send_due(store, post(channel), at)


def _claims(store: Store, at: datetime = NOON) -> list[str]:
    claimed = []
    while (taken := outbox.claim(store, at, "host:1")) is not None:
        claimed.append(taken.id)
    return claimed


# Writing and releasing


def test_a_letter_comes_back_as_it_was_written(store: Store) -> None:
    written = letter(cc=("sup@yunchuan.example",), due_at=minutes(5), reasons=(Reason.OVERDUE, Reason.FINDINGS))
    _write(store, written)

    assert outbox.to_letter(_row(store, written)) == written
    with store.read() as tx:
        assert [row.id for row in letters.of_case(tx, "c2")] == [written.id]
        assert [row.id for row in letters.of_agency(tx, "lanxi-edu", 2025)] == [written.id]
        assert [row.id for row in letters.find(tx, written.id[:8])] == [written.id]


def test_a_letter_is_lost_with_the_transaction_of_its_cause(store: Store) -> None:
    def cause() -> None:
        with store.begin() as tx:
            outbox.write(tx, letter())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cause()
    assert _claims(store) == []


def test_only_held_and_queued_letters_can_be_written(store: Store) -> None:
    with pytest.raises(ValueError, match="held or queued"):
        _write(store, letter(state=LetterState.SENT))


def test_a_held_letter_waits_for_its_release_and_nothing_else_is_released(store: Store) -> None:
    held, other = letter(1, state=LetterState.HELD), letter(2, state=LetterState.HELD)
    _write(store, held, other)
    assert _claims(store) == []

    with store.begin() as tx:
        assert letters.count(tx, "held") == 2
        assert outbox.release(tx, [held.id], minutes(1), "王某") == 1
        assert outbox.release(tx, [held.id], minutes(2), "李某") == 0

    assert _claims(store) == [held.id]
    assert (_row(store, held).released_at, _row(store, held).released_by) == (minutes(1), "王某")
    assert _row(store, other).state == "held"


def test_what_events_have_overtaken_is_kept_and_never_sent(store: Store) -> None:
    held, queued, sent = letter(1, state=LetterState.HELD), letter(2), letter(3, agency="b")
    _write(store, sent)
    _send(store, Scripted())
    _write(store, held, queued)

    with store.begin() as tx:
        assert outbox.supersede(tx, [held.id, queued.id, sent.id], minutes(1), "published") == 2
        assert outbox.release(tx, [held.id], minutes(2), "王某") == 0

    assert _claims(store) == []
    assert (_row(store, held).state, _row(store, held).superseded_why) == ("superseded", "published")
    assert _row(store, sent).state == "sent"


# Claiming


def test_two_claimers_never_take_the_same_letter(store: Store, tmp_path: Path) -> None:
    _write(store, *(letter(n, agency=f"agency-{n}") for n in range(20)))

    def take_all(door: Store) -> list[str]:
        return _claims(door)

    with open_store(f"sqlite:///{tmp_path}/nianbao.db") as other, ThreadPoolExecutor(2) as pool:
        first, second = pool.map(take_all, (store, other))

    assert len(first) + len(second) == 20
    assert set(first).isdisjoint(second)


def test_the_letters_of_a_thread_are_claimed_one_after_the_other(store: Store) -> None:
    first, second, elsewhere = letter(1), letter(2), letter(3, agency="b")
    _write(store, first, second, elsewhere)

    assert _claims(store) == [first.id, elsewhere.id]
    with store.begin() as tx:
        outbox.mark_sent(tx, first, NOON, "<1@x>")
    assert _claims(store) == [second.id]


def test_another_year_of_the_agency_is_another_thread(store: Store) -> None:
    _write(store, letter(1), letter(2, year=2024))

    assert len(_claims(store)) == 2


def test_a_claim_that_ran_out_is_taken_by_the_next(store: Store) -> None:
    written = letter()
    _write(store, written)
    outbox.claim(store, NOON, "dead:1", timedelta(minutes=10))

    assert outbox.claim(store, minutes(9), "host:2") is None
    taken = outbox.claim(store, minutes(10), "host:2")
    assert taken == replace(written, state=LetterState.CLAIMED)
    assert _row(store, written).claimed_by == "host:2"


# Sending


def test_a_sent_letter_is_marked_with_its_message_id_and_never_sent_again(store: Store) -> None:
    written, channel = letter(), Scripted()
    _write(store, written)

    assert _send(store, channel, minutes(3)).sent == [written.id]
    assert _send(store, channel, minutes(99)) == SendSummary()
    row = _row(store, written)
    assert (row.state, row.sent_at, row.message_id) == ("sent", minutes(3), channel.ids[0])
    assert channel.ids == [f"<{written.id}@yunchuan.example>"]


def test_what_sending_causes_is_recorded_in_the_transaction_that_marks_it_sent(store: Store) -> None:
    written = letter()
    _write(store, written)

    def fail(*_: object) -> None:
        raise RuntimeError("the database is full")

    with pytest.raises(RuntimeError):
        send_due(store, post(Scripted(), on_sent=fail), NOON)
    assert _row(store, written).state == "queued"

    told: list[str] = []
    send_due(store, post(Scripted(), on_sent=lambda _, sent, __: told.append(sent.id)), minutes(1))
    assert told == [written.id]


def test_a_sender_killed_after_acceptance_sends_again_under_the_same_message_id(store: Store) -> None:
    written, channel = letter(), Scripted([KeyboardInterrupt()])
    _write(store, written)

    with pytest.raises(KeyboardInterrupt):
        _send(store, channel)
    assert _send(store, channel, NOON + outbox.LEASE - timedelta(seconds=1)) == SendSummary()
    assert _send(store, channel, NOON + outbox.LEASE).sent == [written.id]

    assert len(channel.ids) == 2
    assert len(set(channel.ids)) == 1


def test_a_late_acceptance_is_the_truth_even_after_the_claim_ran_out(store: Store) -> None:
    written = letter()
    _write(store, written)
    slow = outbox.claim(store, NOON, "slow:1")
    assert slow is not None
    outbox.claim(store, NOON + outbox.LEASE, "host:2")

    with store.begin() as tx:
        assert outbox.mark_sent(tx, slow, minutes(31), "<1@x>")
        assert not outbox.mark_sent(tx, slow, minutes(32), "<1@x>")
        outbox.retry_later(tx, slow, minutes(33), "too late")

    assert (_row(store, written).state, _row(store, written).sent_at) == ("sent", minutes(31))


def test_a_letter_that_no_longer_holds_is_superseded_and_the_next_one_sent(store: Store) -> None:
    stale, true = letter(1), letter(2)
    _write(store, stale, true)
    channel = Scripted()

    summary = send_due(store, post(channel, still_holds=lambda each: each.id != stale.id), NOON)

    assert (summary.superseded, summary.sent) == ([stale.id], [true.id])
    assert len(channel.sent) == 1


def test_a_round_is_bounded_and_says_that_there_may_be_more(store: Store) -> None:
    _write(store, *(letter(n) for n in range(ROUND + 1)))

    first = _send(store, Scripted())
    assert (len(first.sent), first.more) == (ROUND, True)
    assert (len(_send(store, Scripted()).sent), first.unavailable) == (1, None)


def test_with_mail_off_nothing_is_claimed_and_nothing_lost(store: Store) -> None:
    written = letter()
    _write(store, written)

    assert send_due(store, post(open_channel(Mail())), NOON) == SendSummary()
    assert (_row(store, written).state, _row(store, written).first_attempt_at) == ("queued", None)
    assert _matters(store) == []


# Failures


def test_a_permanent_refusal_becomes_a_matter_of_the_operator(store: Store) -> None:
    written, next_one = letter(1), letter(2)
    _write(store, written, next_one)

    summary = _send(store, Scripted([ChannelError("554 no", permanent=True)]))

    assert (summary.refused, summary.sent) == ([written.id], [next_one.id])
    (matter,) = _matters(store)
    assert (matter.code, matter.agency, matter.facts["detail"]) == ("letter_refused", "lanxi-edu", "554 no")
    assert (_row(store, written).state, _row(store, written).refused_at) == ("refused", NOON)


def test_an_address_that_is_none_is_refused_without_asking_the_server(store: Store) -> None:
    written, channel = letter(to=("li@lanxi.example\r\nBcc: all@x.example",)), Scripted()
    _write(store, written)

    assert _send(store, channel).refused == [written.id]
    assert channel.sent == []


def test_a_temporary_failure_is_tried_again_with_growing_pauses(store: Store) -> None:
    written, at, pauses = letter(), NOON, []
    _write(store, written)
    channel = Scripted([ChannelError("451 busy", permanent=False) for _ in range(8)])
    for _ in range(8):
        _send(store, channel, at)
        due = _row(store, written).next_attempt_at
        assert due is not None
        assert _send(store, channel, due - timedelta(seconds=1)) == SendSummary()
        pauses.append(int((due - at) / timedelta(minutes=1)))
        at = due

    assert pauses == [1, 5, 15, 60, 240, 360, 360, 360]
    assert _row(store, written).last_error == "451 busy"
    assert _send(store, channel, at).sent == [written.id]


def test_a_letter_that_waits_for_its_next_attempt_holds_up_its_thread_alone(store: Store) -> None:
    first, second, elsewhere = letter(1), letter(2), letter(3, agency="b")
    _write(store, first, second, elsewhere)

    summary = _send(store, Scripted([ChannelError("451 busy", permanent=False)]))

    assert (summary.deferred, summary.sent) == ([first.id], [elsewhere.id])
    assert _send(store, Scripted(), minutes(1)).sent == [first.id, second.id]


def test_a_letter_is_given_up_after_fourteen_days_and_not_before(store: Store) -> None:
    written, error = letter(), ChannelError("451 busy", permanent=False)
    _write(store, written)

    for at in (NOON, NOON + outbox.PATIENCE - timedelta(seconds=1)):
        assert _send(store, Scripted([error]), at).deferred == [written.id]
    assert _matters(store) == []
    _send(store, Scripted([error]), NOON + outbox.PATIENCE + timedelta(hours=1))

    assert [m.code for m in _matters(store)] == ["letter_given_up"]
    assert _row(store, written).state == "refused"


def test_a_channel_that_fails_ends_the_round_and_costs_no_letter_an_attempt(store: Store) -> None:
    written = [letter(n, agency=f"agency-{n}") for n in range(3)]
    _write(store, *written)
    channel = Scripted([ChannelError("connection refused", permanent=False, everyone=True)] * 2)

    for at in (NOON, minutes(5)):
        assert _send(store, channel, at).unavailable == "connection refused"

    assert len(channel.sent) == 2
    assert {(_row(store, w).state, _row(store, w).attempts) for w in written} == {("queued", 0)}
    assert [(m.code, m.facts["detail"]) for m in _matters(store)] == [("mail_failed", "connection refused")]
    assert _send(store, channel, minutes(5)).sent == [w.id for w in written]


def test_a_poisonous_letter_is_set_aside_before_its_error_is_raised(store: Store) -> None:
    poison, sound = letter(1), letter(2, agency="b")
    _write(store, poison, sound)
    channel = Scripted([RuntimeError("a bug")])

    with pytest.raises(RuntimeError, match="a bug"):
        _send(store, channel)

    assert _send(store, channel).sent == [sound.id]
    assert _row(store, poison).last_error == "RuntimeError"


# Several recipients


def test_recipients_refused_beside_others_are_told_to_the_operator(store: Store) -> None:
    written = letter(to=("li@lanxi.example", "gone@lanxi.example"))
    _write(store, written)

    partly = Delivery(("li@lanxi.example",), refused={"gone@lanxi.example": "550 unknown"})
    assert _send(store, Scripted([partly])).sent == [written.id]

    (matter,) = _matters(store)
    assert (matter.code, matter.facts["detail"]) == ("recipient_refused", "gone@lanxi.example: 550 unknown")


def test_recipients_put_off_are_tried_again_without_repeating_it_to_the_others(store: Store) -> None:
    written = letter(to=("li@lanxi.example",), cc=("busy@yunchuan.example", "li@lanxi.example"))
    _write(store, written)
    partly = Delivery(("li@lanxi.example",), deferred={"busy@yunchuan.example": "451 later"})
    channel = Scripted([partly])

    assert _send(store, channel).deferred == [written.id]
    assert _send(store, channel, minutes(1)).sent == [written.id]

    assert channel.asked == [("li@lanxi.example", "busy@yunchuan.example"), ("busy@yunchuan.example",)]


def test_a_letter_that_everybody_refuses_is_refused(store: Store) -> None:
    written = letter()
    _write(store, written)

    summary = _send(store, Scripted([Delivery((), refused={"li@lanxi.example": "550 unknown"})]))

    assert summary.refused == [written.id]
    assert [m.code for m in _matters(store)] == ["letter_refused"]


# The whole way over a real server


def test_a_server_that_was_down_gets_everything_in_order_and_once(store: Store) -> None:
    written = [letter(n, agency=f"agency-{n % 2}") for n in range(6)]
    _write(store, *written)
    with SmtpSink() as sink:
        mail = replace(MAIL, port=sink.port)
        sending = post(open_channel(mail), mail)
        sink.stop()
        for at in (NOON, minutes(5)):
            assert send_due(store, sending, at).unavailable is not None
        sink.start()
        assert send_due(store, sending, minutes(10)).sent == [w.id for w in written]
        assert send_due(store, sending, minutes(15)) == SendSummary()

        assert sink.ids == [f"<{w.id}@yunchuan.example>" for w in written]
