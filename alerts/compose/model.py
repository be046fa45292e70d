"""Defines what wording a mail takes beside the notice, and what the templates see of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from alerts.compose.drawing import Drawing
from monitor.extraction import Reading
from monitor.settings import Office

_NO_EXHIBITS: Mapping[str, Exhibit] = MappingProxyType({})
_NO_READINGS: Mapping[tuple[str, int], Reading] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Points to one archived capture: what the footer of a mail cites."""

    sha256: str
    captured_at: datetime
    """UTC."""
    address: str


@dataclass(frozen=True, slots=True)
class ComposeContext:
    """Holds everything that wording a notice needs and the notice does not say."""

    office: Office
    letter_id: str
    """UUID of the letter."""
    now: datetime
    """UTC."""
    language: str = "zh"
    readings: Mapping[tuple[str, int], Reading] = field(default_factory=lambda: _NO_READINGS)
    """Latest reading by agency id and year, for drawing tables."""
    exhibits: Mapping[str, Exhibit] = field(default_factory=lambda: _NO_EXHIBITS)
    """Captures by digest and by id; what is not here is cited by its digest alone."""
    reply_working_days: int = 5
    """Working days within which an answer is asked for."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Shows one quoted passage, split so that the figure it is about can be marked."""

    before: str
    figure: str
    after: str
    where: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """Shows one finding."""

    number: int
    code: str
    severity: str
    title: str
    message: str
    place: str
    cells: int
    """Cells that it concerns in all, where `place` does not name them all; else 0."""
    values: str
    """What it should say and says, in words; empty where there are no two values."""
    basis: str
    advice: str
    hint: str
    """What may have caused it; empty where nothing is suspected."""
    quotes: tuple[QuoteView, ...]
    settled: bool
    """Whether nothing is left to be done (a report that came late)."""


@dataclass(frozen=True, slots=True)
class TopicView:
    """Shows one topic: its findings, and the tables in which they stand."""

    reason: str
    findings: tuple[FindingView, ...]
    drawings: tuple[Drawing, ...]
    due: str
    seen_absent: bool
    """Whether the listing was read to its end and shows no report yet."""
    round: int
    """Which reminder this is, counted from 1."""

    def count(self, severity: str) -> int:
        """Count the findings of a severity."""
        return sum(f.severity == severity for f in self.findings)


@dataclass(frozen=True, slots=True)
class LineView:
    """Shows one agency in the digest."""

    agency: str
    year: int
    presence: str
    detail: str
    """Date of publication, or why nothing is known."""
    due: str
    points: str
    """Open points by gravity, in words; empty where there are none."""
    open_points: int


@dataclass(frozen=True, slots=True)
class MatterView:
    """Shows one matter of the operator."""

    code: str
    says: str
    at: str
    agency: str
    facts: str


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """Shows one piece of evidence."""

    digest: str
    captured_at: str
    """Empty where nothing but the digest is known."""
    address: str


@dataclass(frozen=True, slots=True)
class MailView:
    """Shows the whole mail: every foreign string in it is scrubbed to one line."""

    office: Office
    agency: str
    kind: str
    year: int
    topics: tuple[TopicView, ...]
    exhibits: tuple[ExhibitView, ...]
    lines: tuple[LineView, ...]
    matters: tuple[MatterView, ...]
    waiting: int
    now: str
    today: str
    reply_days: int
    letter_id: str

    def count(self, presence: str) -> int:
        """Count the agencies of the digest in a state."""
        return sum(line.presence == presence for line in self.lines)

    @property
    def open_points(self) -> int:
        """Count the open points of all agencies of the digest."""
        return sum(line.open_points for line in self.lines)
