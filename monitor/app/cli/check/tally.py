"""Sums up what was checked: the relations that the form prints, and every other condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from monitor.app.cli.words import Words

_RELATIONS = frozenset({"T3-01", "T3-02", "T3-03", "T4-01"})
"""Codes of the 勾稽关系 of tables 3 and 4."""
Tallies = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts conditions by how they ended."""

    holds: int
    fails: int
    uncertain: int
    not_applicable: int

    @property
    def checked(self) -> int:
        """Count those that could be asked at all."""
        return self.holds + self.fails + self.uncertain


def relations(tallies: Tallies) -> Tally:
    """Count the relations of tables 3 and 4."""
    return _sum(tallies, lambda code: code in _RELATIONS)


def others(tallies: Tallies) -> Tally:
    """Count every other condition."""
    return _sum(tallies, lambda code: code not in _RELATIONS)


def in_words(kind: str, tally: Tally, say: Words) -> str:
    """Say a tally: 40 项勾稽关系：38 项成立，2 项不成立. `kind` is `relations` or `others`."""
    parts = [(name, getattr(tally, name)) for name in ("holds", "fails", "uncertain", "not_applicable")]
    told = [say(f"tally.{kind}.{name}", count=count) for name, count in parts if count]
    return say(f"tally.{kind}.all", count=tally.checked, parts=say("tally.and").join(told))


def _sum(tallies: Tallies, wanted: Callable[[str], bool]) -> Tally:
    def count(verdict: str) -> int:
        return sum(by.get(verdict, 0) for code, by in tallies.items() if wanted(code))

    return Tally(count("pass"), count("fail"), count("uncertain"), count("not_applicable"))
