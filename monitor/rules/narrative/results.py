"""Asks governments for the results of appraisal, public review and accountability (N-02 … N-04; art. 50(4))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.form import Verdict
from monitor.rules.evidence import of_quotes
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote, Rule
from monitor.rules.narrative.passages import Passage, Told, speaking_of
from monitor.rules.narrative.text import read_whole
from monitor.rules.narrative.topics import Topic
from monitor.rules.text import sentences_of
from monitor.settings import Kind, Severity

GOVERNMENTS = frozenset({Kind.GOVERNMENT, Kind.TOWNSHIP})
"""Kinds that are people's governments: art. 50(4) speaks of 各级人民政府."""


def result_rule(topic: Topic) -> Rule:
    """Make the rule that asks for one result."""

    def rule(given: Given) -> Iterator[Outcome | Finding]:
        if _kind(given) not in GOVERNMENTS:
            yield Outcome(topic.code, Verdict.NOT_APPLICABLE)
            return
        text = sentences_of(given)
        spoken = tuple(speaking_of(topic, text))
        if any(p.told is Told.RESULT for p in spoken):
            yield Outcome(topic.code, Verdict.PASS)
        elif not read_whole(given):
            yield Outcome(topic.code, Verdict.UNCERTAIN)
        else:
            yield Outcome(topic.code, Verdict.FAIL)
            yield _finding(topic, given, spoken, len(text))

    return of_reading(topic.code, rule)


def _kind(given: Given) -> Kind | None:
    agency = given.subject.agency
    return given.subject.kind or (agency.kind if agency else None)


def _finding(topic: Topic, given: Given, spoken: Sequence[Passage], searched: int) -> Finding:
    quotes = (Quote(p.sentence.text, p.sentence.place) for p in spoken)
    return Finding(
        code=topic.code,
        severity=Severity.QUERY if spoken else topic.silent,
        variant="mention" if spoken else "silent",
        facts={
            "words": topic.words,
            "searched": searched,
            **({"sentence": spoken[0].sentence.text} if spoken else {}),
        },
        evidence=of_quotes(given.reading, *quotes),
    )
