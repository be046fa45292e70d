"""Reads listings (栏目): which links they hold, what the titles say, whether the end was reached."""

from monitor.portals.absence import judge_listing
from monitor.portals.encoding import decode
from monitor.portals.listing import read_listing
from monitor.portals.model import AgencyNames, Link, ListingPage, ListingState, ListingVerdict, Sighting, Verdict
from monitor.portals.titles import classify

__all__ = [
    "AgencyNames",
    "Link",
    "ListingPage",
    "ListingState",
    "ListingVerdict",
    "Sighting",
    "Verdict",
    "classify",
    "decode",
    "judge_listing",
    "read_listing",
]
