"""Takes out of a text what is nobody's own, and gives the rest as shingles: pieces of eight characters.

Left out are headings, titles of documents, official wording (the law, the form, set phrases: `official.txt`), names of
agency and region, how an agency speaks of itself, figures, years, numerals and punctuation. Two honest reports share
all of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from monitor.documents import Place
from monitor.extraction import Passage
from monitor.form import Edition, editions
from monitor.portals.regions import region_of
from monitor.rules.figures.fold import fold, squeeze
from monitor.rules.figures.sentences import is_heading, sentences_in

SHINGLE = 8
"""Characters of a shingle (C-01)."""
_HERE = re.compile("本机关|本单位|本部门|我机关|我单位|我部门|各单位|各部门")
_NOT_OWN = re.compile(
    "[^A-Za-z\u3400-\u9fff]+|[〇零一二三四五六七八九十百千万亿两几]+|[我本全各]|[省市县区镇乡街道村局委办厅]"
)
"""Punctuation, figures and numerals, and the characters by which one agency's text differs from another's that was
made of it: 我局 for 我镇. Taking them out of both texts loses nothing that tells two texts apart."""
_TAILS = ("人民政府", "办事处", "管理委员会", "管委会")
_JOINT = SHINGLE // 2
_COVERED = b"\1" * SHINGLE
_STRETCH = re.compile(b"\1+(?:\0{1,%d}\1+)*+" % (_JOINT - 1))
_PLACE = re.compile("[^省市县区旗州盟]{1,16}[省市县区旗州盟]")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """Holds the agency's own words of a text."""

    shingles: frozenset[str]
    length: int
    """Characters of the text, headings and official wording not counted."""


def wording(paragraphs: Iterable[str], names: Sequence[str]) -> Wording:
    """Give the own words of a text, in which its agency may appear under these names."""
    said = tuple(_sentences(paragraphs))
    letters = letters_of("".join(folded for _, folded in said), names)
    own = _own_parts(letters)
    length = sum(len(text) for text, _ in said)
    share = sum(map(len, own)) - 2 * _JOINT * (len(own) - 1)
    return Wording(_shingles(own), length * max(0, share) // len(letters) if letters else 0)


def letters_of(folded: str, names: Sequence[str]) -> str:
    """Give the letters of a folded text that may be an agency's own; official wording is still among them."""
    for name in forms_of(tuple(names)):
        folded = folded.replace(name, "")
    return _NOT_OWN.sub("", _HERE.sub("", folded))


def shingles_of(folded: str, names: Sequence[str]) -> frozenset[str]:
    """Give the own shingles of one sentence."""
    return _shingles(_own_parts(letters_of(folded, names)))


def _own_parts(letters: str) -> list[str]:
    """Give the parts of a text between official wording.

    Each reaches four letters into the official wording beside it: a shingle is one's own if half of it is. Where
    fewer than four letters stand between two pieces of official wording, they only join them.
    """
    known, marked = _official(), bytearray(len(letters))
    pieces = _cut(letters)
    if known.isdisjoint(pieces):
        return [letters]
    for at, piece in enumerate(pieces):
        if piece in known:
            marked[at : at + SHINGLE] = _COVERED
    ends = [end for found in _STRETCH.finditer(marked) for end in (found.start() + _JOINT, found.end() - _JOINT)]
    bounds = [0, *ends, len(letters)]
    return [letters[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]


def _shingles(parts: Iterable[str]) -> frozenset[str]:
    return frozenset(piece for part in parts for piece in _cut(part))


def _cut(letters: str) -> list[str]:
    return [letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)]


@cache
def _official() -> frozenset[str]:
    """Give the shingles of official wording and of the form's own text."""
    lines = files("monitor.rules.copying").joinpath("official.txt").read_text(encoding="utf-8").splitlines()
    form = (label for edition in editions() for label in _labels(edition))
    passages = (*(line for line in lines if not line.startswith("#")), *form)
    return frozenset(s for passage in passages for s in _cut(letters_of(fold(squeeze(passage)), ())))


def _labels(edition: Edition) -> Iterator[str]:
    yield edition.title
    for section in edition.sections:
        yield from (section.title, *section.aliases)
    for table in edition.tables:
        yield from (row.label for row in table.rows)
        yield from (column.label for column in table.columns)


def _sentences(paragraphs: Iterable[str]) -> Iterator[tuple[str, str]]:
    passages = (Passage(text, Place()) for text in paragraphs)
    for sentence in sentences_in("", passages):
        if not is_heading(sentence.folded):
            yield sentence.text, sentence.folded


@lru_cache(maxsize=4096)
def forms_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give how a text may name an agency and its region, the longest first."""
    return tuple(sorted({form for name in names for form in _forms(fold(squeeze(name)))}, key=len, reverse=True))


def _forms(name: str) -> Iterator[str]:
    region = region_of(name)
    body = name.removeprefix(region)
    seat = next((body.removesuffix(tail) for tail in _TAILS if body.endswith(tail)), "")
    places = _PLACE.findall(region)
    bare = (place[:-1] for place in (*places, seat))
    whole = (name, region, *(() if body in _TAILS else (body,)), seat, *places)
    yield from (form for form in (*whole, *bare) if len(form) >= _SHORTEST_NAME)
