"""Asks about figures of last year that the text restates otherwise than last year's report has them (Y-06)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from monitor.extraction import SectionText
from monitor.form import Verdict, load_edition
from monitor.rules.evidence import severity_of
from monitor.rules.figures import Mention, Sentence
from monitor.rules.figures.fold import fold
from monitor.rules.figures.scope import Whose, time_of
from monitor.rules.given import Given
from monitor.rules.last_year.pair import Pair, of_last, of_pair
from monitor.rules.model import Evidence, Finding, Outcome, Quote
from monitor.rules.text import home_of, mentions_of
from monitor.rules.text_against_tables.changes import changes_of
from monitor.rules.text_against_tables.claims import Cells
from monitor.rules.text_against_tables.compare import Known, known
from monitor.rules.text_against_tables.context import without_carrying
from monitor.rules.text_against_tables.statements import plain
from monitor.rules.text_against_tables.walk import wholes

CODE = "Y-06"
_COMPARED = frozenset({"X-01", "X-02", "X-03", "X-04"})
"""Rules that say what applications and disputes the words count; documents of a year are spoken of in many ways."""


@dataclass(frozen=True, slots=True)
class Restated:
    """Holds a figure that the text gives for last year, and the cells that it may mean."""

    value: Decimal
    phrase: str
    sentence: Sentence
    fits: tuple[Cells, ...]


def _restated(pair: Pair) -> Iterator[Outcome | Finding]:
    told = _as_of_last_year(pair)
    found = (*_in_sentences(told), *_in_comparisons(pair))
    for said in found:
        verdict, meant, number = _held_against(said, known(told))
        yield Outcome(CODE, verdict, meant)
        if verdict is Verdict.FAIL:
            yield _finding(pair, said, meant, number)
    if not found:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)


restated = of_pair(CODE, _restated)


def _as_of_last_year(pair: Pair) -> Given:
    """Give the sections that name last year, as if they stood in its report: what they say of it is its own."""
    reading, last, year = pair.given.reading, pair.last, f"{pair.last.year}年"
    named = tuple(s for s in reading.sections if year in _folded(s))
    preamble = reading.preamble if any(year in fold(p.text) for p in reading.preamble) else ()
    hybrid = replace(last, preamble=preamble, sections=named)
    edition = load_edition(last.edition)
    subject = replace(pair.given.subject, reading=hybrid, edition=edition, year=last.year, earlier=())
    return Given(hybrid, edition, subject)


def _folded(section: SectionText) -> str:
    return fold(section.text)


def _in_sentences(told: Given) -> Iterator[Restated]:
    """Give the figures whose words name last year: 2022年，共收到申请31件."""
    for meaning, claim in wholes(told):
        exact = meaning.mention.figure.exact and not claim.at_most
        if claim.code in _COMPARED and exact and _names_the_year(meaning.mention, told):
            yield Restated(claim.value, claim.phrase, claim.sentence, claim.fits)


def _names_the_year(mention: Mention, told: Given) -> bool:
    """Tell whether the nearest words that name a time name the year by its number, and nothing else."""
    home = home_of(told)
    words = (without_carrying(w) for w in (mention.before, *reversed(mention.earlier)))
    timed = next((w for w in words if time_of(w, home) is not Whose.UNSAID), "")
    return time_of(timed, home) is Whose.OWN and f"{home.year}年" in timed


def _in_comparisons(pair: Pair) -> Iterator[Restated]:
    """Give the figures beside this year's that it is compared with: 收到申请40件，较2022年的31件增长29%."""
    given = pair.given
    claims = {id(meaning.mention): claim for meaning, claim in wholes(given)}
    for mentions in mentions_of(given):
        if any(id(m) in claims for m in mentions):
            for change in changes_of(mentions, home_of(given).year):
                claim, last = claims.get(id(change.now)), _last_named(mentions, change.last)
                if claim and last and claim.code in _COMPARED and not claim.at_most and change.is_share:
                    yield Restated(last.figure.value, last.phrase, last.sentence, claim.fits)


def _last_named(mentions: tuple[Mention, ...], last: Decimal | None) -> Mention | None:
    """Give the mention that states last year's figure; one that only follows from the change is stated nowhere."""
    return next((m for m in mentions if last is not None and m.figure.value == last and m.figure.unit != "%"), None)


def _held_against(said: Restated, figures: Known) -> tuple[Verdict, Cells, Decimal | None]:
    fits = figures.usable(said.fits)
    sums = [figures.sum(cells) for cells in fits]
    numbers = [Decimal(number) for number in sums if number is not None]
    if not fits:
        return Verdict.NOT_APPLICABLE, said.fits[0], None
    if said.value in numbers:
        return Verdict.PASS, fits[numbers.index(said.value)], said.value
    open_ = None in sums or figures.lacks_part(said.fits)
    return Verdict.UNCERTAIN if open_ else Verdict.FAIL, fits[0], numbers[0] if numbers else None


def _finding(pair: Pair, said: Restated, meant: Cells, number: Decimal | None) -> Finding:
    cells = (quote for p in meant if (quote := of_last(pair.last, p)) is not None)
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=meant,
        expected=plain(number) if number is not None else None,
        actual=plain(said.value),
        facts={"last": pair.last.year, "sentence": said.sentence.text, "phrase": said.phrase},
        evidence=Evidence(pair.given.reading.sha256, (Quote(said.sentence.text, said.sentence.place), *cells)),
    )
