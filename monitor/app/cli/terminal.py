"""Makes the consoles: no markup, no guesses about what foreign text means, and a broken pipe that can be caught."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

WIDEST = 100
"""Columns beyond which lines of prose are no longer read with ease."""


class Terminal(Console):
    """Prints text as it is; markup belongs to no text that may come from outside."""

    def __init__(self, file: TextIO, like: Console | None = None) -> None:
        shape: dict[str, Any] = {"width": like.width, "force_terminal": like.is_terminal} if like else {}
        super().__init__(file=file, markup=False, highlight=False, emoji=False, **shape)

    @property
    def columns(self) -> int:
        """Give the columns that prose may take."""
        return min(self.width, WIDEST)

    def on_broken_pipe(self) -> NoReturn:
        """Leave it to `run`: whoever read us has read enough."""
        raise BrokenPipeError


def speak_utf8() -> None:
    """Print what a terminal's encoding lacks as a question mark, instead of breaking off."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@contextmanager
def progress(err: Console, description: str, total: int | None) -> Iterator[Progress]:
    """Show a bar on standard error while it is a terminal and there is more than one thing to do; the task is 0."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    hidden = not err.is_terminal or (total is not None and total <= 1)
    bar = Progress(*columns, console=err, transient=True, disable=hidden, redirect_stdout=False, redirect_stderr=False)
    with bar:
        bar.add_task(description, total=total)
        yield bar
