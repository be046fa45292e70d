"""Decides the mails of a step: at most one a day to an agency, and one a day to the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alerts.decide.lanes import COPIED, Lanes, lanes
from alerts.decide.office import office_mails
from alerts.decide.topics import exhausted, topics_of
from alerts.model import Notice, OperatorMatter, Reason, Topic
from alerts.situation import OfficeState, Situation
from monitor.calendar import local_date
from monitor.cases import Case
from monitor.settings import Settings

_URGENCY = (
    Reason.OVERDUE,
    Reason.REMINDER,
    Reason.FINDINGS,
    Reason.CORRECTED,
    Reason.CLOSED,
    Reason.REMIND_BEFORE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """Holds what there is to say about one situation today."""

    situation: Situation
    lanes: Lanes

    @property
    def urgency(self) -> tuple[int, int]:
        """Rank it among the years of one agency: by its leading reason, then the newest year."""
        return (_URGENCY.index(self.lanes.flowing[0].reason), -self.situation.year)


def decide(
    situations: Sequence[Situation], office: OfficeState, settings: Settings, now: datetime
) -> tuple[Notice, ...]:
    """Give the mails to be written now (`now` in UTC): to agencies in the order given, then to the office.

    An agency without a contact address gets no mail; the operator is told instead.
    """
    notices: list[Notice] = []
    standing = [_exhausted(s, cases, now) for s in situations if (cases := exhausted(s))]
    for said in _by_agency(situations, settings, local_date(now)).values():
        if said[0].situation.agency.contacts:
            notices.extend(_to_agency(said, settings, now))
        else:
            standing.append(_no_contact(said, now))
    return (*notices, *office_mails(situations, office, settings, now, tuple(standing)))


def _by_agency(situations: Sequence[Situation], settings: Settings, today: date) -> dict[str, list[_Said]]:
    spoken: dict[str, list[_Said]] = {}
    for situation in situations:
        if topics := topics_of(situation, settings.letters, today):
            said = _Said(situation, lanes(topics, situation, settings.letters))
            spoken.setdefault(situation.agency.id, []).append(said)
    return spoken


def _to_agency(said: list[_Said], settings: Settings, now: datetime) -> Iterator[Notice]:
    for each in said:
        # Each held reason is a mail of its own, so that the operator can release a round of reminders as a batch.
        for topic in each.lanes.held:
            yield _notice(each.situation, (topic,), settings, now, held=True)
    flowing = [each for each in said if each.lanes.flowing]
    if flowing and not any(each.situation.last_letter_on == local_date(now) for each in said):
        first = min(flowing, key=lambda each: each.urgency)
        yield _notice(first.situation, first.lanes.flowing, settings, now, held=False)


def _notice(
    situation: Situation, topics: tuple[Topic, ...], settings: Settings, now: datetime, *, held: bool
) -> Notice:
    agency = situation.agency
    copied = settings.letters.copy_supervisors and any(t.reason in COPIED for t in topics)
    return Notice(
        agency=agency,
        year=situation.year,
        topics=topics,
        to=agency.contacts,
        cc=tuple(s for s in agency.supervisors if s not in agency.contacts) if copied else (),
        at=now,
        held=held,
    )


def _no_contact(said: list[_Said], now: datetime) -> OperatorMatter:
    topics = [t for each in said for t in (*each.lanes.held, *each.lanes.copied, *each.lanes.plain)]
    reasons = sorted({str(t.reason) for t in topics})
    return OperatorMatter("no_contact", now, said[0].situation.agency.id, {"reasons": ", ".join(reasons)})


def _exhausted(situation: Situation, cases: tuple[Case, ...], now: datetime) -> OperatorMatter:
    named = ", ".join(f"{c.key.code} {c.id}" for c in cases)
    return OperatorMatter("reminders_exhausted", now, situation.agency.id, {"cases": named})
