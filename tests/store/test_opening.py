from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, create_mock_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from monitor.store import StoreError, back_up, head, open_store, revision, ticks, upgrade
from monitor.store.engine import connect
from monitor.store.tables import metadata


def _schema(tx: Connection) -> dict[str, object]:
    seen = inspect(tx)
    tables = sorted(set(seen.get_table_names()) - {"alembic_version"})
    return {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)],
            "key": seen.get_pk_constraint(table),
            "foreign": seen.get_foreign_keys(table),
            "unique": seen.get_unique_constraints(table),
            "indexes": sorted(map(str, seen.get_indexes(table))),
        }
        for table in tables
    }


def _triggers(tx: Connection) -> list[str]:
    found = tx.execute(text("SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"))
    return [" ".join(sql.split()) for sql in found.scalars()]


def test_migrating_equals_creating(tmp_path: Path) -> None:
    created = create_engine("sqlite://")
    with open_store(f"sqlite:///{tmp_path}/a.db") as store, store.read() as migrated:
        with created.begin() as tx:
            metadata.create_all(tx)
            assert _schema(migrated) == _schema(tx)
            assert _triggers(migrated) == _triggers(tx) != []
        difference = compare_metadata(MigrationContext.configure(migrated), metadata)
    created.dispose()

    assert difference == []


def test_every_table_and_index_is_valid_for_postgresql() -> None:
    statements: list[str] = []
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped
    engine = create_mock_engine(
        "postgresql://", lambda sql, *_, **__: statements.append(str(sql.compile(dialect=dialect)))
    )
    metadata.create_all(engine, checkfirst=False)

    made = "\n".join(statements)
    assert made.count("CREATE TABLE") == len(metadata.tables)
    assert "TIMESTAMP WITH TIME ZONE" in made
    assert "CREATE TRIGGER case_events_no_rewriting" in made
    assert "RAISE(ABORT" not in made


def test_an_empty_database_is_made_with_its_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/lib/nianbao.db"

    with open_store(url):
        pass

    assert revision(url) == head() == upgrade(url) == "0009"


def test_looking_at_the_revision_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"

    assert revision(url) is None
    with sqlite3.connect(tmp_path / "a.db") as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.close()
    assert tables == (0,)


def test_a_database_of_a_newer_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    with open_store(url) as store, store.begin() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match=r"revision 9999.*newer nianbao.*back-up"):
        open_store(url)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE invoices (id INTEGER)")
    connection.close()

    with pytest.raises(StoreError, match="not nianbao's"):
        open_store(f"sqlite:///{tmp_path}/a.db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no database at all, " * 100)

    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path}/a.db")


@pytest.mark.parametrize("url", ["", "no address", "nosuch://user:hunter2@host/db"])
def test_a_bad_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        connect(url)

    assert "hunter2" not in str(caught.value)


def test_sqlite_keeps_a_write_ahead_log_checks_keys_and_syncs_fully(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db") as store, store.read() as tx:
        pragmas = [
            tx.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]

    assert pragmas == ["wal", 1, 2, 30000]


def test_an_error_rolls_the_whole_transaction_back(tmp_path: Path) -> None:
    good = text("INSERT INTO ticks (job, next_run_at) VALUES ('sweep', '2026-01-01 00:00:00')")
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:

        def fail() -> None:
            with store.begin() as tx:
                tx.execute(good)
                tx.execute(text("INSERT INTO nowhere VALUES (1)"))

        with pytest.raises(DBAPIError, match="nowhere"):
            fail()
        with store.read() as tx:
            assert ticks.every(tx) == ()


def test_a_back_up_is_whole_and_overwrites_nothing(tmp_path: Path) -> None:
    target = tmp_path / "copies" / "a.db"
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        with store.begin() as tx:
            tx.execute(text("INSERT INTO ticks (job, next_run_at) VALUES ('sweep', '2026-01-01 00:00:00')"))
        back_up(store, target)
        with pytest.raises(StoreError, match="exists already"):
            back_up(store, target)

    with open_store(f"sqlite:///{target}") as copy, copy.read() as tx:
        assert [tick.job for tick in ticks.every(tx)] == ["sweep"]
