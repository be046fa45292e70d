"""Tells when a report was first published, from the dates that its versions display on their pages and the listing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.store import StoredSighting


@dataclass(frozen=True, slots=True)
class Publication:
    """Holds the first date of publication that is stated anywhere."""

    on: date | None = None
    """None where none is, or where the document in force alone says it."""
    undated: bool = False
    """Whether one of several versions bears no date: it may have been published before all others."""


def publication(shown: Sequence[StoredSighting], displayed: Sequence[date | None]) -> Publication:
    """Give the earliest date stated: a corrected report was published when it first came.

    `displayed` are the dates on the pages of the links in `shown`. When a link was first seen is no date of its
    publication: the watch may have begun late.
    """
    earliest = [min((d for d in (s.date, on) if d), default=None) for s, on in zip(shown, displayed, strict=True)]
    stated = [d for d in earliest if d is not None]
    if len(shown) <= 1 and stated == list(displayed):
        return Publication()
    return Publication(min(stated, default=None), len(shown) > 1 and len(stated) < len(shown))
