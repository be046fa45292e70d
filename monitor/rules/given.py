"""Wraps the rules that need a reading, and shares among them what they derive from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar, TypeVarTuple

from monitor.extraction import Reading
from monitor.form import Edition, Verdict
from monitor.rules.model import Finding, Outcome, Rule, Subject


@dataclass(frozen=True, slots=True)
class Given:
    """Holds a subject whose reading and edition are known."""

    reading: Reading
    edition: Edition
    subject: Subject


Derived = TypeVar("Derived")
More = TypeVarTuple("More")
ReadingRule = Callable[[Given], Iterator[Outcome | Finding]]


def of_reading(code: str, rule: ReadingRule) -> Rule:
    """Make a Rule of one that needs a reading: without one, or before the unified form, it is not applicable."""

    def judged(subject: Subject) -> Iterator[Outcome | Finding]:
        if subject.reading is None or subject.edition is None or subject.predates_form:
            yield Outcome(code, Verdict.NOT_APPLICABLE)
        else:
            yield from rule(Given(subject.reading, subject.edition, subject))

    return judged


def once(derive: Callable[[Given, *More], Derived]) -> Callable[[Given, *More], Derived]:
    """Make a function of what is given answer once a subject; whatever rule asks again gets the same answer.

    What several rules need and is dear — sentences, figures with their words, values of a table — is derived by
    such a function. Its answer must be immutable and hold no Given; further arguments are part of the question and
    must be hashable. The answers live and die with the subject, so nothing is kept from one report to the next.
    """

    @wraps(derive)
    def asked(given: Given, *more: *More) -> Derived:
        kept, question = given.subject.kept, (derive, *more)
        if question not in kept:
            kept[question] = derive(given, *more)
        answer: Derived = kept[question]
        return answer

    return asked
