"""Loads the rule book: what is checked, how severely, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from ruamel.yaml import YAML

from monitor.settings import Kind, Severity

_KEYS = frozenset({"severity", "also", "editions", "kinds", "urgent", "status"})
_NEEDED = frozenset({"severity", "status"})


class Status(StrEnum):
    """Says whether a rule is in force."""

    ACTIVE = "active"
    PLANNED = "planned"
    RETIRED = "retired"


class BookError(ValueError):
    """Says which line of the rule book is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Holds one code of the rule book."""

    code: str
    severity: Severity | None
    """Default severity; None for a hint and for what is never a finding."""
    also: tuple[Severity, ...]
    """Other severities that its variants may carry."""
    editions: tuple[str, ...]
    """Editions for which it has a meaning; empty = every edition."""
    kinds: tuple[Kind, ...]
    """Kinds of agency that it applies to; empty = every kind."""
    urgent: bool
    status: Status

    @property
    def family(self) -> str:
        """Give the family, e.g. `T3`."""
        return self.code.partition("-")[0]

    def concerns(self, kind: Kind | None, edition: str | None) -> bool:
        """Tell whether it applies to this kind and edition; an unknown edition is left to the rule."""
        return (not self.kinds or kind in self.kinds) and (
            not self.editions or edition is None or edition in self.editions
        )


@cache
def book() -> Mapping[str, Entry]:
    """Give every code with its entry, in the order of the book. Raises BookError."""
    text = files("monitor.rules").joinpath("book.yaml").read_text(encoding="utf-8")
    return MappingProxyType(parse(YAML(typ="safe").load(text)))


def parse(lines: Mapping[str, Mapping[str, Any]]) -> dict[str, Entry]:
    """Turn the lines of the book into entries. Raises BookError for an unknown or missing key or word."""
    return {code: _entry(code, line) for code, line in lines.items()}


def _entry(code: str, line: Mapping[str, Any]) -> Entry:
    if unknown := set(line) - _KEYS:
        raise BookError(f"{code}: unknown keys {sorted(unknown)}")
    if missing := _NEEDED - set(line):
        raise BookError(f"{code}: missing keys {sorted(missing)}")
    try:
        return Entry(
            code=code,
            severity=Severity(line["severity"]) if line["severity"] is not None else None,
            also=tuple(Severity(word) for word in line.get("also", ())),
            editions=tuple(line.get("editions", ())),
            kinds=tuple(Kind(word) for word in line.get("kinds", ())),
            urgent=line.get("urgent", False),
            status=Status(line["status"]),
        )
    except ValueError as error:
        raise BookError(f"{code}: {error}") from error
