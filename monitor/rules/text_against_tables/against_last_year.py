"""Holds changes that the text tells against last year's report (X-09)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from monitor.form import Verdict, load_edition
from monitor.rules.evidence import of_cells
from monitor.rules.given import Given, once
from monitor.rules.text import home_of, mentions_of
from monitor.rules.text_against_tables.changes import Change, changes_of
from monitor.rules.text_against_tables.claims import Cells, Claim
from monitor.rules.text_against_tables.compare import Known, is_contradicted, known
from monitor.rules.text_against_tables.statements import Statement, last_place, plain, rounded
from monitor.rules.text_against_tables.walk import wholes

_HUNDRED = Decimal(100)


def against_last_year(given: Given) -> Iterator[Statement]:
    """Give every change of a figure that last year's report has, too; nothing without that report."""
    last, year = _known_last(given), home_of(given).year
    if last is None:
        return
    claims = {id(meaning.mention): claim for meaning, claim in wholes(given)}
    for mentions in mentions_of(given):
        if any(id(m) in claims for m in mentions):
            for change in changes_of(mentions, year):
                claim = claims.get(id(change.now))
                if claim and _stands_alone(change) and not claim.at_most and not is_contradicted(claim, given):
                    yield from _statement(change, claim, last, given)


def _stands_alone(change: Change) -> bool:
    """Tell whether it is against last year's report; a percentage beside the units that it is of is X-07's."""
    return change.last is None or change.now is change.by


@once
def _known_last(given: Given) -> Known | None:
    """Give the figures of last year's report, read by its own edition."""
    reading = given.subject.last_year
    if reading is None:
        return None
    edition = load_edition(reading.edition)
    subject = replace(given.subject, reading=reading, edition=edition, year=reading.year, earlier=())
    return known(Given(reading, edition, subject))


def _statement(change: Change, claim: Claim, last: Known, given: Given) -> Iterator[Statement]:
    fits = last.usable(claim.fits)
    sums = [last.sum(cells) for cells in fits]
    figures = [Decimal(number) for number in sums if number is not None]
    if not fits or (change.is_share and not all(figures)):
        return
    if any(_agrees(change, before) for before in figures):
        verdict = Verdict.PASS
    else:
        verdict = Verdict.UNCERTAIN if None in sums or last.lacks_part(claim.fits) else Verdict.FAIL
    yield _told(change, fits[0], figures, verdict, given)


def _told(change: Change, cells: Cells, figures: list[Decimal], verdict: Verdict, given: Given) -> Statement:
    now, before = change.now.figure.value, figures[0] if figures else Decimal(0)
    expected = _by(change, before) if verdict is Verdict.FAIL else change.stated
    sentence, reading = change.now.sentence, given.subject.last_year
    end = change.by.figure.end if change.by is not change.now else change.now.figure.end + len(change.now.after)
    return Statement(
        sentence=sentence,
        phrase=sentence.text[change.now.start : end].strip("，；：、。（）,;:()"),
        expected=expected,
        actual=change.stated,
        verdict=verdict,
        variant="share" if change.is_share else "count",
        facts={"now": plain(now), "last": plain(before), "unit": change.now.figure.unit},
        pointers=cells,
        quotes=of_cells(reading, cells).quotes if reading else (),
    )


def _by(change: Change, before: Decimal) -> Decimal:
    """Compute the change from a figure of last year, in the way and with the decimals that the text has."""
    more = change.now.figure.value - before
    return rounded(more / before * _HUNDRED, change.by.figure.decimals) if change.is_share else more


def _agrees(change: Change, before: Decimal) -> bool:
    more = change.now.figure.value - before
    if not change.is_share:
        return more == change.stated
    return abs(more / before * _HUNDRED - change.stated) <= last_place(change.by.figure.decimals)
