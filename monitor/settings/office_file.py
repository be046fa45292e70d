"""Holds `office.yaml` after reading: its values, where each stands, and which sections can be relied on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.settings.problems import Problem
from monitor.settings.schema import office_faults, shown
from monitor.settings.source import Source, decode
from monitor.settings.yaml_tree import Path as Keys
from monitor.settings.yaml_tree import Tree, read_yaml


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """Holds the values of `office.yaml` and the faults that the schema found."""

    source: Source
    folder: Path
    tree: Tree
    broken: frozenset[str]
    """Sections with a fault: nothing further is concluded from them."""

    def sound(self, section: str) -> bool:
        """Tell whether the section (there or not) can be relied on."""
        return section not in self.broken

    def section(self, name: str) -> Mapping[str, Any]:
        """Give the values of a section; empty where it is left out or broken."""
        values: Mapping[str, Any] = self.tree.data.get(name, {}) if self.sound(name) else {}
        return values

    def path(self, text: str) -> Path:
        """Resolve a path: a relative one starts at the folder of the file."""
        return (self.folder / text).absolute()

    def error(self, keys: Keys, key: str, **facts: Any) -> Problem:
        """Make an error at a value."""
        return self.source.error(key, self.tree.line(keys), dotted(keys), **facts)

    def warning(self, keys: Keys, key: str, **facts: Any) -> Problem:
        """Make a warning at a value."""
        return self.source.warning(key, self.tree.line(keys), dotted(keys), **facts)


def read_office(source: Source, folder: Path) -> tuple[OfficeFile, tuple[Problem, ...]]:
    """Read `office.yaml` and hold it against the schema; a file that cannot be read has no sound section."""
    text = decode(source)
    if isinstance(text, Problem):
        return unreadable_office(source, folder), (text,)
    tree = read_yaml(text)
    troubles = tuple(source.error(t.key, t.line, dotted(t.path), **t.facts) for t in tree.troubles)
    if tree.data is None:
        return unreadable_office(source, folder), troubles
    office, problems = _checked(source, folder, tree)
    return office, (*troubles, *problems)


def dotted(keys: Keys) -> str:
    """Write a path as people say it: `letters.remind_before_days[0]`."""
    return "".join(f"[{k}]" if isinstance(k, int) else f".{shown(k)}" for k in keys).removeprefix(".")


def _checked(source: Source, folder: Path, tree: Tree) -> tuple[OfficeFile, tuple[Problem, ...]]:
    faults = list(office_faults(tree.data))
    problems = tuple(Problem(source.name, f.key, tree.line(f.path), dotted(f.path), f.facts, f.hint) for f in faults)
    if not isinstance(tree.data, dict):
        return unreadable_office(source, folder), problems
    broken = {str(f.path[0]) if f.path else str(f.facts["name"]) for f in faults}
    broken |= {str(trouble.path[0]) for trouble in tree.troubles if trouble.path}
    return OfficeFile(source, folder, tree, frozenset(broken)), problems


def unreadable_office(source: Source, folder: Path) -> OfficeFile:
    """Stand for a file that is missing or cannot be read: every section counts as broken."""
    return OfficeFile(source, folder, Tree(data={}), frozenset(SECTIONS))


SECTIONS = (
    "office",
    "mail",
    "letters",
    "schedule",
    "deadlines",
    "severities",
    "switched_off",
    "fetching",
    "storage",
    "sentry",
)
