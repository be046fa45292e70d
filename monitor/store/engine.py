"""Opens the database: the only place that knows which one it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.store.model import StoreError

Tx = Connection
"""A transaction: every function of this package takes one first."""

DIALECTS = ("sqlite", "postgresql")
_READING = "nianbao_reading"
_PRAGMAS = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA journal_mode = WAL",
    # FULL: a letter that was marked as sent stays so when the power fails.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Store:
    """Holds the door to one database; use `begin` to write, `read` to look."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**{_READING: True})

    @property
    def engine(self) -> Engine:
        """Give the engine, for migrations and back-ups."""
        return self._engine

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """Open a transaction that writes: committed at the end, rolled back by any error."""
        with self._engine.begin() as tx:
            yield tx

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """Open a transaction that only reads: it never waits for a writer."""
        with self._reader.begin() as tx:
            yield tx

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def connect(url: str) -> Engine:
    """Give the engine of an address; the folder of an SQLite file is made. Raises StoreError for a bad one."""
    try:
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError) as error:
        # The address may hold a password: only the kind of the mistake is repeated.
        raise StoreError(f"not a database address ({type(error).__name__})") from None
    except ModuleNotFoundError as error:
        raise StoreError(f"the database driver {error.name} is not installed") from error
    if engine.dialect.name not in DIALECTS:
        raise StoreError(f"{engine.dialect.name} is not supported: use {' or '.join(DIALECTS)}")
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, engine.url.database)
    return engine


def _prepare_sqlite(engine: Engine, file: str | None) -> None:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin too late and end too early: we begin them ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _on_begin(tx: Connection) -> None:
    # IMMEDIATE: a writer waits for its turn here, and never fails half-way because another one was first.
    reading = tx.get_execution_options().get(_READING, False)
    tx.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
