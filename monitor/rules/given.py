"""Wraps the rules that need a reading: without one, or before the unified form, they are not applicable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from monitor.extraction import Reading
from monitor.form import Edition, Verdict
from monitor.rules.model import Finding, Outcome, Rule, Subject


@dataclass(frozen=True, slots=True)
class Given:
    """Holds a subject whose reading and edition are known."""

    reading: Reading
    edition: Edition
    subject: Subject


ReadingRule = Callable[[Given], Iterator[Outcome | Finding]]


def of_reading(code: str, rule: ReadingRule) -> Rule:
    """Make a Rule of one that needs a reading."""

    def judged(subject: Subject) -> Iterator[Outcome | Finding]:
        if subject.reading is None or subject.edition is None or subject.predates_form:
            yield Outcome(code, Verdict.NOT_APPLICABLE)
        else:
            yield from rule(Given(subject.reading, subject.edition, subject))

    return judged
