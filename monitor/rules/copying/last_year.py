"""Asks whether section five was written anew since last year (C-02)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor.extraction import Passage, Reading, SectionText
from monitor.form import Verdict
from monitor.rules.copying.likeness import share, share_at_least
from monitor.rules.copying.own import own_names
from monitor.rules.copying.passages import Source, shared_passages
from monitor.rules.copying.wording import Wording, wording
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome

CODE = "C-02"
ALIKE = 90
"""Percent of shingles in common."""
LONG_ENOUGH = 100
"""Characters of own words: two sentences that say the same again are no sign of copying."""
_KEY = "problems_and_improvements"
_POINTER = f"/sections/{_KEY}"


def _same_as_last_year(given: Given) -> Iterator[Outcome | Finding]:
    before, section = given.subject.last_year, given.reading.section(_KEY)
    was = before.section(_KEY) if before else None
    # The very same file again is no report of this year: that is told by S-07 and D-08.
    if before is None or section is None or was is None or before.sha256 == given.reading.sha256:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    now, then = (_wording(text, _names(given, before)) for text in (section, was))
    if min(now.length, then.length) < LONG_ENOUGH or not share_at_least(now.shingles, then.shingles, ALIKE):
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    elif given.reading.doubts or before.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN, (_POINTER,))
    else:
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield _finding(given, before, share(now.shingles, then.shingles))


same_as_last_year = of_reading(CODE, _same_as_last_year)


def _names(given: Given, before: Reading) -> tuple[str, ...]:
    """Give the names that either report may use: the agency may have been renamed."""
    return (*own_names(given), *((before.agency,) if before.agency else ()))


def _wording(section: SectionText, names: tuple[str, ...]) -> Wording:
    return wording((passage.text for passage in section.passages), names)


def _finding(given: Given, before: Reading, percent: int) -> Finding:
    names = _names(given, before)
    own = Source(_passages(given.reading), names)
    last = Source(tuple(_of(before, passage) for passage in _passages(before)), names, str(before.year))
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(_POINTER,),
        facts={"share": percent, "last": before.year},
        evidence=of_quotes(given.reading, *shared_passages(own, last)),
    )


def _passages(reading: Reading) -> tuple[Passage, ...]:
    section = reading.section(_KEY)
    return section.passages if section else ()


def _of(reading: Reading, passage: Passage) -> Passage:
    return replace(passage, place=replace(passage.place, source=passage.place.source or reading.sha256))
