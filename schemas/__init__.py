"""Carries the statutory form as data: editions, derived JSON Schemas, the schema of the configuration."""

from __future__ import annotations

from importlib.resources import files

EDITIONS = ("2019", "2021")
"""Keys of the editions of the form: one file each in `editions/`."""


def load_text(name: str) -> str:
    """Read a file of this package, e.g. `editions/2019.yaml`. Raises FileNotFoundError."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
