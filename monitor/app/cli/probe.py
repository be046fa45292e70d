"""Is the command `probe`: what the monitor would see on a listing, without a database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.app.cli.check.sources import is_address, read_file
from monitor.app.cli.clean import clean
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.tables import plain_table
from monitor.app.cli.terminal import progress
from monitor.app.cli.trouble import TroubleError
from monitor.app.probing import Probe, probe_address, probe_page
from monitor.documents import Unreadable
from monitor.fetch import Client, Request, Robots
from monitor.portals import FAMILIES, AgencyNames, Sighting, Verdict
from monitor.settings import Fetching, Settings

_NOWHERE = "http://localhost/"
"""Where a saved page counts as served from, if nobody says it."""
_STYLES = {Verdict.REPORT: "bold", Verdict.NEAR_MISS: "yellow", Verdict.OTHER: "dim"}


class Format(StrEnum):
    """Names the formats in which `probe` answers."""

    TEXT = "text"
    JSON = "json"


def probe(  # noqa: PLR0913, PLR0917 - one parameter an option is how typer reads a command line
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="probe.source")],
    style: Annotated[Format, typer.Option("--format", metavar="text|json", help="option.format")] = Format.TEXT,
    base_url: Annotated[str | None, typer.Option("--base-url", metavar="URL", help="probe.base_url")] = None,
    family: Annotated[str, typer.Option(metavar="FAMILY", help="probe.family")] = "auto",
    everything: Annotated[bool, typer.Option("--all", help="probe.all")] = False,  # noqa: FBT002 - a flag of the command line
    config: Annotated[Path | None, typer.Option(metavar="FOLDER", help="probe.config")] = None,
) -> int:
    """Probe one listing; the exit status is 2 where it could not be read at all."""
    session = session_of(ctx)
    if family.partition(":")[0] not in {"auto", *FAMILIES}:
        raise TroubleError("probe.no_family", family=family, known=", ".join(FAMILIES))
    settings = _settings(session, config)
    names = [AgencyNames(a.id, a.names) for a in settings.agencies] if settings else []
    if is_address(source):
        found = _visit(session, Request(source), family, names, settings.fetching if settings else Fetching())
    else:
        found = _open(source, base_url, family, names)
    if style is Format.JSON:
        session.out.print(json.dumps(_object(source, found), ensure_ascii=False, indent=1), soft_wrap=True)
    else:
        _tell(session, found, everything=everything)
    return 0 if found.walk.pages else 2


def _settings(session: Session, config: Path | None) -> Settings | None:
    if config is None:
        return None
    # Loaded only here: the configuration brings the database with it, which `probe` does not need.
    from monitor.app.cli.office import settings_of  # noqa: PLC0415 - see above

    return settings_of(session, config)


def _visit(session: Session, asked: Request, family: str, names: list[AgencyNames], fetching: Fetching) -> Probe:
    client = Client(fetching, lambda: datetime.now(UTC), robots=Robots(fetching.robots_ignored))
    with progress(session.err, session.say("probe.progress"), None) as bar:
        return probe_address(client, asked, family, names, lambda _: bar.advance(bar.task_ids[0]))


def _open(source: str, base_url: str | None, family: str, names: list[AgencyNames]) -> Probe:
    body = read_file(source, Fetching().max_bytes)
    if isinstance(body, Unreadable):
        raise TroubleError("probe.unread", source=source, reason=body.reason)
    return probe_page(body.data, base_url or _NOWHERE, family, names, datetime.now(UTC))


def _object(source: str, found: Probe) -> dict[str, Any]:
    walk = found.walk
    return {
        "source": source,
        "family": walk.read_by,
        "provisional": found.provisional,
        "title": walk.title,
        "pages": len(walk.pages),
        "further": [request.name for request in walk.waiting],
        "complete": walk.doubt is None,
        "doubt": walk.doubt,
        "links": [_link(sighting) for sighting in (*found.sightings, *found.unlinked)],
    }


def _link(sighting: Sighting) -> dict[str, Any]:
    link = sighting.link
    return {
        "url": link.url or None,
        "title": link.title,
        "date": link.date.isoformat() if link.date else None,
        "year": sighting.year,
        "agency": sighting.agency,
        "verdict": str(sighting.verdict),
        "reason": sighting.reason,
    }


def _tell(session: Session, found: Probe, *, everything: bool) -> None:
    for line in _head(session, found):
        session.out.print(line, soft_wrap=True)
    shown = [s for s in (*found.sightings, *found.unlinked) if everything or s.verdict is not Verdict.OTHER]
    if shown:
        session.out.print()
        session.out.print(_table(session, shown))


def _head(session: Session, found: Probe) -> Iterator[str]:
    say, walk = session.say, found.walk
    yield say("probe.title", title=clean(walk.title) or say("check.untitled"))
    yield say("probe.family_is", family=walk.read_by, sure=say(f"probe.provisional.{found.provisional}".lower()))
    yield say("probe.pages", count=len(walk.pages), further=len(walk.waiting))
    reason = say(f"trouble.{walk.doubt}") if say.has(f"trouble.{walk.doubt}") else (walk.doubt or "")
    yield say("probe.complete") if walk.doubt is None else say("probe.incomplete", reason=reason)
    counts = Counter(s.verdict for s in (*found.sightings, *found.unlinked))
    yield say("probe.counts", **{str(verdict): counts[verdict] for verdict in Verdict})


def _table(session: Session, shown: list[Sighting]) -> Any:
    say = session.say
    table = plain_table([say(f"probe.column.{name}") for name in ("verdict", "year", "date", "title", "url")])
    for one in shown:
        table.add_row(
            say(f"probe.verdict.{one.verdict}"),
            str(one.year or ""),
            one.link.date.isoformat() if one.link.date else "",
            clean(one.link.title),
            clean(one.link.url) or say("probe.no_address"),
            style=_STYLES[one.verdict],
        )
    return table
