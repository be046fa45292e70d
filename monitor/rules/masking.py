"""Masks personal data in what a rule says: here for whoever prints, mails or keeps a finding (A-05)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from monitor.extraction import masked
from monitor.rules.model import Finding


def without_persons(finding: Finding) -> Finding:
    """Give the finding with the personal data of its quotes, facts and values masked; figures stay as they are."""
    said = (finding.expected, finding.actual, *finding.facts.values(), *(q.text for q in finding.evidence.quotes))
    if all(_plain(value) == value for value in said):  # as good as always
        return replace(finding, facts=dict(finding.facts))
    quotes = tuple(replace(q, text=masked(q.text)) for q in finding.evidence.quotes)
    return replace(
        finding,
        expected=_plain(finding.expected),
        actual=_plain(finding.actual),
        facts={name: _plain(value) for name, value in finding.facts.items()},
        evidence=replace(finding.evidence, quotes=quotes),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    return tuple(_plain(part) for part in value) if isinstance(value, tuple) else value
