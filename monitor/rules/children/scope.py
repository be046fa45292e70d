"""Says whether a report declares whom it counts (H-03): else no sum is compared and nothing is claimed."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.model import Finding, Outcome, Subject

CODE = "H-03"


def scope(subject: Subject) -> Iterator[Outcome | Finding]:
    """Answer for an agency that has others below it; never a finding."""
    declared = subject.agency is not None and subject.agency.scope is not None
    yield Outcome(CODE, Verdict.PASS if declared and subject.children else Verdict.NOT_APPLICABLE)
