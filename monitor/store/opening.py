"""Opens a store that is ready to work with: migrated, and of a revision that this program knows."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from monitor.store.engine import Store, connect
from monitor.store.model import StoreError


def open_store(url: str) -> Store:
    """Open the database at an SQLAlchemy address: an empty one is made, an older one upgraded.

    Raises StoreError for one that cannot be reached, was made by a newer version, or is not ours.
    """
    store = Store(connect(url))
    try:
        with store.read() as tx:
            ready = _revision(tx) == head()
        if not ready:
            _upgrade(store)
    except BaseException as error:
        store.close()
        if isinstance(error, DBAPIError):
            raise StoreError(f"the database cannot be opened: {error.orig}") from error
        raise
    return store


def upgrade(url: str) -> str:
    """Bring a database to the newest revision and give it. Raises StoreError as `open_store` does."""
    with open_store(url) as store, store.read() as tx:
        return _revision(tx) or ""


def revision(url: str) -> str | None:
    """Give the revision of a database, None for an empty one; nothing is changed."""
    with Store(connect(url)) as store, store.read() as tx:
        return _revision(tx)


@cache
def head() -> str:
    """Give the newest revision that this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _revision(tx: Connection) -> str | None:
    return MigrationContext.configure(tx).get_current_revision()


def _upgrade(store: Store) -> None:
    config = _config()
    with store.begin() as tx:
        _check_known(tx, config)
        config.attributes["connection"] = tx
        command.upgrade(config, "head")


def _check_known(tx: Connection, config: Config) -> None:
    current = _revision(tx)
    if current is None and inspect(tx).get_table_names():
        raise StoreError("the database holds tables that are not nianbao's: name an empty one")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(
            f"the database has revision {current}, which this version does not know: "
            "it was made by a newer nianbao; install that version, or restore a back-up"
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "monitor.store:migrations")
    config.set_main_option("path_separator", "os")
    return config
