"""Is the command `init`: writes an example configuration that runs as it is."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from monitor.app.cli.session import session_of
from monitor.app.cli.trouble import TroubleError

_NAMES = ("office.yaml", "agencies.csv")


def example_files() -> tuple[Traversable, ...]:
    """Give the files of the example: beside this package where it was installed, else those of the source tree.

    Raises TroubleError where there are none.
    """
    installed = files("monitor.app").joinpath("example")
    in_tree = files("monitor").joinpath("..", "config")
    for folder in (installed, in_tree):
        found = tuple(file for name in _NAMES if (file := folder.joinpath(name)).is_file())
        if len(found) == len(_NAMES):
            return found
    raise TroubleError("init.no_example")


def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="init.folder")] = Path("config"),
    force: Annotated[bool, typer.Option("--force", help="init.force")] = False,  # noqa: FBT002 - a flag of the command line
) -> int:
    """Write the example configuration."""
    session = session_of(ctx)
    examples = example_files()
    taken = [file.name for file in examples if (folder / file.name).exists()]
    if taken and not force:
        raise TroubleError("init.taken", folder=str(folder), files=", ".join(taken))
    folder.mkdir(parents=True, exist_ok=True)
    for file in examples:
        (folder / file.name).write_bytes(file.read_bytes())
        session.print("init.written", file=str(folder / file.name))
    session.print("init.next", folder=str(folder))
    return 0
