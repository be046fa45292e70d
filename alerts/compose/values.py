"""Chooses how the two values of a finding are set against each other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alerts.compose.scrub import scrub

_KINDS: Mapping[str, str] = {
    "T2-04": "at_most",
    "T2-05": "at_most",
    "T2-06": "at_least",
    "T3-01": "sum",
    "T3-02": "should",
    "T3-03": "should",
    "T4-01": "should",
    "Y-02": "asked",
    "Y-03": "asked",
}
_FAMILIES: Mapping[str, str] = {
    "X": "text",
    "Y": "last_year",
    "H": "children",
    "T2": "asked",
    "T3": "asked",
    "T4": "asked",
}
"""How a family compares; the codes of other families say their values in their own sentence."""


def comparison(finding: Mapping[str, Any]) -> tuple[str, dict[str, str]] | None:
    """Give the kind of comparison and its two values as words, or None where there are no two to compare."""
    code = str(finding["code"])
    kind = _KINDS.get(code) or _FAMILIES.get(code.partition("-")[0])
    expected, actual = finding.get("expected"), finding.get("actual")
    if kind is None or expected is None or actual is None:
        return None
    return kind, {"expected": shown(expected), "actual": shown(actual)}


def shown(value: object) -> str:
    """Write a value as people do: Decimals without exponent, foreign text on one line."""
    return format(value, "f") if isinstance(value, Decimal) else scrub(str(value))
