"""Are the commands `letters list`, `letters show` and `letters send`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from alerts.model import LetterState
from alerts.sending import SendSummary
from monitor.app.cli.clean import clean, clean_lines
from monitor.app.cli.found import letter_of, short
from monitor.app.cli.layout import hanging
from monitor.app.cli.office import house_of
from monitor.app.cli.options import ConfigOption
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.tables import plain_table
from monitor.app.cli.when import local_time
from monitor.app.observe import start_logs
from monitor.app.steps import letters as sending
from monitor.store import LetterRow, letters

_STATES = "|".join(LetterState)


def list_letters(
    ctx: typer.Context,
    state: Annotated[LetterState | None, typer.Option(metavar=_STATES, help="letters.state")] = None,
    config: ConfigOption = None,
) -> int:
    """List letters, the oldest first."""
    session = session_of(ctx)
    say = session.say
    with house_of(session, config) as house, house.store.read() as tx:
        rows = letters.in_states(tx, [state.value] if state else [s.value for s in LetterState])
    if not rows:
        session.print("letters.none")
        return 0
    table = plain_table([say(f"letters.column.{name}") for name in ("id", "written", "state", "reason", "subject")])
    for row in rows:
        reasons = say("tally.and").join(say(f"reason.{reason}") for reason in row.reasons)
        written = local_time(row.written_at)[:10]
        table.add_row(short(row), written, say(f"letter_state.{row.state}"), reasons, Text(clean(row.subject)))
    session.out.print(table)
    session.print("letters.count", count=len(rows))
    return 0


def show(
    ctx: typer.Context,
    letter: Annotated[str, typer.Argument(metavar="ID", help="letters.id")],
    config: ConfigOption = None,
) -> int:
    """Show one letter as it leaves the house."""
    session = session_of(ctx)
    with house_of(session, config) as house, house.store.read() as tx:
        row = letter_of(tx, letter)
    indent = int(session.say("letters.indent"))
    for name, told in _head(row, session):
        label = Text(session.say(f"letters.label.{name}"), "dim")
        for line in hanging(label, told, session.out.columns, indent):
            session.out.print(line, soft_wrap=True)
    session.out.print()
    session.out.print(Text(clean_lines(row.text)), soft_wrap=True)
    return 0


def _head(row: LetterRow, session: Session) -> Iterator[tuple[str, str]]:
    say = session.say
    yield "id", row.id
    yield "state", say(f"letter_state.{row.state}")
    yield "reason", say("tally.and").join(say(f"reason.{reason}") for reason in row.reasons)
    yield "to", clean(", ".join(row.recipients)) or "-"
    if row.copies:
        yield "cc", clean(", ".join(row.copies))
    yield "written", local_time(row.written_at)
    if row.released_at:
        yield "released", say("letters.released_by", at=local_time(row.released_at), by=row.released_by or "")
    if row.sent_at:
        yield "sent", local_time(row.sent_at)
    if row.last_error:
        yield "error", clean(row.last_error)
    yield "subject", clean(row.subject)


def send(ctx: typer.Context, config: ConfigOption = None) -> int:
    """Send what is due now."""
    session = session_of(ctx)
    start_logs(json=False, quiet=True)
    total = SendSummary(more=True)
    with house_of(session, config) as house:
        if not house.channel.delivers:
            session.complain("letters.mail_off")
            return 2
        while total.more and total.unavailable is None:
            _add(total, sending.step(house, house.clock()))
        with house.store.read() as tx:
            held = letters.count(tx, LetterState.HELD.value)
    session.print(
        "letters.sent",
        sent=len(total.sent),
        deferred=len(total.deferred),
        refused=len(total.refused),
        superseded=len(total.superseded),
    )
    if held:
        session.print("letters.still_held", count=held)
    if total.unavailable is not None:
        session.complain("letters.unavailable", detail=total.unavailable)
    return 2 if total.unavailable is not None or total.refused else 0


def _add(total: SendSummary, one: SendSummary) -> None:
    total.sent += one.sent
    total.refused += one.refused
    total.deferred += one.deferred
    total.superseded += one.superseded
    total.unavailable, total.more = one.unavailable, one.more
