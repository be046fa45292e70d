"""Knows the gap that publication closes: a report that came late stays late, and nobody can mend that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.cases.model import Case
from monitor.cases.seen import Seen
from monitor.rules import Presence

DEADLINES = frozenset({"D-01", "D-02", "D-03"})
"""Rules of 条例 art. 49: absent after the deadline, or published after it."""
_MARK = "settled"


def is_settled(case: Case) -> bool:
    """Tell whether a case speaks of what can no longer be mended (a late report): told once, never chased."""
    return bool(case.finding.get(_MARK, False))


def settles(code: str, seen: Seen) -> bool:
    """Tell whether a finding of this code can only be lateness: the report is there."""
    return code in DEADLINES and seen.presence is Presence.PUBLISHED


def marked(finding: Mapping[str, Any], *, settled: bool) -> dict[str, Any]:
    """Give the finding with the mark by which `is_settled` knows it."""
    return {**finding, _MARK: True} if settled else dict(finding)
