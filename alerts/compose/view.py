"""Builds what the templates see of a mail: words, numbers and tables, nothing left to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from alerts.compose.findings import Page, drawings, views
from alerts.compose.model import ComposeContext, ExhibitView, LineView, MailView, MatterView, TopicView
from alerts.compose.phrases import Phrases, phrases
from alerts.compose.scrub import scrub
from alerts.compose.values import shown
from alerts.model import AgencyLine, Notice, OperatorMatter, Reason
from monitor.calendar import local_date
from monitor.rules import Presence
from monitor.settings import Office, Severity

_DIGEST_SHOWN = 16
"""Hexadecimal digits of a digest that a mail shows; the archive knows the rest."""
_DRAWN = frozenset({Reason.FINDINGS, Reason.REMINDER, Reason.ESCALATION})
"""Reasons that show tables: what is corrected is not drawn with its old faults."""


def view_of(notice: Notice, context: ComposeContext) -> MailView:
    """Build the view of a notice. Raises KeyError for a finding without words in the language."""
    say = phrases(context.language)
    agency = notice.agency
    reading = context.readings.get((agency.id, notice.year)) if agency and notice.year else None
    return MailView(
        office=_scrubbed(context.office),
        agency=scrub(agency.name) if agency else "",
        kind=str(agency.kind) if agency else "",
        year=notice.year or 0,
        topics=tuple(_topics(notice, Page(say, notice.year, reading))),
        exhibits=tuple(_exhibits(notice, context, say)),
        lines=tuple(_line(line, say, local_date(context.now)) for line in notice.lines),
        matters=tuple(_matter(matter, notice, say) for matter in notice.matters),
        waiting=notice.waiting,
        now=say.instant(context.now),
        today=say.day(local_date(context.now)),
        reply_days=context.reply_working_days,
        letter_id=scrub(context.letter_id),
    )


def _topics(notice: Notice, page: Page) -> Iterator[TopicView]:
    first = 1
    for topic in notice.topics:
        yield TopicView(
            reason=str(topic.reason),
            findings=views(topic.cases, first, page),
            drawings=drawings(topic.cases, first, page) if topic.reason in _DRAWN else (),
            due=page.say.day(topic.due) if topic.due else "",
            seen_absent=topic.presence is Presence.PROVED_ABSENT,
            round=1 + max((c.reminders for c in topic.cases), default=0),
        )
        first += len(topic.cases)


def _exhibits(notice: Notice, context: ComposeContext, say: Phrases) -> Iterator[ExhibitView]:
    """Cite every capture that the mail rests on, once."""
    cited: dict[str, ExhibitView] = {}
    for name, is_digest in _cited(notice):
        if exhibit := context.exhibits.get(name):
            at = say.instant(exhibit.captured_at)
            cited[exhibit.sha256] = ExhibitView(exhibit.sha256[:_DIGEST_SHOWN], at, scrub(exhibit.address))
        elif is_digest:
            cited.setdefault(name, ExhibitView(name[:_DIGEST_SHOWN], "", ""))
    yield from cited.values()


def _cited(notice: Notice) -> Iterator[tuple[str, bool]]:
    """Give the names of the captures cited, and whether each is a digest (else it is the id of a capture)."""
    for topic in notice.topics:
        for case in topic.cases:
            evidence = case.finding["evidence"]
            yield from ((capture, False) for capture in evidence["captures"])
            if evidence["sha256"]:
                yield evidence["sha256"], True


def _line(line: AgencyLine, say: Phrases, today: date) -> LineView:
    graded = Counter(c.severity for c in line.open_cases)
    return LineView(
        agency=scrub(line.agency.name),
        year=line.year,
        presence=line.standing(today),
        detail=_detail(line, say),
        due=line.due.isoformat() if line.due else "",
        points=say("digest.and").join(f"{say(f'severity.{s}')} {graded[s]}" for s in Severity if graded[s]),
        open_points=graded[Severity.VIOLATION] + graded[Severity.QUERY],
    )


def _detail(line: AgencyLine, say: Phrases) -> str:
    """Say when the report was published, and what troubles its listing (a published report may be gone again)."""
    known = [line.published_on.isoformat()] if line.published_on else []
    trouble = line.trouble or ("not_visited" if line.presence is Presence.UNKNOWN else None)
    return say("digest.and").join(known + ([say.by_code("trouble", scrub(trouble))] if trouble else []))


def _matter(matter: OperatorMatter, notice: Notice, say: Phrases) -> MatterView:
    names = {line.agency.id: line.agency.name for line in notice.lines}
    facts = (say("matter.facts", name=k, value=_fact(k, shown(v), say)) for k, v in matter.facts.items() if v)
    return MatterView(
        code=scrub(matter.code),
        says=say.by_code("matter", scrub(matter.code)),
        at=say.instant(matter.at),
        agency=scrub(names.get(matter.agency or "", matter.agency or "")),
        facts="; ".join(facts),
    )


def _fact(name: str, value: str, say: Phrases) -> str:
    return say.by_code("trouble", value) if name == "trouble" else value


def _scrubbed(office: Office) -> Office:
    return replace(
        office,
        name=scrub(office.name),
        email=scrub(office.email),
        phone=scrub(office.phone or "") or None,
        address=scrub(office.address or "") or None,
    )
