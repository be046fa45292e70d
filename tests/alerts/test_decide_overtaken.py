"""Says when a letter that waits has been overtaken by events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from alerts.compose import compose
from alerts.decide import still_holds
from alerts.model import Letter, LetterState, Reason, Topic
from monitor.cases import Case, State
from monitor.rules import Presence
from monitor.settings import Letters
from tests.support.notices import notice
from tests.support.situations import DUE, absent, absent_case, at, case, context, notified, situation

NOW = at("2026-02-05")


def held(*topics: Topic) -> Letter:
    return compose(notice(*topics, held=True), context())


def findings(*cases: Case) -> Letter:
    return held(Topic(Reason.FINDINGS, cases))


def holds(letter: Letter, *cases: Case, **changes: object) -> bool:
    return still_holds(letter, situation(*cases, **changes), Letters(), NOW)


def waits_in(*cases: Case) -> frozenset[str]:
    return frozenset(c.key.digest for c in cases)


def test_a_letter_holds_while_nothing_has_changed() -> None:
    assert holds(findings(case()), case(), unsent=waits_in(case()))


@pytest.mark.parametrize("state", [State.CORRECTED, State.WAIVED, State.EXPLAINED, State.ACKNOWLEDGED])
def test_one_case_that_is_over_or_decided_on_overtakes_the_letter(state: State) -> None:
    one, other = case(), case("T3-01")
    changed = replace(other, state=state, changed_at=at("2026-02-04"))
    assert not holds(findings(one, other), one, changed, unsent=waits_in(one, other))


def test_a_case_that_is_gone_overtakes_the_letter() -> None:
    assert not holds(findings(case()))


def test_other_figures_overtake_the_letter() -> None:
    one = case()
    assert not holds(findings(one), one, unsent=waits_in(one), restated=waits_in(one))


def test_a_new_finding_overtakes_a_held_letter_so_that_one_letter_says_it_all() -> None:
    one, new = case(), case("T3-01")
    letter = findings(one)
    assert not holds(letter, one, new, unsent=waits_in(one))
    released = replace(letter, state=LetterState.QUEUED)
    assert holds(released, one, new, unsent=waits_in(one))


def test_doubt_about_the_listing_overtakes_every_claim() -> None:
    one = case()
    assert not holds(findings(one), one, unsent=waits_in(one), presence=Presence.UNKNOWN)


def test_a_report_published_meanwhile_overtakes_the_letter_that_calls_it_overdue() -> None:
    letter = held(Topic(Reason.OVERDUE, (absent_case(),), DUE))
    assert still_holds(letter, absent(absent_case()), Letters(), NOW)
    assert not holds(letter, absent_case())


def test_thanks_are_overtaken_when_the_gap_returns() -> None:
    over = replace(notified(case(), "2026-01-20"), state=State.VERIFIED)
    letter = replace(held(Topic(Reason.CLOSED, (over,))), state=LetterState.QUEUED)
    back = replace(over, state=State.OPEN, changed_at=at("2026-02-04"))
    assert holds(letter, over)
    assert not holds(letter, back)


@pytest.mark.parametrize(
    ("day", "presence", "still"),
    [
        ("2026-01-20", Presence.UNKNOWN, True),
        ("2026-01-20", Presence.PUBLISHED, False),
        ("2026-01-28", Presence.UNKNOWN, False),
        ("2026-02-01", Presence.UNKNOWN, False),
    ],
)
def test_a_reminder_holds_until_its_next_round_the_deadline_or_the_report(
    day: str, presence: Presence, *, still: bool
) -> None:
    topic = Topic(Reason.REMIND_BEFORE, due=DUE, presence=Presence.UNKNOWN)
    letter = compose(notice(topic, held=True), context(now=at("2026-01-17")))
    standing = situation(presence=presence, reminded_on=date(2026, 1, 17))
    assert still_holds(letter, standing, Letters(), at(day)) is still


def test_mails_to_the_office_always_hold() -> None:
    letter = compose(notice(Topic(Reason.DIGEST), agency=None, year=None), context())
    assert holds(letter)
