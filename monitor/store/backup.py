"""Backs up the database while it is in use."""

from __future__ import annotations

from pathlib import Path

from monitor.store.engine import Store
from monitor.store.model import StoreError


def back_up(store: Store, target: Path) -> None:
    """Write a whole and consistent copy to a new file.

    Raises StoreError where the file exists already, or the database is not SQLite.
    """
    if store.engine.dialect.name != "sqlite":
        raise StoreError("this database is backed up with its own tools, e.g. pg_dump")
    if target.exists():
        raise StoreError(f"{target} exists already: a back-up overwrites nothing")
    target.parent.mkdir(parents=True, exist_ok=True)
    # Outside of any transaction: SQLite copies no database within one.
    connection = store.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
