"""Gives each test a database of its own, migrated once for all of them."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from monitor.store import Store, open_store


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "template.db"
        open_store(f"sqlite:///{made}").close()
        return made.read_bytes()


def fresh_store(folder: Path, name: str = "nianbao.db") -> Store:
    """Open a new database in a folder; close it when done."""
    write_database(folder / name)
    return open_store(f"sqlite:///{folder / name}")


def write_database(file: Path) -> None:
    """Write a new database, migrated and empty, without opening it."""
    file.write_bytes(_template())
