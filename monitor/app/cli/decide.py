"""Is the command `cases decide`: what a person decides outlives every rerun."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from monitor.app.cli.found import case_of
from monitor.app.cli.office import house_of
from monitor.app.cli.options import ConfigOption, day
from monitor.app.cli.session import session_of
from monitor.app.cli.trouble import TroubleError
from monitor.calendar import local_date
from monitor.cases import Decision, State, decide_case
from monitor.store import cases

_OVER = frozenset({State.VERIFIED, State.CLOSED})


class Decided(StrEnum):
    """Names the states that a person may decide."""

    ACKNOWLEDGED = "acknowledged"
    EXPLAINED = "explained"
    WAIVED = "waived"


def decide(  # noqa: PLR0913, PLR0917 - one parameter an option is how typer reads a command line
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="ID", help="cases.id")],
    state: Annotated[Decided, typer.Option(metavar="|".join(Decided), help="decide.state")],
    by: Annotated[str, typer.Option(metavar="NAME", help="decide.by")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="decide.reason")],
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="decide.until")] = None,
    config: ConfigOption = None,
) -> int:
    """Record a decision on a case."""
    session = session_of(ctx)
    last = day(until, "--until", "cases decide")
    if not by.strip() or not reason.strip():
        raise TroubleError("decide.nameless")
    with house_of(session, config) as house, house.store.begin() as tx:
        now = house.clock()
        if last is not None and last < local_date(now):
            raise TroubleError("decide.past", day=last.isoformat())
        found = case_of(tx, case)
        if found.state in _OVER:
            raise TroubleError("decide.over", id=found.id, state=session.say(f"case_state.{found.state}"))
        decision = Decision(State(state.value), by.strip(), reason.strip(), now, last)
        cases.record(tx, [decide_case(found, decision)])
    session.print("decide.done", id=found.id, code=found.key.code, state=session.say(f"case_state.{state}"))
    return 0
