"""Recognises the edition of a report from its tables: by the labels that only one edition has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from monitor.documents import Document
from monitor.extraction.labels import canonical, label_names
from monitor.extraction.lines import flow_texts
from monitor.form import Edition, editions

_LONGEST = 60
"""A text of more characters is no label."""


def recognise(document: Document) -> tuple[Edition, bool] | None:
    """Give the edition whose own labels the document holds, and whether no other edition's are there.

    None where no label of any edition's own is found.
    """
    names = {canonical(text) for text in flow_texts(document) if len(text) <= _LONGEST}
    scores = {e.key: len(own_labels(e) & names) for e in editions()}
    best = max(editions(), key=lambda e: scores[e.key])
    if scores[best.key] == 0:
        return None
    return best, sum(scores.values()) == scores[best.key]


@cache
def own_labels(edition: Edition) -> frozenset[str]:
    """Give the canonical labels that no other edition has."""
    others: Sequence[frozenset[str]] = [label_names(e) for e in editions() if e.key != edition.key]
    return label_names(edition).difference(*others)
