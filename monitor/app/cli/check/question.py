"""Makes the question that is asked of every source, of the command line, the context and the configuration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from monitor.app.cli.check.context import Context, Named, read_context
from monitor.app.cli.check.reports import attached, children, earlier_reports, named_below, sketches, version
from monitor.app.examine import Question
from monitor.settings import Agency, Deadlines, Fetching, Kind, Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """Holds what the command line says of the sources."""

    year: int | None = None
    kind: Kind | None = None
    agency: str | None = None
    published: date | None = None
    previous: tuple[Path, ...] = ()
    children: Path | None = None
    context: Path | None = None


def question_of(asked: Asked, settings: Settings | None) -> Question:
    """Make the question. Raises TroubleError for a context or another report that cannot be understood."""
    context = read_context(asked.context) if asked.context else Context()
    deadlines = settings.deadlines.by_kind if settings else Deadlines().by_kind
    most = (settings.fetching if settings else Fetching()).max_bytes
    return Question(
        now=context.now or datetime.now(UTC),
        year=asked.year,
        kind=asked.kind,
        agency=_agency(asked, settings) if asked.agency else context.agency,
        published=asked.published,
        watch=context.watch,
        earlier=earlier_reports((*map(Named, asked.previous), *context.previous), most),
        before=version(context.before, most),
        children=children((*named_below(asked.children), *context.children), most),
        others=None if context.others is None else sketches(context.others, most),
        attached=attached(context.attached, most),
        deadlines=Deadlines({**deadlines, **context.deadlines}),
        severities=dict(settings.severities) if settings else {},
        switched_off=dict(settings.switched_off) if settings else {},
    )


def _agency(asked: Asked, settings: Settings | None) -> Agency:
    """Give the agency of the configuration that has this id or name, else one of which no more is known."""
    name = asked.agency or ""
    known = settings.agencies if settings else ()
    found = next((a for a in known if name == a.id or name in a.names), None)
    # Without a kind, what depends on it is not applicable: the rules know such an agency by its kind of None.
    return found or Agency(id=name, name=name, kind=cast("Kind", asked.kind))
