"""Are the commands `db upgrade` and `db backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.app.cli.office import settings_of
from monitor.app.cli.options import ConfigOption
from monitor.app.cli.session import session_of
from monitor.app.cli.trouble import TroubleError
from monitor.store import back_up, open_store, revision
from monitor.store import upgrade as bring_up


def upgrade(ctx: typer.Context, config: ConfigOption = None) -> int:
    """Bring the database to the newest revision."""
    session = session_of(ctx)
    url = settings_of(session, config).storage.database
    before = revision(url)
    after = bring_up(url)
    if before == after:
        session.print("db.current", revision=after)
    else:
        session.print("db.upgraded", before=before or session.say("db.empty"), after=after)
    return 0


def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="db.file")],
    config: ConfigOption = None,
) -> int:
    """Write a copy of the database while it is in use."""
    session = session_of(ctx)
    url = settings_of(session, config).storage.database
    if file.exists():
        raise TroubleError("db.taken", file=str(file))
    with open_store(url) as store:
        if store.engine.dialect.name != "sqlite":
            raise TroubleError("db.not_sqlite", dialect=store.engine.dialect.name)
        back_up(store, file)
    session.print("db.backed_up", file=str(file), bytes=file.stat().st_size)
    return 0
