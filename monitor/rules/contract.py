"""Turns a finding into the JSON of the contract: what `check` prints and the alerts word."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from monitor.form import Edition
from monitor.rules.model import Finding
from monitor.rules.words import LANGUAGES, describe


def finding_json(finding: Finding, edition: Edition | None, lang: str = "zh") -> dict[str, Any]:
    """Give a finding as JSON: `message` and `basis` in `lang`, `words` in every language; Decimals are kept."""
    worded = {each: asdict(describe(finding, edition, each)) for each in LANGUAGES}
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "pointers": list(finding.pointers),
        "expected": finding.expected,
        "actual": finding.actual,
        "message": worded[lang]["message"],
        "basis": worded[lang]["basis"],
        "evidence": finding.evidence.as_json(),
        "hint": worded[lang]["hint"] or None,
        "suspects": list(finding.hint.pointers) if finding.hint else [],
        "variant": finding.variant,
        "facts": {name: _plain(value) for name, value in finding.facts.items()},
        "words": worded,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value
