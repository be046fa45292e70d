"""Asks whether section one or five tells of the agency's own work where another's says the same (C-01)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.documents import Place
from monitor.extraction import Passage, SectionText
from monitor.form import Verdict
from monitor.rules.copying.likeness import LONG_ENOUGH, SECTIONS, share, share_at_least
from monitor.rules.copying.own import comparable, own_names, own_wording
from monitor.rules.copying.passages import Source, shared_passages
from monitor.rules.copying.wording import wording
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome
from monitor.rules.sketch import Sketch
from monitor.settings import Severity

CODE = "C-01"
ALIKE = 85
"""Percent of shingles in common."""
GIVEN_FROM = 5
"""Agencies that share a text from which on it was given to them, not copied from one to the other: a model that the
superior sent round is official wording too. That is worth a note, and no question."""
_GIVEN = "given_to_all"
_NAMED = 5
"""Agencies named; more are counted."""


def _same_text(given: Given) -> Iterator[Outcome | Finding]:
    if given.subject.others is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    for key in SECTIONS:
        section = given.reading.section(key)
        if section is None:
            yield Outcome(CODE, Verdict.NOT_APPLICABLE, (f"/sections/{key}",))
        else:
            yield from _of_section(section, given)


same_text = of_reading(CODE, _same_text)


def _of_section(section: SectionText, given: Given) -> Iterator[Outcome | Finding]:
    pointer = f"/sections/{section.key}"
    alike = _alike(section.key, given)
    if not alike:
        yield Outcome(CODE, Verdict.PASS, (pointer,))
    elif given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN, (pointer,))
    else:
        yield Outcome(CODE, Verdict.FAIL, (pointer,))
        yield _finding(section, alike, given)


def _alike(key: str, given: Given) -> list[tuple[int, Sketch]]:
    """Give the reports with the same text, each with how much of it is the same, the likest first."""
    found = []
    for other in comparable(given):
        own, theirs = own_wording(given, key), wording(other.paragraphs(key), other.names)
        long = min(own.length, theirs.length) >= LONG_ENOUGH
        if long and share_at_least(own.shingles, theirs.shingles, ALIKE):
            found.append((share(own.shingles, theirs.shingles), other))
    return sorted(found, key=lambda pair: (-pair[0], pair[1].author.id))


def _finding(section: SectionText, alike: Sequence[tuple[int, Sketch]], given: Given) -> Finding:
    percent, likest = alike[0]
    variant = _variant(len(alike))
    names = tuple(sorted(other.author.name for _, other in alike))
    passages = tuple(Passage(text, Place(source=likest.sha256)) for text in likest.paragraphs(section.key))
    theirs = Source(passages, likest.names, likest.author.name)
    quotes = shared_passages(Source(section.passages, own_names(given)), theirs)
    return Finding(
        code=CODE,
        severity=Severity.NOTE if variant == _GIVEN else severity_of(CODE),
        pointers=(f"/sections/{section.key}",),
        actual="、".join(names),
        variant=variant,
        facts={"others": names[:_NAMED], "count": len(names), "share": percent, "likest": likest.author.name},
        evidence=of_quotes(given.reading, *quotes),
    )


def _variant(others: int) -> str:
    if others + 1 >= GIVEN_FROM:
        return _GIVEN
    return "several" if others > 1 else "default"
