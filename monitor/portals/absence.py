"""Judges what one page of a listing proves: the year's report is there, is not there, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.portals.model import ListingState, ListingVerdict, Sighting, Verdict
from monitor.portals.titles import DOUBTFUL


def judge_listing(
    doubt: str | None, sightings: Sequence[Sighting], *, owner: str, year: int, canary_waived: bool
) -> ListingVerdict:
    """Judge whether the owner's report of a year stands on the listing; `doubt` says why it was not read to its end.

    It is absent only if the listing was read to its end (Walk.doubt), no title in
    doubt may be the report, and last year's report of the owner is there to show that this is the right
    listing and that it was read (unless the office waived that canary). Everything else is unknown.
    """
    canary = next(_reports(sightings, owner, year - 1), None)
    reports = tuple({sighting.link.url: sighting for sighting in _reports(sightings, owner, year)}.values())
    if reports:
        return ListingVerdict(ListingState.PUBLISHED, reports=reports, canary=canary)
    reason = doubt or _doubtful_title(sightings, owner, year)
    if reason is None and canary is None and not canary_waived:
        reason = "no_canary"
    return ListingVerdict(ListingState.UNKNOWN if reason else ListingState.ABSENT, reason, canary=canary)


def _reports(sightings: Sequence[Sighting], owner: str, year: int) -> Iterator[Sighting]:
    """Give the reports of a year; a title that names nobody counts as the owner's."""
    return (s for s in sightings if s.verdict is Verdict.REPORT and s.year == year and s.agency in (None, owner))


def _doubtful_title(sightings: Sequence[Sighting], owner: str, year: int) -> str | None:
    return "doubtful_title" if any(_may_be(s, owner, year) for s in sightings) else None


def _may_be(sighting: Sighting, owner: str, year: int) -> bool:
    """Tell whether a title in doubt may be the report: of that year, or of no year and not older than it."""
    if sighting.reason not in DOUBTFUL or sighting.agency not in (None, owner):
        return False
    posted = sighting.link.date
    return sighting.year == year or (sighting.year is None and (posted is None or posted.year > year))
