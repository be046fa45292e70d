"""Compares labels as published with those of the form: white space, punctuation, numbering and width do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cache, lru_cache

from monitor.form import Column, Edition, Row, Table, editions

_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.,:]|\([一二三四五六七八九十]{1,3}\)、?|\(?\d{1,2}(?:[、.,:)]+|(?=[^\d.,、年月])))"
)
_NOISE = re.compile(r"[\s、，。．.,:：;；!！?？\"“”'‘’「」『』()（）\[\]【】〔〕<>《》/／\\|·•*＊※~～_\-—–―…#]+")
_EXPLANATION = re.compile(r"(?<=[^(（])[(（][^()（）]*[)）]\s*$")
"""Words in brackets behind a label (规章（设区的市填写）); a unit is no explanation: it says how to read a figure."""
_UNIT = re.compile("元|单位|[%％]")
_VARIANTS = str.maketrans({"它": "他", "帐": "账"})
SURE = 0.86
"""Least similarity at which an unknown wording is taken for a label of the form, and said to be renamed."""

_KEPT = 4096
"""Comparisons of unknown wordings that are kept: every report brings its own, for ever."""
_LONGEST_KEPT = 100
_LEAST_LENGTH = 4
"""Shorter labels are never taken for similar: one character more or less is another word."""


class Quality(IntEnum):
    """Grades a match of labels; the higher the surer."""

    SIMILAR = 1
    SHORT = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Says which key a label means, and how surely."""

    key: str
    quality: Quality


def canonical(label: str) -> str:
    """Give the comparable form of a label."""
    return _kept_canonical(label) if len(label) <= _LONGEST_KEPT else _canonical(label)


def _canonical(label: str) -> str:
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", label))
    return _NOISE.sub("", _NUMBERING.sub("", text)).translate(_VARIANTS)


_kept_canonical = lru_cache(maxsize=8192)(_canonical)


class Labels:
    """Finds the keys that a label may mean; several keys may share a label (其他)."""

    def __init__(self, items: Sequence[Row | Column]) -> None:
        self._known: dict[str, tuple[Match, ...]] = {}
        self._run_in = {canonical(name): (Match(i.key, Quality.EXACT),) for i in items for name in _with_groups(i)}
        for item in items:
            self._learn(item.short, Match(item.key, Quality.SHORT))
        for item in items:
            self._learn((item.label, *item.aliases), Match(item.key, Quality.EXACT))
        self._similar = lru_cache(maxsize=_KEPT)(self._closest)

    def find(self, label: str) -> tuple[Match, ...]:
        """Give every key that the label means, or resembles closely enough; () for none."""
        name = canonical(label)
        if not name:
            return ()
        return self.find_known(label) or (() if name.isdecimal() else self._similar(name))

    def find_known(self, label: str) -> tuple[Match, ...]:
        """Give the keys that the label means in a wording that the form's file knows, explained or not."""
        name = canonical(label)
        found = self._known.get(name) or self._run_in.get(name)
        return found or (self._known.get(canonical(bare), ()) if (bare := _unexplained(label)) else ())

    def _learn(self, labels: Iterable[str], match: Match) -> None:
        for label in labels:
            known = tuple(m for m in self._known.get(canonical(label), ()) if m.key != match.key)
            self._known[canonical(label)] = (*known, match)

    def _closest(self, name: str) -> tuple[Match, ...]:
        """Give the one closest key, if close enough and closer than any other key."""
        best: dict[str, float] = {}
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(name)
        for known, matches in self._known.items():
            matcher.set_seq1(known)
            # the two quick ones are upper bounds: nearly all labels end there
            near = len(known) >= _LEAST_LENGTH and matcher.real_quick_ratio() >= SURE and matcher.quick_ratio() >= SURE
            if near and (ratio := matcher.ratio()) >= SURE:
                best.update((m.key, max(best.get(m.key, 0), ratio)) for m in matches)
        ranked = sorted(best.items(), key=lambda item: -item[1])[:2]
        if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return ()
        return (Match(ranked[0][0], Quality.SIMILAR),)


def _unexplained(label: str) -> str:
    """Give a label without its explanation; "" where it has none."""
    found = _EXPLANATION.search(label) if label.endswith((")", "）")) else None
    return "" if found is None or _UNIT.search(found[0]) else label[: found.start()]


def _with_groups(item: Row | Column) -> tuple[str, ...]:
    """Give a row's label as it reads behind the labels that span it, which a conversion may have run into one."""
    groups = item.groups if isinstance(item, Row) else ()
    return tuple(f"{''.join(groups[at:])}{item.label}" for at in range(len(groups)))


@cache
def row_labels(table: Table) -> Labels:
    """Give the labels of a table's rows, merged ones included."""
    return Labels(table.rows + table.merged_rows)


@cache
def column_labels(table: Table) -> Labels:
    """Give the labels of a table's columns."""
    return Labels(table.columns)


@cache
def row_order(table: Table) -> Mapping[str, int]:
    """Give every row's place in the form; a merged row stands where the first of its parts would."""
    order = {row.key: i for i, row in enumerate(table.rows)}
    order.update((m.key, order[m.stands_for[0]]) for m in table.merged_rows)
    return order


@cache
def label_names(edition: Edition) -> frozenset[str]:
    """Give every label of an edition's tables in its comparable form."""
    rows = [row for t in edition.tables for row in (*t.rows, *t.merged_rows)]
    items: list[Row | Column] = [*rows, *(column for t in edition.tables for column in t.columns)]
    names = {canonical(name) for item in items for name in (item.label, *item.aliases, *item.short)}
    return frozenset(names | {canonical(group) for row in rows for group in row.groups})


def is_label(text: str) -> bool:
    """Tell whether a text is a label of any edition."""
    return any(canonical(text) in label_names(edition) for edition in editions())
