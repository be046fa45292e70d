"""Tells the operator that a listing could not be read to its end: unknown is never missing (D-12)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.model import Finding, Outcome, Presence, Subject

CODE = "D-12"


def listing(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether the listing could be read; where presence is known in spite of trouble, nothing is in doubt."""
    watch = subject.watch
    if watch is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
    elif watch.trouble is None:
        yield Outcome(CODE, Verdict.PASS)
    else:
        unknown = watch.presence is Presence.UNKNOWN
        yield Outcome(CODE, Verdict.UNCERTAIN if unknown else Verdict.NOT_APPLICABLE)
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            variant="unknown" if unknown else "trouble",
            facts={"trouble": watch.trouble, "listing": watch.listing or ""},
            evidence=of_watching(subject),
        )
