"""Is the command `demo`: a whole season on an embedded portal, mailbox and database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from monitor.app.cli.session import session_of
from monitor.app.cli.trouble import TroubleError
from monitor.app.demo.show import run_demo
from monitor.app.observe import start_logs


def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Option(metavar="DIR", help="demo.folder")] = Path("nianbao-demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="demo.fresh")] = False,  # noqa: FBT002 - a flag of the command line
) -> int:
    """Play the demo."""
    session = session_of(ctx)
    start_logs(json=False, quiet=True)
    try:
        run_demo(folder, fresh=fresh, lang=session.language, console=Console(highlight=False))
    except FileExistsError as error:
        raise TroubleError("demo.taken", folder=str(folder)) from error
    return 0
