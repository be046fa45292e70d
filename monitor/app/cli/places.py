"""Finds the lines of a configuration at which a value stands, for problems that the settings alone cannot see."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from monitor.settings import Problem
from monitor.settings.load import OFFICE, TABLES
from monitor.settings.office_file import read_office
from monitor.settings.rows import read_entries
from monitor.settings.source import read_source
from monitor.settings.table import read_table


def lines_of_office(folder_or_file: Path, section: str) -> Mapping[str, str]:
    """Give `file:line` for every key of a section of `office.yaml`."""
    file = folder_or_file if folder_or_file.is_file() else folder_or_file / OFFICE
    source = read_source(file)
    if isinstance(source, Problem):
        return {}
    office, _ = read_office(source, file.parent)
    return {key: f"{source.name}:{office.tree.line((section, key))}" for key in office.section(section)}


def lines_of_agencies(folder_or_file: Path) -> Mapping[str, str]:
    """Give `file:line` for every agency, by its id."""
    folder = folder_or_file.parent if folder_or_file.is_file() else folder_or_file
    source = read_source(next((folder / name for name in TABLES if (folder / name).is_file()), folder / TABLES[0]))
    if isinstance(source, Problem):
        return {}
    rows, _ = read_table(source)
    entries, _ = read_entries(source, rows)
    return {entry.id: f"{source.name}:{entry.line}" for entry in entries}
