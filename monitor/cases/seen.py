"""Defines what one examination of an obligation has looked at: without it, silence of the rules means nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.rules import Finding, Presence

Worded = Callable[[Finding], Mapping[str, Any]]
"""Turns a finding into the JSON that history keeps (`monitor.rules.contract.finding_json`)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Says what was examined, when, and how far its silence may be trusted."""

    agency: str
    year: int
    at: datetime
    """UTC."""
    presence: Presence
    checked: frozenset[str]
    """Codes that were judged; cases of every other code are left alone."""
    worded: Worded
    sha256: str | None = None
    """Digest of the report examined; None where there is none."""
    read: bool = True
    """Whether the report could be read; an unread one corrects nothing."""
    whole: bool = True
    """Whether it was read whole; what a part does not show may stand in the rest."""
    compared: tuple[str, ...] = ()
    """Digests of the other reports that took part: last year's, the children's."""
