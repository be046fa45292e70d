"""Defines what is seen on a listing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.fetch import Request


class Verdict(StrEnum):
    """Says what a title announces."""

    REPORT = "report"
    NEAR_MISS = "near_miss"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """Holds one row of a listing as it stands there."""

    url: str
    """Absolute."""
    title: str
    """Whole title, white space folded: from `title=` where the text is cut."""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """Says how a listing goes on behind one of its pages."""

    ahead: tuple[Request, ...] = ()
    """Further pages, in order; a page may name all others or only the next."""
    pages: int | None = None
    """How many pages the listing says it has."""
    rows: int | None = None
    """How many rows it says it has in all."""
    counted: bool = False
    """Whether `rows` is the family's own count, beyond doubt: when so many were read, the listing is at its end."""
    unclear: bool = False
    """Whether something says that it goes on, and nothing says where."""
    instead: bool = False
    """Whether the page is but a shell (a frame, a redirect by script): what it leads to is the listing."""


@dataclass(frozen=True, slots=True)
class ListingPage:
    """Holds what one page of a listing shows."""

    family: str
    links: tuple[Link, ...]
    paging: Paging = Paging()
    listed: tuple[Link, ...] = ()
    """Those that are the rows of its list; the rest are menus and footers."""
    doubt: str | None = None
    """Reason why the rows may not be all (drawn by script, soft error, challenge, frame …), or None."""
    title: str = ""
    """What the page calls itself: `ColumnName`, else `<title>`; gives bare years their meaning."""
    unlinked: tuple[str, ...] = ()
    """Titles of reports that the page names by no link that can be followed."""

    @property
    def has_pager(self) -> bool:
        """Tell whether anything says that there is more: then this page alone proves no absence."""
        paging = self.paging
        more = (paging.pages or 0) > 1 or (paging.rows or 0) > len(self.listed)
        return bool(paging.ahead) or more or paging.unclear


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """Names one agency that the office watches, as titles may write it."""

    id: str
    names: tuple[str, ...]
    """The full name first, then every alias."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Judges one link: annual report of which year, by which agency, or not, and why."""

    link: Link
    verdict: Verdict
    reason: str
    """Code of the rule of classification that decided, e.g. `annual_report`, `website_report`."""
    year: int | None = None
    agency: str | None = None
    """Id of the agency that the title names; None where the title names none (then the listing's owner)."""


class ListingState(StrEnum):
    """Says what one page of a listing proves about one year's report."""

    PUBLISHED = "published"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ListingVerdict:
    """Holds what one page of a listing proves about one year's report, and by which rows."""

    state: ListingState
    reason: str | None = None
    """Why nothing is proved: `has_pager`, `no_canary`, `doubtful_title` or the page's doubt; else None."""
    reports: tuple[Sighting, ...] = ()
    """The report of the year; more than one where it stands under several addresses."""
    canary: Sighting | None = None
    """Last year's report, which shows that this is the listing and that it was read."""
