"""Is the command `letters release`: nobody is written to unsigned."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from alerts import outbox
from alerts.model import LetterState, Reason
from monitor.app.cli.found import letter_of, short
from monitor.app.cli.office import house_of
from monitor.app.cli.options import ConfigOption
from monitor.app.cli.session import session_of
from monitor.app.cli.trouble import TroubleError
from monitor.store import LetterRow, Tx, letters


def release(
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="letters.ids")] = None,
    everything: Annotated[bool, typer.Option("--all", help="release.all")] = False,  # noqa: FBT002 - a flag of the command line
    reason: Annotated[Reason | None, typer.Option(metavar="REASON", help="release.reason")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="release.by")] = None,
    config: ConfigOption = None,
) -> int:
    """Let held letters go."""
    session = session_of(ctx)
    if sum((bool(ids), everything, reason is not None)) != 1:
        raise TroubleError("release.which", reasons="|".join(Reason))
    with house_of(session, config) as house, house.store.begin() as tx:
        rows = [_held(tx, each) for each in ids] if ids else _all_held(tx, reason)
        outbox.release(tx, [row.id for row in rows], house.clock(), by or getpass.getuser())
    for row in rows:
        session.print("release.one", id=short(row), subject=row.subject)
    session.print("release.done" if rows else "release.nothing", count=len(rows))
    return 0


def _held(tx: Tx, beginning: str) -> LetterRow:
    row = letter_of(tx, beginning)
    if row.state != LetterState.HELD:
        raise TroubleError("release.not_held", id=short(row), state=row.state)
    return row


def _all_held(tx: Tx, reason: Reason | None) -> list[LetterRow]:
    return [row for row in letters.in_states(tx, [LetterState.HELD.value]) if reason is None or reason in row.reasons]
