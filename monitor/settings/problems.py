"""Defines what is wrong with a configuration: a problem with its place, and the one error that carries them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from monitor.settings.words import say

_NONE: Mapping[str, Any] = MappingProxyType({})


class ProblemSeverity(StrEnum):
    """Says whether a problem refuses the configuration or only asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Says one thing that is wrong, and where; its words stand in `words/` under `key`."""

    file: str
    """As the operator named it, e.g. `config/office.yaml`."""
    key: str
    line: int | None = None
    """Counted from 1; the row of a workbook; None where the whole file is meant."""
    where: str = ""
    """Dotted path of a value, e.g. `mail.port`, or `id.column` of an agency."""
    facts: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    """Values that the sentence names; never a secret."""
    hint: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """What to do, by language, where the schema says more than the catalogue."""
    severity: ProblemSeverity = ProblemSeverity.ERROR

    @property
    def place(self) -> str:
        """Give file and line as editors and terminals read them."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def in_words(self, language: str = "zh") -> str:
        """Word the problem on one line: `file:line: where: text; hint: …`."""
        told = {"place": self.place, "where": self.where, "severity": str(self.severity)}
        return say(self.key, {**self.facts, **told}, self.hint, language)

    def __str__(self) -> str:
        return self.in_words()


class ConfigurationError(Exception):
    """Refuses a configuration, with every problem of every file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
