"""Walks through the text, sentence by sentence, and gathers what its figures claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from monitor.rules.figures import Mention, Sentence
from monitor.rules.given import Given, once
from monitor.rules.text import home_of, mentions_of, sentences_of
from monitor.rules.text_against_tables.applications import applications
from monitor.rules.text_against_tables.carried import carried_in, carried_out
from monitor.rules.text_against_tables.cases import cases, results
from monitor.rules.text_against_tables.claims import Claim
from monitor.rules.text_against_tables.context import group
from monitor.rules.text_against_tables.meaning import Count, Meaning, Reader, Walk
from monitor.rules.text_against_tables.measures import measures
from monitor.rules.text_against_tables.outcomes import outcomes
from monitor.rules.text_against_tables.vocabulary import COMPARED, COUNTED, DENIED

READERS: tuple[Reader, ...] = (carried_in, carried_out, results, cases, outcomes, applications, measures)
"""In the order in which they are asked: the first that knows the words decides."""

_REGIONAL = re.compile("全[省市州区县旗镇乡]|各级")
_CENTRAL = re.compile("[省市州区县旗]政府(?!信息|网|门户|公报|规章)|本级")
_NO_COUNT = re.compile(f"{COMPARED.pattern}|{DENIED.pattern}")
_ENDING = 4
"""Characters that such words have at most."""
_LONGEST = 120
"""Characters of the words of a figure; what has more says nothing plainly."""


@dataclass(frozen=True, slots=True)
class Told:
    """Holds one sentence with what its figures mean."""

    sentence: Sentence
    meanings: tuple[Meaning, ...]
    walk: Walk


@once
def tell(given: Given) -> tuple[Told, ...]:
    """Give every sentence of the text with what its figures mean; every rule asks for its own part."""
    read = zip(sentences_of(given), mentions_of(given), strict=True)
    return tuple(_tell(read, Walk(home_of(given), given.edition)))


def _tell(read: Iterable[tuple[Sentence, tuple[Mention, ...]]], walk: Walk) -> Iterator[Told]:
    paragraph = 0
    for sentence, figures in read:
        earlier = (*walk.paragraph, *walk.sentence) if sentence.paragraph == paragraph else ()
        paragraph = sentence.paragraph
        if walk.sentence or walk.paragraph != earlier:
            walk = Walk(walk.home, walk.edition, paragraph=earlier)
        for mention in figures:
            if mention.figure.unit in COUNTED and not _NO_COUNT.search(mention.before[-_ENDING:]):
                walk = walk.after(_meaning(mention, walk))
        yield Told(sentence, walk.sentence, walk)


def claims(given: Given, code: str) -> Iterator[Claim]:
    """Give the claims of every figure that is exact, the whole, and compared by this rule."""
    for meaning, claim in wholes(given):
        if claim.code == code and meaning.mention.figure.exact:
            yield claim


@once
def wholes(given: Given) -> tuple[tuple[Meaning, Claim], ...]:
    """Give what counts the whole of something, with its claim, inexact figures too."""
    found = tuple(pair for told in tell(given) for pair in _wholes(told))
    regional = {claim.fits[0] for meaning, claim in found if _is_regional(meaning.mention)}
    return tuple((m, c) for m, c in found if c.fits[0] not in regional or not _is_central(m.mention))


def _wholes(told: Told) -> Iterator[tuple[Meaning, Claim]]:
    apart = _carried_is_handled_apart(told.meanings)
    for meaning in told.meanings:
        if meaning.claim and meaning.whole and not (apart and meaning.count is Count.HANDLED):
            yield meaning, meaning.claim


def _is_regional(mention: Mention) -> bool:
    return bool(_REGIONAL.search("，".join((*group(mention), mention.before))))


def _is_central(mention: Mention) -> bool:
    """Tell whether it is the government's own share where another sentence counts the whole region (全市)."""
    said = "，".join((*group(mention), mention.before))
    return bool(_CENTRAL.search(said)) and not _REGIONAL.search(said)


def _meaning(mention: Mention, walk: Walk) -> Meaning:
    for reader in READERS if max(len(mention.before), len(mention.after)) <= _LONGEST else ():
        meaning = reader(mention, walk)
        if meaning:
            return replace(meaning, whole=False) if _is_qualified(mention) else meaning
    return Meaning(Count.OTHER, mention)


def _is_qualified(mention: Mention) -> bool:
    """Tell whether parentheses right before the figure say which ones it counts: 不予公开（第三方）5件."""
    text = mention.sentence.folded
    return text[mention.figure.start - 1 : mention.figure.start] == "）" and "（" not in mention.before


def _carried_is_handled_apart(meanings: tuple[Meaning, ...]) -> bool:
    """Tell whether what was carried over is counted beside the rest: 办结8件，办结上年结转1件."""
    return any(m.count is Count.CARRIED_IN and m.claim and m.claim.at_most and not m.mention.inside for m in meanings)
