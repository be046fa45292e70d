"""Are the commands `cases list` and `cases show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.text import Text

from monitor.app.assess import SWITCHED_OFF
from monitor.app.cli.clean import clean
from monitor.app.cli.found import case_of, short
from monitor.app.cli.layout import hanging
from monitor.app.cli.office import house_of
from monitor.app.cli.options import ConfigOption
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.tables import plain_table
from monitor.app.cli.when import local_time
from monitor.cases import Case, CaseEvent, State
from monitor.settings import Severity
from monitor.store import LetterRow, cases, letters


def list_cases(
    ctx: typer.Context,
    agency: Annotated[str | None, typer.Option(metavar="ID", help="cases.agency")] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", help="cases.year")] = None,
    state: Annotated[State | None, typer.Option(metavar="|".join(State), help="cases.state")] = None,
    severity: Annotated[Severity | None, typer.Option(metavar="|".join(Severity), help="cases.severity")] = None,
    config: ConfigOption = None,
) -> int:
    """List cases: all that are not closed, or those in one state."""
    session = session_of(ctx)
    states = [state] if state else [s for s in State if s is not State.CLOSED]
    wanted = {"agency": agency, "year": year, "severity": severity}
    with house_of(session, config) as house, house.store.read() as tx:
        found = [case for case in cases.in_states(tx, states) if _matches(case, wanted)]
    if not found:
        session.print("cases.none")
        return 0
    _print_table(session, found)
    session.print("cases.count", count=len(found))
    return 0


def _matches(case: Case, wanted: dict[str, Any]) -> bool:
    own = {"agency": case.key.agency, "year": case.key.year, "severity": case.severity}
    return all(value is None or own[name] == value for name, value in wanted.items())


def _print_table(session: Session, found: list[Case]) -> None:
    say = session.say
    names = ("id", "agency", "year", "code", "severity", "state", "title")
    table = plain_table([say(f"cases.column.{name}") for name in names])
    for case in found:
        table.add_row(
            case.id,
            Text(clean(case.key.agency)),
            str(case.key.year),
            case.key.code,
            say(f"severity.{case.severity}"),
            say(f"case_state.{case.state}"),
            Text(_word(case, session, "title")),
        )
    session.out.print(table)


def show(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="ID", help="cases.id")],
    config: ConfigOption = None,
) -> int:
    """Show one case with its history."""
    session = session_of(ctx)
    with house_of(session, config) as house, house.store.read() as tx:
        found = case_of(tx, case)
        history = cases.history(tx, found.key.digest)
        written = letters.of_case(tx, found.key.digest)
        names = {a.id: a.name for a in house.settings.agencies}
    session.out.print(Text(f"{found.key.code}  {_word(found, session, 'title')}", "bold"), soft_wrap=True)
    agency = f"{names.get(found.key.agency, '')} ({found.key.agency})".strip()
    _print_rows(session, _facts(found, agency, session))
    session.out.print(Text(f"\n{session.say('cases.history')}", "bold"))
    _print_rows(session, _events(history, session))
    if written:
        session.out.print(Text(f"\n{session.say('cases.letters')}", "bold"))
        _print_rows(session, _letters(written, session))
    return 0


def _word(case: Case, session: Session, name: str) -> str:
    return clean(str(case.finding["words"][session.language][name]))


def _print_rows(session: Session, rows: Iterator[tuple[str, str]]) -> None:
    indent = int(session.say("cases.indent"))
    for label, told in rows:
        for line in hanging(Text(f"  {label}", "dim"), told, session.out.columns, indent):
            session.out.print(line, soft_wrap=True)


def _facts(case: Case, agency: str, session: Session) -> Iterator[tuple[str, str]]:
    say = session.say
    yield say("cases.column.id"), case.id
    yield say("cases.column.agency"), clean(agency)
    yield say("cases.column.year"), str(case.key.year)
    yield say("cases.column.severity"), say(f"severity.{case.severity}")
    yield say("cases.column.state"), say(f"case_state.{case.state}")
    yield say("finding.message"), _word(case, session, "message")
    yield say("finding.basis"), _word(case, session, "basis")
    if case.decision is not None:
        until = case.decision.until.isoformat() if case.decision.until else say("cases.without_end")
        facts = {"state": say(f"case_state.{case.decision.state}"), "by": case.decision.by, "until": until}
        yield say("cases.decision"), say("cases.decided", reason=case.decision.reason, **facts)


def _events(history: tuple[CaseEvent, ...], session: Session) -> Iterator[tuple[str, str]]:
    say = session.say
    for event in history:
        code, reason = event.note.partition(": ")[::2] if event.note.startswith(SWITCHED_OFF) else (event.note, "")
        note = f"{say.either('note', code)} {clean(reason)}".rstrip() if event.note else ""
        told = say("cases.event", kind=say(f"event.{event.kind}"), state=say(f"case_state.{event.state}"), by=event.by)
        yield local_time(event.at), f"{told}{say('cases.note', note=note) if note else ''}"


def _letters(rows: tuple[LetterRow, ...], session: Session) -> Iterator[tuple[str, str]]:
    for row in rows:
        state = session.say(f"letter_state.{row.state}")
        yield local_time(row.written_at), f"{short(row)}  {state}  {clean(row.subject)}"
