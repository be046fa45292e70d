"""Is the command `sweep`: one round now, as the daemon does it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

import typer

from monitor.app.cli.check.objects import print_json
from monitor.app.cli.office import house_of
from monitor.app.cli.options import ConfigOption, Shown, ShownOption
from monitor.app.cli.pace import duration, pace
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.trouble import TroubleError
from monitor.app.cli.when import local_time
from monitor.app.house import House
from monitor.app.observe import start_logs
from monitor.app.place import leave_place, take_place
from monitor.app.plan import Plan, planned
from monitor.app.steps import deadlines
from monitor.app.steps import sweep as visits
from monitor.rules import Presence
from monitor.store import ListingState

_RENEW = timedelta(minutes=1)
"""How often the place on the database is taken anew, well within its lease."""


@dataclass(frozen=True, slots=True)
class _Round:
    """Holds what a round has shown, and what followed from it."""

    swept: visits.Swept
    written: deadlines.Written
    seconds: float


def sweep(
    ctx: typer.Context,
    due: Annotated[bool, typer.Option("--due", help="sweep.due")] = False,  # noqa: FBT002 - a flag of the command line
    everything: Annotated[bool, typer.Option("--all", help="sweep.all")] = False,  # noqa: FBT002 - as above
    style: ShownOption = Shown.TEXT,
    config: ConfigOption = None,
) -> int:
    """Visit the listings that are due, judge, write letters; they are sent by the daemon, or by `letters send`."""
    if due and everything:
        raise TroubleError("usage.either", one="--due", other="--all", command="nianbao sweep")
    session = session_of(ctx)
    start_logs(json=False, quiet=True)
    with house_of(session, config) as house, _place(house):
        began = time.monotonic()
        swept = _visit(session, house, planned(house, house.clock(), everything=everything))
        done = _Round(swept, deadlines.step(house, house.clock()), time.monotonic() - began)
    if style is Shown.JSON:
        print_json(session, _as_json(done))
    else:
        _tell(session, done)
    failed = tuple(dict.fromkeys((*done.swept.failed, *done.written.failed)))
    for agency in failed:
        session.complain("sweep.failed", agency=agency)
    return 2 if failed else 0


def _visit(session: Session, house: House, plan: Plan) -> visits.Swept:
    _announce(session, house, plan)
    renewed = house.clock()
    with pace(session, plan.visits) as tell:

        def show(done: int, total: int) -> None:
            nonlocal renewed
            tell(done, total)
            if house.clock() - renewed >= _RENEW:
                renewed = house.clock()
                take_place(house, renewed)

        return visits.step(house, house.clock(), plan=plan, progress=show)


def _announce(session: Session, house: House, plan: Plan) -> None:
    """Say on standard error what is to be visited, and about how long that takes."""
    if not plan.visits:
        until = "sweep.nothing_due_until" if plan.next_at else "sweep.nothing_due"
        text = session.say(until, at=local_time(plan.next_at) if plan.next_at else "")
    else:
        text = session.say(
            "sweep.plan",
            agencies=plan.visits,
            listings=plan.listings,
            hosts=plan.portals,
            pause=f"{house.settings.fetching.pause_seconds:g}",
            time=duration(session.say, plan.seconds(house.settings)),
        )
    session.err.print(text, soft_wrap=True)


def _tell(session: Session, done: _Round) -> None:
    swept, written = done.swept, done.written
    session.print("sweep.visited", count=swept.visited, time=duration(session.say, done.seconds))
    for presence in Presence:
        if swept.presence[presence]:
            session.print("sweep.state", state=session.say(f"state.{presence}"), count=swept.presence[presence])
            _tell_more(session, swept, presence)
    if parts := [session.say(f"sweep.listing.{s}", count=swept.states[s]) for s in ListingState if swept.states[s]]:
        session.print("sweep.listings", parts=session.say("tally.and").join(parts))
    if swept.troubles:
        session.print("sweep.troubles")
        _tell_reasons(session, swept.troubles)
    if swept.failed:
        session.print("sweep.errors", count=len(swept.failed))
    session.print("sweep.written", letters=len(written.letters), superseded=written.superseded, judged=written.judged)
    if written.letters:
        session.print("sweep.next")


def _tell_more(session: Session, swept: visits.Swept, presence: Presence) -> None:
    if presence is Presence.PROVED_ABSENT and swept.not_due:
        session.print("sweep.not_due", count=swept.not_due)
    if presence is Presence.UNKNOWN:
        _tell_reasons(session, swept.unknown)


def _tell_reasons(session: Session, reasons: Mapping[str, int]) -> None:
    for reason, count in sorted(reasons.items(), key=lambda each: (-each[1], each[0])):
        session.print("sweep.reason", reason=session.say.either("trouble", reason), count=count)


def _as_json(done: _Round) -> dict[str, Any]:
    swept, written = done.swept, done.written
    return {
        "visited": swept.visited,
        "seconds": round(done.seconds, 1),
        "presence": {str(presence): swept.presence[presence] for presence in Presence},
        "not_due": swept.not_due,
        "unknown": dict(swept.unknown),
        "listings": {str(state): swept.states[state] for state in ListingState},
        "troubles": dict(swept.troubles),
        "failed": swept.failed,
        "judged": written.judged,
        "letters": written.letters,
        "superseded": written.superseded,
    }


@contextmanager
def _place(house: House) -> Iterator[None]:
    """Hold the one place on the database meanwhile: a host gets one request at a time, from us all together."""
    take_place(house, house.clock())
    try:
        yield
    finally:
        leave_place(house)
