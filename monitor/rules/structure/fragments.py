"""Recognises labels of a table that stand in the text beside it: then our reading lost them, not the agency."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from monitor.extraction import SectionText
from monitor.form import Table

_LONGEST_FRAGMENT = 40
"""A passage of more characters is prose, not a piece of a label."""
_SHORTEST_FRAGMENT = 4
_NUMBERING = re.compile(r"^(?:\([一二三四五六七]\)|[一二三四]、|\d[.、])")
_ENOUGH_LABELS = 3
"""So many labels of one table in a section's text are its head, not a mention."""


def labels_stand_in_text(table: Table, section: SectionText) -> bool:
    """Tell whether the text of a section holds so many labels of its table that the table seems to be there."""
    text = _squeezed(section.text)
    labels = {*(_squeezed(c.label) for c in table.columns), *(_squeezed(r.label) for r in table.rows)}
    return sum(label in text for label in labels) >= _ENOUGH_LABELS


def pieces_stand_in_text(labels: Iterable[str], section: SectionText | None) -> bool:
    """Tell whether a short passage of the section is a piece of one of the labels, or holds one."""
    fragments = tuple(_fragments(section)) if section else ()
    wanted = [label for label in map(_squeezed, labels) if len(label) >= _SHORTEST_FRAGMENT]
    return any(f in label or label in f for f in fragments for label in wanted)


def _fragments(section: SectionText) -> Iterator[str]:
    for passage in section.passages:
        fragment = _squeezed(passage.text)
        if _SHORTEST_FRAGMENT <= len(fragment) <= _LONGEST_FRAGMENT:
            yield fragment


def _squeezed(text: str) -> str:
    return _NUMBERING.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
