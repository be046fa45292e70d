"""Judges a subject: runs every rule that applies, re-levels, counts, and gives the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from monitor.form import Verdict
from monitor.rules.book import book
from monitor.rules.masking import without_persons
from monitor.rules.model import Finding, Outcome, Subject
from monitor.rules.registry import RULES
from monitor.settings import Relevelled, Severity

RULES_VERSION = "1"
"""Version of the rules: examinations are kept by it, and what a new one finds on an unchanged capture is held."""
_NO_CHANGES: Mapping[str, Relevelled] = MappingProxyType({})
_NOTHING: Mapping[str, str] = MappingProxyType({})
_RANKS = (Severity.SYSTEM, Severity.NOTE, Severity.QUERY, Severity.VIOLATION)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Holds everything that the rules answered, in the order of the book."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    was_read: bool = True
    """Whether there was a report to judge at all."""
    switched_off: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Codes that the office does not apply, though they concern the subject, each with its reason."""

    @property
    def counts(self) -> dict[str, int]:
        """Give how many conditions passed, failed, are uncertain or not applicable."""
        counted = Counter(outcome.verdict for outcome in self.outcomes)
        return {str(verdict): counted[verdict] for verdict in Verdict}

    @property
    def verdict(self) -> str:
        """Give `noncompliant`, `undetermined` or `compliant`."""
        if any(finding.severity is Severity.VIOLATION for finding in self.findings):
            return "noncompliant"
        in_doubt = any(outcome.verdict is Verdict.UNCERTAIN for outcome in self.outcomes)
        return "undetermined" if in_doubt or not self.was_read else "compliant"


def judge(
    subject: Subject,
    severities: Mapping[str, Relevelled] = _NO_CHANGES,
    switched_off: Mapping[str, str] = _NOTHING,
) -> Judgement:
    """Judge a subject by every rule in force but those switched off; the office's severities replace the book's."""
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    applied = (code for code in book() if code in RULES and code not in switched_off)
    for answer in (a for code in applied for a in answers(code, subject)):
        if isinstance(answer, Outcome):
            outcomes.append(answer)
        else:
            findings.append(relevel(_without_hint(without_persons(answer), switched_off), severities))
    off = {code: reason for code, reason in switched_off.items() if _concerns(code, subject)}
    return Judgement(tuple(outcomes), tuple(_once(findings)), subject.reading is not None, off)


def _without_hint(finding: Finding, switched_off: Mapping[str, str]) -> Finding:
    is_off = finding.hint is not None and finding.hint.code in switched_off
    return replace(finding, hint=None) if is_off else finding


def relevel(finding: Finding, severities: Mapping[str, Relevelled]) -> Finding:
    """Give the finding at the office's severity, with its reason among the facts.

    The office re-levels the rule's default. A milder variant is never raised with it (a short label stays a note),
    a graver one never lowered by raising it; what is for the operator alone stays so.
    """
    wanted = severities.get(finding.code)
    default = book()[finding.code].severity
    if wanted is None or default is None or finding.severity is Severity.SYSTEM:
        return finding
    severity = _level(finding.severity, default, wanted.severity)
    if severity is finding.severity:
        return finding
    return replace(finding, severity=severity, facts={**finding.facts, "relevelled": wanted.reason})


def _level(own: Severity, default: Severity, wanted: Severity) -> Severity:
    rank = _RANKS.index
    if rank(own) < rank(default):
        return min(own, wanted, key=rank)
    if rank(own) > rank(default) and rank(wanted) > rank(default):
        return max(own, wanted, key=rank)
    return wanted


def answers(code: str, subject: Subject) -> Iterator[Outcome | Finding]:
    """Give what one rule in force says of a subject; one that does not concern its kind or edition says so."""
    if _concerns(code, subject):
        yield from RULES[code](subject)
    else:
        yield Outcome(code, Verdict.NOT_APPLICABLE)


def _concerns(code: str, subject: Subject) -> bool:
    return book()[code].concerns(subject.kind, subject.edition.key if subject.edition else None)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what was said already: same code, place, variant, figures and quotes."""
    said = set()
    for f in findings:
        key = (f.code, f.variant, f.pointers, f.expected, f.actual, f.evidence.quotes)
        if key not in said:
            said.add(key)
            yield f
