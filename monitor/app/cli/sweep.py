"""Is the command `sweep`: one round now, as the daemon does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from monitor.app.cli.office import house_of
from monitor.app.cli.options import ConfigOption
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.terminal import progress
from monitor.app.house import House
from monitor.app.observe import start_logs
from monitor.app.place import leave_place, take_place
from monitor.app.steps import deadlines
from monitor.app.steps import sweep as visits


def sweep(
    ctx: typer.Context,
    config: ConfigOption = None,
    everything: Annotated[bool, typer.Option("--all", help="sweep.all")] = False,  # noqa: FBT002 - a flag of the command line
) -> int:
    """Visit the listings that are due, judge, write letters; they are sent by the daemon, or by `letters send`."""
    session = session_of(ctx)
    start_logs(json=False, quiet=True)
    with house_of(session, config) as house, _place(house):
        swept = _visit(session, house, everything=everything)
        written = deadlines.step(house, house.clock())
    _tell(session, swept, written)
    for agency in dict.fromkeys((*swept.failed, *written.failed)):
        session.complain("sweep.failed", agency=agency)
    return 2 if swept.failed or written.failed else 0


def _visit(session: Session, house: House, *, everything: bool) -> visits.Swept:
    with progress(session.err, session.say("sweep.progress"), None) as bar:

        def show(done: int, total: int) -> None:
            bar.update(bar.task_ids[0], completed=done, total=total)
            take_place(house, house.clock())

        return visits.step(house, house.clock(), everything=everything, progress=show)


def _tell(session: Session, swept: visits.Swept, written: deadlines.Written) -> None:
    session.print("sweep.visited", count=swept.visited)
    for state, count in swept.states.items():
        if session.say.has(f"state.{state}"):
            session.print("sweep.state", state=session.say(f"state.{state}"), count=count)
    session.print("sweep.written", letters=len(written.letters), superseded=written.superseded, judged=written.judged)
    session.print("sweep.next")


@contextmanager
def _place(house: House) -> Iterator[None]:
    """Hold the one place on the database meanwhile: a host gets one request at a time, from us all together."""
    take_place(house, house.clock())
    try:
        yield
    finally:
        leave_place(house)
