"""Defines what a rule may know (Subject) and what it may say (Outcome, Finding)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from monitor.documents import Place, Unreadable
from monitor.extraction import Number, Reading
from monitor.form import Edition, Verdict, has_unified_form
from monitor.rules.sketch import Author, Sketch
from monitor.settings import Agency, Deadlines, Kind, Severity

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Presence(StrEnum):
    """Says what is known of the year's report: seen, proved absent, or neither."""

    PUBLISHED = "published"
    PROVED_ABSENT = "proved_absent"
    UNKNOWN = "unknown"


class AttachmentFault(StrEnum):
    """Closes the list of what may be wrong with a published file (A-01)."""

    MISSING = "missing"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    OTHER_TYPE = "other_type"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Holds one file that the report's page links, and what is wrong with it, if anything."""

    url: str
    name: str = ""
    """The words of the link, or the name of the file."""
    fault: AttachmentFault | None = None
    declared: str = ""
    """Format that its name says, e.g. `pdf`."""
    found: str = ""
    """Format that its bytes have, or the status of the answer where there are none, e.g. `404`."""
    doubtful: bool = False
    """Whether it was asked for and nobody can tell yet if it opens."""
    captures: tuple[str, ...] = ()
    """Ids of the captures that prove a fault, the first and the latest."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Says since when a report that was seen has not been found, at any address."""

    since: datetime
    """UTC instant of the first round that did not find it."""
    until: datetime
    """UTC instant of the latest one."""
    rounds: int
    captures: tuple[str, ...] = ()
    """Ids of the captures that prove it, of the first round and of the latest."""


@dataclass(frozen=True, slots=True)
class LostReport:
    """Names a report of an earlier year that the listing showed once and that can no longer be reached."""

    year: int
    url: str
    missing: Missing


@dataclass(frozen=True, slots=True)
class Watch:
    """Holds what watching has shown of one obligation."""

    presence: Presence = Presence.UNKNOWN
    first_seen: datetime | None = None
    """UTC instant at which the report was first captured."""
    absent_at: datetime | None = None
    """UTC instant of the latest proof of absence."""
    captures: tuple[str, ...] = ()
    """Ids of the captures that prove the presence or absence."""
    absent_captures: tuple[str, ...] = ()
    """Ids of the captures behind `absent_at`, also where the report has come since."""
    trouble: str | None = None
    """Code of why the listing could not be read to its end, e.g. `timeout`, `has_pager`, `no_canary`."""
    listing: str | None = None
    undated: bool = False
    """Whether one of several versions shown bears no date of publication, neither on its page nor on the listing."""
    listed_on: date | None = None
    """Date beside the report's link on the listing."""
    attachments: tuple[Attachment, ...] = ()
    """Files that the report's page links and that were asked for."""
    missing: Missing | None = None
    """Where a report once seen is gone."""
    lost: tuple[LostReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """Holds the report as an earlier capture showed it."""

    reading: Reading
    seen_at: datetime
    """UTC instant of the last capture that showed it so."""
    capture: str = ""
    """Id of that capture."""


@dataclass(frozen=True, slots=True)
class Child:
    """Holds one agency that the report should count, and its report of the year, if that was read."""

    agency: str
    """Its name."""
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Holds everything a rule may know, frozen; parts that are not known are None or empty."""

    now: datetime
    """UTC."""
    reading: Reading | None = None
    edition: Edition | None = None
    """The edition that the reading was matched against."""
    unreadable: Unreadable | None = None
    year: int | None = None
    """The year that the obligation or the caller names; rules fall back to the reading's own."""
    kind: Kind | None = None
    agency: Agency | None = None
    deadlines: Deadlines = field(default_factory=Deadlines)
    published: date | None = None
    """Publication date that the caller or the listing states; None = as the document says."""
    watch: Watch | None = None
    earlier: tuple[Reading, ...] = ()
    """Reports of the same agency (followed through mergers and renames) of earlier years."""
    before: Version | None = None
    """The report as it was before it was changed."""
    children: tuple[Child, ...] = ()
    """Every agency below this one that owes a report of the year."""
    author: Author | None = None
    """Whose report it is, where more is known of its relations than `agency` says."""
    others: tuple[Sketch, ...] | None = None
    """The year's reports of other agencies that may be like this one; None where nobody looked for any."""
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What rules have derived from it so far, each once (given.once); says nothing that the rest does not."""

    @property
    def report_year(self) -> int | None:
        """Give the year of the obligation, else the one the report states."""
        return self.year or (self.reading.year if self.reading else None)

    @property
    def last_year(self) -> Reading | None:
        """Give the report of the year before, or None."""
        year = self.report_year
        return next((r for r in self.earlier if year is not None and r.year == year - 1), None)

    @property
    def predates_form(self) -> bool:
        """Tell whether the report is of a year before the unified form and the deadlines of 2019 (国令第711号)."""
        stated = self.reading.year if self.reading else None
        return any(year is not None and not has_unified_form(year) for year in (self.year, stated))


@dataclass(frozen=True, slots=True)
class Quote:
    """Quotes the source: raw text with its place; `pointer` where it is a cell of the form."""

    text: str
    place: Place | None = None
    pointer: str | None = None
    report: str | None = None
    """Whose report it stands in, or of which year, where it is not the one judged."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Proves a finding: the digest of the source, the passages and cells, the captures."""

    sha256: str | None = None
    quotes: tuple[Quote, ...] = ()
    captures: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the JSON of the contract; personal data is masked by the caller."""
        return {
            "sha256": self.sha256,
            "quotes": [_quote_json(quote) for quote in self.quotes],
            "captures": list(self.captures),
        }


def _quote_json(quote: Quote) -> dict[str, Any]:
    own = {"text": quote.text, "pointer": quote.pointer, "where": quote.place.as_json() if quote.place else None}
    return own if quote.report is None else {**own, "report": quote.report}


@dataclass(frozen=True, slots=True)
class Hint:
    """Says what may have caused a finding, never what the figures are; its words stand under (code, variant)."""

    variant: str
    pointers: tuple[str, ...]
    """The cells that it suspects."""
    facts: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    code: str = "T3-08"


@dataclass(frozen=True, slots=True)
class Finding:
    """Says one fault or question; its words stand in the catalogues under (code, variant)."""

    code: str
    severity: Severity
    pointers: tuple[str, ...] = ()
    expected: Number | str | None = None
    actual: Number | str | None = None
    variant: str = "default"
    """Which of the rule's sentences says it."""
    facts: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    """Values that the sentence names (str, int, Decimal, date, Coded, or a tuple of these)."""
    evidence: Evidence = field(default_factory=Evidence)
    hint: Hint | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts one condition checked, with the cells that it concerns."""

    code: str
    verdict: Verdict
    pointers: tuple[str, ...] = ()


Rule = Callable[[Subject], Iterator[Outcome | Finding]]
