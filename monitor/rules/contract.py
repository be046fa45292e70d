"""Turns a finding into the JSON of the contract: what `check` prints and the alerts word."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from monitor.form import Edition
from monitor.rules.model import Finding
from monitor.rules.words import LANGUAGES, describe


def finding_json(finding: Finding, edition: Edition | None, lang: str = "zh") -> dict[str, Any]:
    """Give a finding as history keeps it: as `public_json` does, with its facts and `words` in every language."""
    worded = {each: asdict(describe(finding, edition, each)) for each in LANGUAGES}
    facts = {name: _plain(value) for name, value in finding.facts.items()}
    return {**_said(finding, worded[lang]["message"], worded[lang]["basis"]), "facts": facts, "words": worded}


def public_json(finding: Finding, edition: Edition | None, lang: str) -> dict[str, Any]:
    """Give a finding as JSON of the contract: `message` and `basis` in `lang`; Decimals are kept."""
    words = describe(finding, edition, lang)
    return _said(finding, words.message, words.basis)


def _said(finding: Finding, message: str, basis: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "pointers": list(finding.pointers),
        "expected": finding.expected,
        "actual": finding.actual,
        "message": message,
        "basis": basis,
        "evidence": finding.evidence.as_json(),
        "hint": worded[lang]["hint"] or None,
        "suspects": list(finding.hint.pointers) if finding.hint else [],
        "variant": finding.variant,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value
