"""Reads listings (栏目): which links they hold, what the titles say, whether the end was reached."""

from monitor.portals.model import Link, ListingPage, Sighting, Verdict

__all__ = ["Link", "ListingPage", "Sighting", "Verdict"]
