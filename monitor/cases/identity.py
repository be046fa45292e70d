"""Gives a finding its case: the key that outlives reruns."""

from __future__ import annotations

import hashlib

from monitor.cases.model import CaseKey
from monitor.cases.settled import DEADLINES
from monitor.rules import Finding

_TEXT_RULES = ("X-", "N-", "S-06", "A-05", "Y-06")
"""Rules that may speak several times of one place of the form: the sentence tells their findings apart."""


def key_of(agency: str, year: int, finding: Finding) -> CaseKey:
    """Give the key of the case that this finding belongs to."""
    # Absent and late are one gap seen twice, though only the late report has a date to point at.
    pointers = () if finding.code in DEADLINES else finding.pointers
    return CaseKey(agency, year, finding.code, pointers, _quote_digest(finding))


def _quote_digest(finding: Finding) -> str:
    if not finding.code.startswith(_TEXT_RULES):
        return ""
    sentence = next((q.text for q in finding.evidence.quotes if q.pointer is None), None)
    if sentence is None:
        return ""
    # Portals re-flow text at every redesign: only the characters themselves are the sentence.
    return hashlib.sha256("".join(sentence.split()).encode()).hexdigest()[:16]
