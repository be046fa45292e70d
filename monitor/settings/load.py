"""Loads the configuration: all its files at once, all their problems at once, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from monitor.settings.agencies import build_agencies, relation_problems
from monitor.settings.model import TIME_ZONE, Settings
from monitor.settings.office import build_settings, office_problems
from monitor.settings.office_file import OfficeFile, read_office, unreadable_office
from monitor.settings.problems import ConfigurationError, Problem, ProblemSeverity
from monitor.settings.rows import Entry, read_entries
from monitor.settings.secrets import Secrets, read_secrets, secret_problems
from monitor.settings.source import Source, digest, read_source
from monitor.settings.table import read_table
from monitor.settings.warnings import Inspected, warnings_of

OFFICE = "office.yaml"
TABLES = ("agencies.csv", "agencies.xlsx")


def load_settings(folder_or_file: Path, environ: Mapping[str, str]) -> Settings:
    """Load the configuration from its folder or its `office.yaml`.

    Raises ConfigurationError with every error of every file; warnings do not refuse (see `inspect`).
    """
    read = _read(folder_or_file, environ)
    if read.errors:
        raise ConfigurationError(read.errors)
    return _built(read)


def inspect(
    folder_or_file: Path, environ: Mapping[str, str], today: date | None = None
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Give the settings (None if refused) with every error and warning, in the order of the files.

    `today` decides which agencies still exist and which holidays are needed; None takes the office's own day.
    """
    read = _read(folder_or_file, environ)
    day = today or datetime.now(TIME_ZONE).date()
    warnings = warnings_of(Inspected(read.office, read.table, read.entries, day))
    problems = _ordered([*read.problems, *warnings], read.office)
    return None if read.errors else _built(read), problems


@dataclass(frozen=True, slots=True)
class _Read:
    """Holds both files as read; a missing one is empty, and a problem."""

    office: OfficeFile
    table: Source
    entries: tuple[Entry, ...]
    secrets: Secrets
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is ProblemSeverity.ERROR)


def _read(folder_or_file: Path, environ: Mapping[str, str]) -> _Read:
    file = folder_or_file if folder_or_file.suffix in {".yaml", ".yml"} else folder_or_file / OFFICE
    office, secrets, office_found = _read_office(file, environ)
    table, entries, table_found = _read_agencies(file.parent)
    return _Read(office, table, entries, secrets, _ordered([*office_found, *table_found], office))


def _read_office(file: Path, environ: Mapping[str, str]) -> tuple[OfficeFile, Secrets, tuple[Problem, ...]]:
    source = read_source(file)
    if isinstance(source, Problem):
        missing = unreadable_office(Source(source.file, b""), file.parent)
        return missing, Secrets(), (source,)
    office, problems = read_office(source, file.parent)
    secrets = read_secrets(office, environ)
    return office, secrets, (*problems, *office_problems(office), *secret_problems(office, secrets))


def _read_agencies(folder: Path) -> tuple[Source, tuple[Entry, ...], tuple[Problem, ...]]:
    there = [folder / name for name in TABLES if (folder / name).is_file()]
    source = read_source(there[0] if there else folder / TABLES[0])
    if isinstance(source, Problem):
        return Source(source.file, b""), (), (source,)
    if len(there) > 1:
        return source, (), (source.error("two_agency_lists"),)
    rows, unreadable = read_table(source)
    if unreadable:
        return source, (), unreadable
    entries, problems = read_entries(source, rows)
    return source, entries, (*problems, *relation_problems(source, entries))


def _built(read: _Read) -> Settings:
    both = digest((read.office.source, read.table))
    return build_settings(read.office, build_agencies(read.entries), read.secrets, both)


def _ordered(problems: Iterable[Problem], office: OfficeFile) -> tuple[Problem, ...]:
    """Order by file, `office.yaml` first, then by line; what concerns a whole file comes first."""
    return tuple(sorted(problems, key=lambda p: (p.file != office.source.name, p.line or 0)))
