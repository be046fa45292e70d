"""Is the command `discover`: from a portal's home page to its listing of annual reports; the office confirms."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.app.cli.check.sources import is_address
from monitor.app.cli.clean import clean
from monitor.app.cli.probe import Format
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.tables import plain_table
from monitor.app.cli.terminal import progress
from monitor.app.cli.trouble import TroubleError
from monitor.app.probing import MOST_VISITS, Place
from monitor.app.probing import discover as follow
from monitor.fetch import Client, Robots
from monitor.settings import Fetching


def discover(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="discover.url")],
    style: Annotated[Format, typer.Option("--format", metavar="text|json", help="option.format")] = Format.TEXT,
    config: Annotated[Path | None, typer.Option(metavar="FOLDER", help="probe.config")] = None,
) -> int:
    """Look for the listing; the exit status is 2 where nothing was found."""
    session = session_of(ctx)
    if not is_address(url):
        raise TroubleError("discover.no_address", url=url)
    places = _visit(session, url, _fetching(session, config))
    if style is Format.JSON:
        session.out.print(json.dumps([_object(p) for p in places], ensure_ascii=False, indent=1), soft_wrap=True)
    else:
        _tell(session, places)
    return 0 if places else 2


def _fetching(session: Session, config: Path | None) -> Fetching:
    if config is None:
        return Fetching()
    # Loaded only here: the configuration brings the database with it, which `discover` does not need.
    from monitor.app.cli.office import settings_of  # noqa: PLC0415 - see above

    return settings_of(session, config).fetching


def _visit(session: Session, url: str, fetching: Fetching) -> tuple[Place, ...]:
    client = Client(fetching, lambda: datetime.now(UTC), robots=Robots(fetching.robots_ignored))
    with progress(session.err, session.say("probe.progress"), MOST_VISITS) as bar:
        return follow(client, url, lambda _: bar.advance(bar.task_ids[0]))


def _object(place: Place) -> dict[str, Any]:
    return {
        "url": place.candidate.url,
        "title": place.candidate.title,
        "reports": place.reports,
        "years": list(place.years),
        "reasons": list(place.candidate.reasons),
        "doubt": place.doubt,
    }


def _tell(session: Session, places: tuple[Place, ...]) -> None:
    if not places:
        session.print("discover.nothing")
        return
    say = session.say
    table = plain_table([say(f"discover.column.{n}") for n in ("reports", "years", "title", "url")], right=(0,))
    for place in places:
        years = f"{place.years[-1]}–{place.years[0]}" if place.years else ""
        table.add_row(str(place.reports), years, clean(place.candidate.title), clean(place.candidate.url))
    session.out.print(table)
    session.print("discover.next", url=clean(places[0].candidate.url))
