"""Makes the database itself refuse to rewrite history: a row of such a table can only be added."""

from __future__ import annotations

from sqlalchemy.schema import DDL, ExecutableDDLElement

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRESQL = (
    """
CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$
""",
    """
CREATE TRIGGER {table}_no_rewriting BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()
""",
)


def guards(table: str) -> tuple[ExecutableDDLElement, ...]:
    """Give the statements that guard a table, each for its own database."""
    for_sqlite = (_SQLITE.format(table=table, verb=verb) for verb in ("update", "delete"))
    for_postgresql = (statement.format(table=table) for statement in _POSTGRESQL)
    return (
        *(_only("sqlite", statement) for statement in for_sqlite),
        *(_only("postgresql", statement) for statement in for_postgresql),
    )


def _only(dialect: str, statement: str) -> ExecutableDDLElement:
    ddl: ExecutableDDLElement = DDL(statement.strip())  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped
    return ddl.execute_if(dialect=dialect)
