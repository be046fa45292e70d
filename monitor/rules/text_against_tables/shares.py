"""Holds every percentage against its own figures: 258件，占33.9%; 22件，比上年（31件）下降29% (X-07)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from monitor.form import Verdict
from monitor.rules.figures import Mention
from monitor.rules.given import Given
from monitor.rules.text import home_of, mentions_of
from monitor.rules.text_against_tables.changes import Change, changes_of
from monitor.rules.text_against_tables.claims import requests_total
from monitor.rules.text_against_tables.compare import known
from monitor.rules.text_against_tables.meaning import Count, Meaning
from monitor.rules.text_against_tables.statements import Statement, last_place, plain, rounded
from monitor.rules.text_against_tables.vocabulary import COMPARED, COUNTED, FOREIGN
from monitor.rules.text_against_tables.walk import Told, tell

_TAKES = re.compile(
    r"占(?:全部|所有|收到|受理|办结|答复|办理|接收|的|依申请公开|政府信息公开|信息公开|申请|总|件数|数量|数|量|件|比例|比重|比|为|达|：|约)*+"
)
_TOTAL = re.compile("共|总|合计|全年")
_BASES = frozenset({Count.RECEIVED, Count.HANDLED, Count.DISPUTE})
_CARRIED = frozenset({Count.CARRIED_IN, Count.CARRIED_OUT})
_TABLES = (("received",), ("received", "carried_in"), ("outcome_total",))
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Share:
    """Holds a part with the percentage that the text says it is."""

    part: Mention
    printed: Mention

    def is_of(self, base: Decimal, part: Decimal | None = None) -> bool:
        value, printed = self.part.figure.value if part is None else part, self.printed.figure
        return base > 0 and abs(value / base * _HUNDRED - printed.value) <= last_place(printed.decimals)


@dataclass(frozen=True, slots=True)
class _Base:
    """Holds a total that shares may be of."""

    value: Decimal
    asked: bool
    """Whether it counts applications or cases."""
    agreeing: int
    """How many of the shares agree with it."""


def percentages(given: Given) -> Iterator[Statement]:
    """Give every percentage whose figures stand in the text."""
    year = home_of(given).year
    paragraph: list[Mention] = []
    for told, mentions in zip(tell(given), mentions_of(given), strict=True):
        if paragraph and paragraph[0].sentence.paragraph != told.sentence.paragraph:
            paragraph = []
        paragraph += mentions
        if any(m.figure.unit == "%" for m in mentions):
            yield from _shares(mentions, _Around(tuple(paragraph), told, given))
            yield from (_changed(c, c.last) for c in changes_of(mentions, year) if c.is_share and c.last)


@dataclass(frozen=True, slots=True)
class _Around:
    """Holds what stands around: the figures of the paragraph so far, what they mean, and the tables."""

    mentions: tuple[Mention, ...]
    told: Told
    given: Given

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        return (*self.told.walk.paragraph, *self.told.meanings)


def _shares(mentions: tuple[Mention, ...], around: _Around) -> Iterator[Statement]:
    found = tuple(_found(mentions))
    possible = _possible(found, around) if found else frozenset()
    for share in found:
        if any(share.is_of(base) for base in possible) or _is_of_several(share, mentions, possible):
            yield _statement(share, share.printed.figure.value, Verdict.PASS)
        elif _is_of_table(share, possible, around):
            continue
        elif base := _base_of(share, _plain_bases(found, around)):
            yield _statement(share, base, Verdict.FAIL)


def _base_of(share: _Share, plainly: tuple[_Base, ...]) -> Decimal | None:
    """Give what the share plainly is of; nothing but applications and cases is a share of those."""
    foreign = any(FOREIGN.search(words) for words in (*share.part.earlier[-1:], share.part.before, share.part.after))
    return next((b.value for b in plainly if b.value >= share.part.figure.value and not (b.asked and foreign)), None)


def _found(mentions: tuple[Mention, ...]) -> Iterator[_Share]:
    """Find each percentage with the figure right before it, or the one after which its parentheses open."""
    for position, printed in enumerate(mentions):
        if printed.figure.unit != "%" or not printed.figure.exact:
            continue
        part = _part(printed, mentions[:position])
        if part and part.figure.exact and part.figure.unit in COUNTED and not COMPARED.search(part.before):
            yield _Share(part, printed)


def _part(printed: Mention, before: tuple[Mention, ...]) -> Mention | None:
    if printed.inside and printed.enclosing:
        fits = not printed.before or _TAKES.fullmatch(printed.before)
        return next((m for m in before[-1:] if fits and m.figure is printed.enclosing), None)
    last = before[-1] if before and _TAKES.fullmatch(printed.before) else None
    return last if last and not last.inside and not printed.inside else None


def _possible(found: tuple[_Share, ...], around: _Around) -> frozenset[Decimal]:
    """Give everything that the shares may be of."""
    figures = {m.figure.value for m in around.mentions if m.figure.exact and m.figure.unit != "%"}
    carried = {m.mention.figure.value for m in around.meanings if m.count in _CARRIED}
    bases = {m.mention.figure.value for m in around.meanings if m.count in _BASES}
    mixed = {base + sign * more for base in bases for more in carried for sign in (1, -1)}
    whole = sum((share.part.figure.value for share in found), Decimal(0))
    return frozenset({*figures, *mixed, whole, *_of_tables(around.given)})


def _of_tables(given: Given) -> Iterator[Decimal]:
    figures = known(given)
    for rows in _TABLES:
        number = figures.sum(requests_total(*rows))
        if number is not None:
            yield Decimal(number)


def _is_of_table(share: _Share, possible: Iterable[Decimal], around: _Around) -> bool:
    """Tell whether the percentage is right for the figure of the table: then only the part is wrong, and told so."""
    figures = known(around.given)
    claims = (m.claim for m in around.meanings if m.mention is share.part and m.claim and m.whole)
    sums = (figures.sum(cells) for claim in claims for cells in claim.fits)
    return any(share.is_of(base, Decimal(n)) for n in sums if n is not None for base in possible)


def _is_of_several(share: _Share, mentions: tuple[Mention, ...], possible: Iterable[Decimal]) -> bool:
    """Tell whether the share is that of several parts: 予以公开60件、部分公开51件，占62.7%."""
    before = mentions[: mentions.index(share.part)]
    total = share.part.figure.value
    for mention in reversed(before):
        if mention.figure.unit != share.part.figure.unit:
            return False
        total += mention.figure.value
        if any(share.is_of(base, total) for base in possible):
            return True
    return False


def _plain_bases(found: tuple[_Share, ...], around: _Around) -> tuple[_Base, ...]:
    """Give the totals told before the shares, those that more of them agree with first, then the nearest."""
    first = found[0].part
    before = around.mentions[: around.mentions.index(first)]
    divides = any("其中" in words for words in (*first.earlier, first.before))
    meant = {id(m.mention) for m in around.meanings if m.count in _BASES}
    totals = [
        _Base(m.figure.value, id(m) in meant, sum(share.is_of(m.figure.value) for share in found))
        for m in reversed(before)
        if _is_total(m, first) and (id(m) in meant or (divides and _TOTAL.search(m.before)))
    ]
    return tuple(sorted(totals, key=lambda base: -base.agreeing))


def _is_total(mention: Mention, part: Mention) -> bool:
    counted = mention.figure.exact and not mention.inside and not COMPARED.search(mention.before)
    return counted and mention.figure.unit == part.figure.unit


def _statement(share: _Share, base: Decimal, verdict: Verdict) -> Statement:
    printed, part = share.printed.figure, share.part.figure
    expected = rounded(part.value / base * _HUNDRED, printed.decimals) if verdict is Verdict.FAIL else printed.value
    sentence = share.printed.sentence
    phrase = sentence.text[share.part.start : printed.end].strip("，；：、。（）,;:()")
    facts = {"part": plain(part.value), "base": plain(base)}
    return Statement(sentence, phrase, expected, printed.value, verdict, facts=facts)


def _changed(change: Change, last: Decimal) -> Statement:
    """Hold a change in percent against the two figures that the text gives."""
    now, printed = change.now.figure, change.by.figure
    exact = (now.value - last) / last * _HUNDRED
    agrees = abs(exact - change.stated) <= last_place(printed.decimals)
    sentence = change.now.sentence
    phrase = sentence.text[change.now.start : printed.end].strip("，；：、。,;:")
    facts = {"part": plain(now.value), "base": plain(last)}
    verdict = Verdict.PASS if agrees else Verdict.FAIL
    expected = rounded(exact, printed.decimals)
    return Statement(sentence, phrase, expected, change.stated, verdict, variant="change", facts=facts)
