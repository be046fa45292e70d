"""Are the commands `rules` and `explain`: the rule book, in words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby
from typing import Annotated, Any

import typer
from jinja2 import Environment, PackageLoader, StrictUndefined
from rich.text import Text

from monitor.app.cli.check.objects import print_json
from monitor.app.cli.layout import hanging, pad
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.styles import STYLES
from monitor.app.cli.trouble import TroubleError
from monitor.rules import Entry, RuleStatus, book
from monitor.rules import words as words_of

_CODE_COLUMNS = 9


class BookFormat(StrEnum):
    """Names the formats of the rule book."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


BookOption = Annotated[BookFormat, typer.Option("--format", metavar="text|json|markdown", help="rules.format")]


def rules(ctx: typer.Context, style: BookOption = BookFormat.TEXT) -> int:
    """List the rule book."""
    session = session_of(ctx)
    if style is BookFormat.JSON:
        print_json(session, [_as_json(entry, session.language) for entry in book().values()])
        return 0
    if style is BookFormat.MARKDOWN:
        session.out.file.write(_page(session))
        return 0
    for family, entries in groupby(book().values(), key=lambda e: e.family):
        session.out.print(Text(session.say(f"family.{family}"), "bold"), soft_wrap=True)
        for entry in entries:
            for line in _line(entry, session):
                session.out.print(line, soft_wrap=True)
        session.out.print()
    session.print("rules.next")
    return 0


def explain(ctx: typer.Context, code: Annotated[str, typer.Argument(metavar="CODE", help="explain.code")]) -> int:
    """Explain one code."""
    session = session_of(ctx)
    entry = book().get(code.upper())
    if entry is None:
        raise TroubleError("explain.unknown", code=code, guess=_guess(code.upper()))
    words = words_of(entry.code, session.language)
    session.out.print(Text(f"{entry.code}  {words.title}", "bold"), soft_wrap=True)
    for name, told in _facts(entry, session):
        for line in hanging(Text(session.say(f"explain.{name}"), "dim"), told, session.out.columns, _indent(session)):
            session.out.print(line, soft_wrap=True)
    return 0


def _page(session: Session) -> str:
    """Write the whole book as a page of documentation."""
    pages = Environment(loader=PackageLoader("monitor.app.cli"), undefined=StrictUndefined, trim_blocks=True)  # noqa: S701 - Markdown of our own catalogue
    say = session.say
    families = [
        (say(f"family.{family}"), [_on_page(entry, session) for entry in entries])
        for family, entries in groupby(book().values(), key=lambda e: e.family)
    ]
    return pages.get_template("rules.md").render(say=say, families=families) + "\n"


def _on_page(entry: Entry, session: Session) -> dict[str, Any]:
    facts = [(session.say(f"explain.{name}"), told) for name, told in _facts(entry, session)]
    return {"code": entry.code, "title": words_of(entry.code, session.language).title, "facts": facts}


def _guess(code: str) -> str:
    near = get_close_matches(code, book(), n=3, cutoff=0.5)
    return ", ".join(near or list(book())[:3])


def _indent(session: Session) -> int:
    return int(session.say("explain.indent"))


def _facts(entry: Entry, session: Session) -> Iterator[tuple[str, str]]:
    say, words = session.say, words_of(entry.code, session.language)
    comma = say("tally.and")
    yield "severity", _severities(entry, session)
    yield "editions", comma.join(entry.editions) or say("explain.every_edition")
    yield "kinds", comma.join(say(f"kind.{kind}") for kind in entry.kinds) or say("explain.every_kind")
    yield "basis", words.basis
    yield "explanation", words.explanation
    yield "advice", words.advice
    yield "status", say(f"rule_status.{entry.status}")


def _severities(entry: Entry, session: Session) -> str:
    say = session.say
    own = say(f"severity.{entry.severity}") if entry.severity else say("rules.no_severity")
    also = say("rules.or").join(say(f"severity.{other}") for other in entry.also)
    urgent = say("rules.urgent") if entry.urgent else ""
    return (say("rules.also", own=own, also=also) if also else own) + urgent


def _line(entry: Entry, session: Session) -> Iterator[Text]:
    say = session.say
    title = words_of(entry.code, session.language).title
    later = "" if entry.status is RuleStatus.ACTIVE else f" ({say(f'rule_status.short.{entry.status}')})"
    severity = say(f"severity.{entry.severity}") if entry.severity else "-"
    columns = int(say("rules.severity_columns"))
    label = Text(pad(f"  {entry.code}", _CODE_COLUMNS))
    label.append(pad(severity, columns), STYLES.get(str(entry.severity), ""))
    active = entry.status is RuleStatus.ACTIVE
    yield from hanging(
        label, Text(title + later, "" if active else "dim"), session.out.columns, _CODE_COLUMNS + columns
    )


def _as_json(entry: Entry, language: str) -> dict[str, Any]:
    words = words_of(entry.code, language)
    return {
        "code": entry.code,
        "severity": str(entry.severity) if entry.severity else None,
        "also": [str(severity) for severity in entry.also],
        "editions": list(entry.editions),
        "kinds": [str(kind) for kind in entry.kinds],
        "urgent": entry.urgent,
        "status": str(entry.status),
        "title": words.title,
        "basis": words.basis,
        "explanation": words.explanation,
        "advice": words.advice,
    }
