"""Shows how far a round is: a live line on a terminal, else a plain line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from monitor.app.cli.session import Session
from monitor.app.cli.words import Words

_EVERY = 30.0
"""Seconds between two plain lines."""
_MINUTE, _HOUR = 60, 3600

Tell = Callable[[int, int], None]
"""Is told how many visits are done, of how many."""


@contextmanager
def pace(session: Session, total: int, clock: Callable[[], float] = time.monotonic) -> Iterator[Tell]:
    """Show on standard error how far it is, and how much longer it may take."""
    if not session.err.is_terminal:
        yield _plainly(session, clock)
        return
    text = TextColumn("{task.description}")
    columns = (text, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=session.err, transient=True, redirect_stdout=False, redirect_stderr=False)
    with bar:
        task = bar.add_task(session.say("sweep.progress"), total=total)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _plainly(session: Session, clock: Callable[[], float]) -> Tell:
    began = told = clock()

    def tell(done: int, total: int) -> None:
        nonlocal told
        now = clock()
        if now - told < _EVERY or done == total:
            return
        told = now
        left = duration(session.say, (now - began) / done * (total - done))
        session.err.print(session.say("sweep.progress_line", done=done, total=total, time=left), soft_wrap=True)

    return tell


def duration(say: Words, seconds: float) -> str:
    """Word how long something takes, as exactly as people need it."""
    whole = max(1, round(seconds))
    if whole < 2 * _MINUTE:
        return say("duration.seconds", seconds=whole)
    minutes = round(whole / _MINUTE)
    if whole < _HOUR:
        return say("duration.minutes", minutes=minutes)
    return say("duration.hours", hours=minutes // _MINUTE, minutes=minutes % _MINUTE)
