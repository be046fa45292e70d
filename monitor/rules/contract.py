"""Turns a finding into the JSON of the contract: what `check` prints and the alerts word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from monitor.form import Edition
from monitor.rules.coded import Coded
from monitor.rules.model import Finding
from monitor.rules.words import LANGUAGES, describe


def finding_json(finding: Finding, edition: Edition | None, lang: str = "zh") -> dict[str, Any]:
    """Give a finding as history keeps it: as `public_json` does, with suspects, facts and `words` in every language."""
    worded = {each: asdict(describe(finding, edition, each)) for each in LANGUAGES}
    return {
        **_said(finding, worded[lang]),
        "suspects": list(finding.hint.pointers) if finding.hint else [],
        "facts": {name: _plain(value) for name, value in finding.facts.items()},
        "words": worded,
    }


def public_json(finding: Finding, edition: Edition | None, lang: str) -> dict[str, Any]:
    """Give a finding as JSON of the contract: `message` and `basis` in `lang`; Decimals are kept."""
    return _said(finding, asdict(describe(finding, edition, lang)))


def _said(finding: Finding, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "pointers": list(finding.pointers),
        "expected": finding.expected,
        "actual": finding.actual,
        "message": words["message"],
        "basis": words["basis"],
        "evidence": finding.evidence.as_json(),
        "hint": words["hint"] or None,
        "variant": finding.variant,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Coded):
        return value.code
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value
