"""Gives verdicts, severities and states a symbol and a colour: the symbol stays where colours are off (NO_COLOR)."""

from __future__ import annotations

from collections.abc import Mapping

SYMBOLS: Mapping[str, str] = {
    "compliant": "✓",
    "noncompliant": "✗",
    "undetermined": "?",
    "violation": "✗",
    "query": "?",
    "note": "·",
    "system": "!",
    "published": "✓",
    "proved_absent": "✗",
    "unknown": "?",
    "not_due": "…",
}
STYLES: Mapping[str, str] = {
    "compliant": "bold green",
    "noncompliant": "bold red",
    "undetermined": "bold yellow",
    "violation": "bold red",
    "query": "bold yellow",
    "note": "bold cyan",
    "system": "bold magenta",
    "published": "green",
    "proved_absent": "bold red",
    "unknown": "yellow",
    "not_due": "dim",
}
