"""Finds the capture of the report that is in force, what the listing says of it, and how the same page looked first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from http import HTTPStatus

from monitor.store import StoredCapture, StoredSighting, Tx, captures


@dataclass(frozen=True, slots=True)
class InForce:
    """Holds the report in force as it was captured last."""

    capture: StoredCapture
    listed_on: date | None
    """Date beside its link on the listing."""
    first: StoredCapture | None
    """The first capture of the same page, where its bytes were others."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Points to a report that another is held against: enough to read it again, and to tell whether it is the same."""

    capture: StoredCapture = field(compare=False)
    """Without its headers: a district's are kept in memory."""
    digests: tuple[str, ...]
    """Of all the bytes that were read for it."""


def standing(capture: StoredCapture, digests: tuple[str, ...] = ()) -> Standing:
    """Point to a report; where it was not read yet, by its page alone."""
    return Standing(replace(capture, headers=()), digests or (capture.sha256,))


def report_in_force(tx: Tx, shown: Sequence[StoredSighting], missed_since: datetime | None = None) -> InForce | None:
    """Give the latest capture of the newest report that the listing shows, else of the last one that it showed.

    What an address served when its link was gone, or when the report was missed everywhere, is not the report.
    """
    listed = sorted((s for s in shown if s.gone_at is None), key=_newness, reverse=True)
    gone = sorted((s for s in shown if s.gone_at is not None), key=lambda s: s.last_seen, reverse=True)
    for sighting in (*listed, *gone):
        until = min((at for at in (sighting.gone_at, missed_since) if at is not None), default=None)
        whole = [c for c in captures.of_url(tx, sighting.url) if _shows_it(c, until)]
        if whole:
            first = whole[-1] if whole[-1].sha256 != whole[0].sha256 else None
            return InForce(whole[0], sighting.date, first)
    return None


def _newness(sighting: StoredSighting) -> tuple[date, datetime]:
    return sighting.date or sighting.first_seen.date(), sighting.first_seen


def _shows_it(capture: StoredCapture, until: datetime | None) -> bool:
    return capture.status == HTTPStatus.OK and (until is None or capture.fetched_at < until)
