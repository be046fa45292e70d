"""Reads listings (栏目): which links they hold, what the titles say, whether the end was reached."""

from monitor.portals.absence import judge_listing
from monitor.portals.discovery import Candidate, candidates
from monitor.portals.encoding import decode
from monitor.portals.families import FAMILIES
from monitor.portals.instead import Instead, instead
from monitor.portals.listing import read_listing
from monitor.portals.model import (
    AgencyNames,
    Link,
    ListingPage,
    ListingState,
    ListingVerdict,
    Paging,
    Sighting,
    Verdict,
)
from monitor.portals.titles import classify
from monitor.portals.walk import Walk, begin, fail, take

__all__ = [
    "FAMILIES",
    "AgencyNames",
    "Candidate",
    "Instead",
    "Link",
    "ListingPage",
    "ListingState",
    "ListingVerdict",
    "Paging",
    "Sighting",
    "Verdict",
    "Walk",
    "begin",
    "candidates",
    "classify",
    "decode",
    "fail",
    "instead",
    "judge_listing",
    "read_listing",
    "take",
]
