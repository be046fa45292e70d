"""Condemns published files that nobody can open: missing, empty, encrypted, or of another type (A-01; art. 49)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.model import Attachment, AttachmentFault, Finding, Outcome, Subject

CODE = "A-01"
_ENCRYPTED = "encrypted"
"""Why a reader refuses a file that needs a password."""


def attachments(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge the files that the report's page links; without watching, no file was asked for."""
    faulty = [one for one in _files(subject) if one.fault is not None]
    if not _files(subject):
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
    elif not faulty:
        doubtful = any(one.doubtful for one in _files(subject))
        yield Outcome(CODE, Verdict.UNCERTAIN if doubtful else Verdict.PASS)
    else:
        yield Outcome(CODE, Verdict.FAIL)
        yield _finding(subject, faulty)


def _files(subject: Subject) -> tuple[Attachment, ...]:
    """Give the files that were asked for, and the report itself where it is a file that needs a password."""
    watch, report = subject.watch, subject.unreadable
    if watch is None:
        return ()
    if report is None or report.reason != _ENCRYPTED:
        return watch.attachments
    return (*watch.attachments, Attachment("", "", AttachmentFault.ENCRYPTED, found=report.format))


def _finding(subject: Subject, faulty: list[Attachment]) -> Finding:
    kinds = {str(one.fault) for one in faulty}
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        actual=", ".join(f"{one.url} {one.fault}".strip() for one in faulty),
        variant=kinds.pop() if len(kinds) == 1 else "several",
        facts={
            "count": len(faulty),
            "names": tuple(one.name or one.url.rpartition("/")[2] or one.found for one in faulty),
            "declared": tuple(one.declared for one in faulty if one.declared),
            "found": tuple(one.found for one in faulty if one.found),
        },
        evidence=of_watching(subject, proofs=(capture for one in faulty for capture in one.captures)),
    )
