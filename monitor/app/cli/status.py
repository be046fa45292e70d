"""Is the command `status`: published, proved absent or unknown; what is open; which letters wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from alerts.model import LetterState
from monitor.app.cli.check.objects import print_json
from monitor.app.cli.clean import clean
from monitor.app.cli.office import house_of
from monitor.app.cli.options import ConfigOption, Shown, ShownOption
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.styles import STYLES, SYMBOLS
from monitor.app.cli.tables import plain_table
from monitor.app.house import House, real_time
from monitor.app.obligations import Obligation, obligations
from monitor.calendar import local_date
from monitor.cases import State
from monitor.rules import Presence
from monitor.settings import Severity
from monitor.store import Tx, Watched, cases, letters, listings

_WAITING = (LetterState.HELD.value, LetterState.QUEUED.value)
_NOT_DUE = "not_due"
_STANDINGS = (*map(str, Presence), _NOT_DUE)
_OVER = frozenset({State.CLOSED, State.VERIFIED, State.EXPLAINED, State.WAIVED})
"""States of a case in which nobody owes anything."""


@dataclass(frozen=True, slots=True)
class Line:
    """Holds the standing of one agency for one year."""

    agency: str
    name: str
    year: int
    due: date
    presence: Presence
    first_seen: datetime | None
    absent_at: datetime | None
    trouble: str | None
    visited_at: datetime | None
    open_cases: dict[str, int]
    """Cases that are not settled, by severity."""
    letters: dict[str, int]
    """Letters that wait, by state."""


def status(
    ctx: typer.Context,
    style: ShownOption = Shown.TEXT,
    year: Annotated[int | None, typer.Option(metavar="YYYY", min=2000, max=2100, help="status.year")] = None,
    config: ConfigOption = None,
) -> int:
    """Tell how every obligation stands."""
    session = session_of(ctx)
    with house_of(session, config) as house, house.store.read() as tx:
        lines = list(standings(tx, house, _last_day(year) if year else house.clock()))
        held = letters.count(tx, LetterState.HELD.value)
    if style is Shown.JSON:
        print_json(session, [_as_json(line) for line in lines])
    else:
        _show(session, lines, held)
    return 0


def standings(tx: Tx, house: House, now: datetime) -> Iterator[Line]:
    """Give the standing of every obligation at `now` (UTC)."""
    for obligation in obligations(house.settings, now):
        agency, year = obligation.agency.id, obligation.year
        yield _line(tx, obligation, listings.load(tx, agency, year) or Watched(agency, year, trouble="not_visited"))


def _last_day(year: int) -> datetime:
    """Give an instant at which the reports of a year are the ones that are watched."""
    return datetime(year + 1, 12, 31, tzinfo=UTC)


def _line(tx: Tx, obligation: Obligation, watched: Watched) -> Line:
    agency, year = obligation.agency, obligation.year
    known = (c for c in cases.load(tx, agency.id, year) if c.state not in _OVER)
    waiting = (row for row in letters.of_agency(tx, agency.id, year) if row.state in _WAITING)
    return Line(
        agency=agency.id,
        name=agency.name,
        year=year,
        due=obligation.due,
        presence=watched.presence,
        first_seen=watched.first_seen,
        absent_at=watched.absent_at,
        trouble=watched.trouble,
        visited_at=watched.visited_at,
        open_cases=dict(Counter(str(c.severity) for c in known)),
        letters=dict(Counter(row.state for row in waiting)),
    )


def _as_json(line: Line) -> dict[str, Any]:
    return {
        "agency": line.agency,
        "name": line.name,
        "year": line.year,
        "due": line.due.isoformat(),
        "presence": str(line.presence),
        "first_seen": _instant(line.first_seen),
        "absent_at": _instant(line.absent_at),
        "trouble": line.trouble,
        "visited_at": _instant(line.visited_at),
        "open_cases": line.open_cases,
        "letters": line.letters,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _show(session: Session, lines: Sequence[Line], held: int) -> None:
    say = session.say
    if not lines:
        session.print("status.nothing")
        return
    today = local_date(real_time())
    counted = Counter(_standing(line, today) for line in lines)
    shown = [s for s in _STANDINGS if counted[s] or s != _NOT_DUE]
    told = [say("status.count", state=say(f"state.{s}"), count=counted[s]) for s in shown]
    session.out.print(Text(say("status.title", year=lines[0].year, parts=say("tally.and").join(told)), "bold"))
    session.out.print(_table(session, lines, today))
    session.print("status.days")
    session.print("status.held" if held else "status.none_held", count=held)


def _table(session: Session, lines: Sequence[Line], today: date) -> Table:
    say = session.say
    table = plain_table([say(f"status.{name}") for name in ("agency", "presence", "due", "cases", "letters")])
    for line in lines:
        standing = _standing(line, today)
        presence = Text(f"{SYMBOLS[standing]} {say(f'state.{standing}')}", STYLES[standing])
        presence.append(_detail(line, session), "not bold default")
        table.add_row(
            Text(clean(line.name)),
            presence,
            line.due.isoformat(),
            _counted(line.open_cases, say, "severity", Severity),
            _counted(line.letters, say, "letter_state", _WAITING),
        )
    return table


def _standing(line: Line, today: date) -> str:
    """Name where an agency stands: what is not there before its deadline is not missing, only not due."""
    waits = line.presence is Presence.PROVED_ABSENT and today <= line.due
    return _NOT_DUE if waits else str(line.presence)


def _detail(line: Line, session: Session) -> str:
    """Give the day on which the report was first seen or last proved absent, and what stood in the way."""
    at = {Presence.PUBLISHED: line.first_seen, Presence.PROVED_ABSENT: line.absent_at}.get(line.presence)
    day = f" {local_date(at).isoformat()}" if at else ""
    return day + (f"\n  {session.say.either('trouble', line.trouble)}" if line.trouble else "")


def _counted(counts: dict[str, int], say: Any, family: str, order: Any) -> str:
    told = [f"{say(f'{family}.{key}')} {counts[key]}" for key in map(str, order) if counts.get(key)]
    return "\n".join(told) or "-"
