"""Judges what it means that a finding is no longer shown: corrected, verified, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.cases.model import Case
from monitor.cases.seen import Seen
from monitor.cases.settled import DEADLINES, is_settled
from monitor.form import Verdict
from monitor.rules import Outcome, Presence
from monitor.settings import Severity

_VISITED = frozenset({"D-09", "D-11", "D-12", "A-01"})
"""Rules that judge the portal itself: every visit is new evidence, whatever the report's digest."""
_COMPARING = ("Y-", "H-", "C-", "A-06")
"""Rules that judge several reports: a new version of any of them is new evidence."""
COMPARED = "compared"
"""Key under which a finding keeps the digests of the other reports that took part."""


def compares(code: str) -> bool:
    """Tell whether a rule judges several reports."""
    return code.startswith(_COMPARING)


def corrected(case: Case, outcomes: Sequence[Outcome], seen: Seen) -> bool:
    """Tell whether silence on a case means that the agency (or, of our own matters, we) mended it.

    A mere rerun on the same source, and a report that could not be read, correct nothing.
    """
    if _was_absent(case):
        return seen.presence is Presence.PUBLISHED
    if case.key.code in _VISITED:
        return passes(case, outcomes)
    if not seen.read:
        return False
    if case.severity is Severity.SYSTEM:
        return True
    return _new_source(case, seen) and (seen.whole or passes(case, outcomes))


def verified(case: Case, outcomes: Sequence[Outcome], seen: Seen) -> bool:
    """Tell whether a corrected case is proved: its relation passes, or what was absent is there."""
    return corrected(case, outcomes, seen) and (_was_absent(case) or passes(case, outcomes))


def unsupported(case: Case, seen: Seen) -> bool:
    """Tell whether our own rules no longer show a finding, on the very source that showed it or on part of another."""
    if case.severity is Severity.SYSTEM:
        return False
    if _was_absent(case):
        return seen.presence is Presence.PROVED_ABSENT
    same = seen.sha256 == case.sha256 and not _new_source(case, seen)
    return (same or not seen.whole) and seen.read and case.key.code not in _VISITED


def passes(case: Case, outcomes: Sequence[Outcome]) -> bool:
    """Tell whether every outcome of this rule at these pointers is `pass`, and there is one."""
    wanted = frozenset(case.key.pointers)
    verdicts = {o.verdict for o in outcomes if o.code == case.key.code and wanted <= frozenset(o.pointers)}
    return verdicts == {Verdict.PASS}


def _was_absent(case: Case) -> bool:
    return case.key.code in DEADLINES and not is_settled(case)


def _new_source(case: Case, seen: Seen) -> bool:
    if seen.sha256 is None:
        return False
    if seen.sha256 != case.sha256:
        return True
    return compares(case.key.code) and sorted(seen.compared) != case.finding.get(COMPARED, [])
