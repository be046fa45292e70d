"""Is the command `check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.app.cli.check.objects import encode, write_array, write_lines
from monitor.app.cli.check.question import Asked, question_of
from monitor.app.cli.check.sources import Body, fetch, is_address
from monitor.app.cli.check.text import write_text
from monitor.app.cli.check.work import A, Answer, Give, Task, check_all, checked
from monitor.app.cli.check.workbook import write_workbook
from monitor.app.cli.options import day
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.terminal import progress
from monitor.app.cli.trouble import TroubleError
from monitor.documents import Unreadable
from monitor.fetch import Client
from monitor.rules import Coded, Codes, said
from monitor.settings import Fetching, Kind, Settings

_FETCHES = 8
"""Hosts that are visited at once; each gets one request at a time."""


class Format(StrEnum):
    """Names the formats in which `check` answers."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"


_WRITERS: Mapping[Format, tuple[Give[Any], Callable[[Session, Iterable[Any]], None]]] = {
    Format.TEXT: (checked, write_text),
    Format.JSON: (encode, write_array),
    Format.JSONL: (encode, write_lines),
}
"""By format: what is made of each source, and what writes it."""


def check(  # noqa: PLR0913, PLR0917 - one parameter an option is how typer reads a command line
    ctx: typer.Context,
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="check.source")],
    style: Annotated[
        Format, typer.Option("--format", metavar="text|json|jsonl|xlsx", help="check.format")
    ] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="check.output")] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", min=2000, max=2100, help="check.year")] = None,
    kind: Annotated[Kind | None, typer.Option(metavar="|".join(Kind), help="check.kind")] = None,
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="check.agency")] = None,
    published: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="check.published")] = None,
    previous: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="check.previous")] = None,
    children: Annotated[Path | None, typer.Option(metavar="FOLDER", help="check.children")] = None,
    context: Annotated[Path | None, typer.Option(metavar="FILE", help="check.context")] = None,
    config: Annotated[Path | None, typer.Option(metavar="FOLDER", help="check.config")] = None,
) -> int:
    """Check sources; the exit status tells whether all could be read, and whether all is in order."""
    session = session_of(ctx)
    if (style is Format.XLSX) != (output is not None):
        raise TroubleError("check.output_needed" if output is None else "check.output_unused")
    settings = _settings(session, config)
    dated = day(published, "--published", "check")
    asked = Asked(year, kind, agency, dated, tuple(previous or ()), children, context)
    fetching = settings.fetching if settings else Fetching()
    question = question_of(asked, settings)
    bodies = _fetched(session, sources, fetching)
    tasks = [Task(s, question, session.language, fetching.max_bytes, bodies.get(s)) for s in sources]
    seen = _Seen(session, silent=style is Format.XLSX)
    if output is not None:
        write_workbook(session, output, seen.watching(check_all(tasks, checked), len(tasks)))
    else:
        give, write = _WRITERS[style]
        write(session, seen.watching(check_all(tasks, give), len(tasks)))
    return seen.status


class _Seen:
    """Remembers what the exit status depends on, and says what could not be read."""

    def __init__(self, session: Session, *, silent: bool) -> None:
        self._session = session
        self._silent = silent
        self._unread = False
        self._violation = False

    @property
    def status(self) -> int:
        """Give 2 if anything could not be read, else 1 with any violation, else 0."""
        return 2 if self._unread else int(self._violation)

    def watching(self, answers: Iterable[A], total: int) -> Iterable[A]:
        """Pass the answers on; a bar shows how far they are, unless they themselves are on the same terminal."""
        hidden = self._session.out.is_terminal and not self._silent
        with progress(self._session.err, self._session.say("check.progress"), 0 if hidden else total) as bar:
            for answer in answers:
                self._note(answer)
                yield answer
                bar.advance(bar.task_ids[0])

    def _note(self, answer: Answer) -> None:
        self._violation = self._violation or answer.has_violation
        if answer.unread is not None:
            self._unread = True
            why = said(Coded(Codes.REASONS, answer.unread["reason"], answer.unread["detail"]), self._session.language)
            key = "unread.address" if answer.unread["format"] == "http" else "unread.document"
            self._session.complain(key, source=answer.source, why=why)


def _settings(session: Session, config: Path | None) -> Settings | None:
    if config is None:
        return None
    # Loaded only here: the configuration brings the database with it, which `check` does not need.
    from monitor.app.cli.office import settings_of  # noqa: PLC0415 - see above

    return settings_of(session, config)


def _fetched(session: Session, sources: Sequence[str], fetching: Fetching) -> dict[str, Body | Unreadable]:
    """Visit every address among the sources once."""
    addresses = list(dict.fromkeys(s for s in sources if is_address(s)))
    if not addresses:
        return {}
    client = Client(fetching, lambda: datetime.now(UTC))
    bodies: dict[str, Body | Unreadable] = {}
    with (
        ThreadPoolExecutor(min(_FETCHES, len(addresses))) as pool,
        progress(session.err, session.say("check.fetching"), len(addresses)) as bar,
    ):
        for address, body in zip(addresses, pool.map(lambda a: fetch(a, client), addresses), strict=True):
            bodies[address] = body
            bar.advance(bar.task_ids[0])
    return bodies
