"""Asks at once about personal data in the text: identity-card numbers, mobile numbers of persons (A-05)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Passage, Personal, PersonalData, masked, personal_data
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote

CODE = "A-05"


def _personal(given: Given) -> Iterator[Outcome | Finding]:
    found = tuple(_found(given))
    yield Outcome(CODE, Verdict.FAIL if found else Verdict.PASS)
    yield from found


personal = of_reading(CODE, _personal)


def _found(given: Given) -> Iterator[Finding]:
    """Give one finding a passage; what is quoted is masked already, so nothing of it ever leaves this rule."""
    reading = given.reading
    for passages in (reading.preamble, *(s.passages for s in reading.sections)):
        text = "\n".join(p.text for p in passages)
        if data := tuple(personal_data(text)):
            yield from _in_passages(passages, data, masked(text), given)


def _in_passages(
    passages: tuple[Passage, ...], data: tuple[PersonalData, ...], plain: str, given: Given
) -> Iterator[Finding]:
    start = 0
    for passage in passages:
        end = start + len(passage.text)
        inside = tuple(d for d in data if start <= d.start < end)
        if inside:
            numbers = tuple(plain[d.start : d.end] for d in inside)
            yield _finding(min(d.kind for d in inside), numbers, Quote(plain[start:end], passage.place), given)
        start = end + 1


def _finding(kind: Personal, numbers: tuple[str, ...], sentence: Quote, given: Given) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        variant=str(kind),
        facts={"numbers": numbers, "sentence": sentence.text},
        evidence=of_quotes(given.reading, sentence),
    )
