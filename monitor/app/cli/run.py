"""Is the command `run`: the daemon."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from monitor.app import daemon
from monitor.app.cli.office import refusing, served_folder
from monitor.app.cli.options import ConfigOption
from monitor.app.cli.session import session_of
from monitor.app.observe import start_logs


class Log(StrEnum):
    """Names the forms of the log."""

    JSON = "json"
    CONSOLE = "console"


def run(
    ctx: typer.Context,
    config: ConfigOption = None,
    log: Annotated[Log, typer.Option(metavar="json|console", help="run.log")] = Log.CONSOLE,
) -> int:
    """Run the daemon until a signal says stop."""
    session = session_of(ctx)
    folder = served_folder(session, config)
    start_logs(json=log is Log.JSON)
    with refusing(session):
        daemon.run(folder, session.environ)
    return 0
