"""Shows help in the language of the user: purpose, usage, options with their defaults, examples."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from rich.text import Text
from typer.core import TyperCommand

from monitor.app.cli.layout import two_columns, wrapped
from monitor.app.cli.session import Session
from monitor.app.cli.terminal import Terminal
from monitor.app.cli.words import Words

PROGRAM = "nianbao"
_INDENT = 2


class Command(TyperCommand):
    """Is a command whose help stands in the catalogue: the `help` of an option is a key."""

    def get_help(self, ctx: Any) -> str:
        """Give the help of the command in the user's language."""
        session: Session = ctx.find_root().obj
        name = str(self.name)
        params = [p for p in self.get_params(ctx) if not getattr(p, "hidden", False)]
        page = _Page(session)
        page.prose(session.say(f"command.{name}.purpose"))
        page.heading("help.usage")
        page.line(f"{PROGRAM} {name} {_usage(params, session.say)}")
        page.rows("help.arguments", [_argument(p, session.say) for p in params if _is_argument(p)])
        options = [_option(p, session.say) for p in params if not _is_argument(p)]
        page.rows("help.options", [*options, ("--lang zh|en", session.say("option.lang"))])
        if session.say.has(f"command.{name}.more"):
            page.blank()
            page.prose(session.say(f"command.{name}.more"))
        page.heading("help.examples")
        page.lines(session.say(f"command.{name}.example"))
        return page.text()


def overview(session: Session, group: str, names: Sequence[str]) -> str:
    """Give the help of the program, or of a group of its commands."""
    say = session.say
    page = _Page(session)
    page.prose(say(f"group.{group}" if group else "help.program"))
    page.heading("help.usage")
    page.line(say("help.usage_line", program=f"{PROGRAM} {group}".rstrip()))
    page.rows("help.commands", [(name, say(f"command.{name}.purpose")) for name in names])
    page.rows(
        "help.options",
        [
            ("--lang zh|en", say("option.lang")),
            *([] if group else [("--version", say("option.version"))]),
            ("--help, -h", say("option.help")),
        ],
    )
    page.heading("help.examples")
    page.lines(say(f"help.example.{group or 'program'}"))
    if not group:
        page.heading("help.status")
        page.lines(say("help.statuses"))
    return page.text()


class _Page:
    """Gathers the lines of a help page."""

    def __init__(self, session: Session) -> None:
        self._say = session.say
        self._file = io.StringIO()
        self._out = Terminal(self._file, like=session.out)

    def text(self) -> str:
        return self._file.getvalue().rstrip("\n")

    def blank(self) -> None:
        self._out.print()

    def prose(self, text: str) -> None:
        for line in wrapped(Text(text), self._out.columns):
            self._out.print(line, soft_wrap=True)

    def heading(self, key: str) -> None:
        self.blank()
        self._out.print(Text(self._say(key), "bold"))

    def line(self, text: str) -> None:
        self._out.print(Text(" " * _INDENT + text), soft_wrap=True)

    def lines(self, text: str) -> None:
        for line in text.strip().splitlines():
            self.line(line)

    def rows(self, key: str, rows: Iterable[tuple[str, str]]) -> None:
        shown = list(rows)
        if not shown:
            return
        self.heading(key)
        for line in two_columns(shown, self._out.columns, _INDENT):
            self._out.print(line, soft_wrap=True)


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _usage(params: Sequence[Any], say: Words) -> str:
    required = [f"{p.opts[0]} {p.metavar}" for p in params if not _is_argument(p) and p.required]
    return " ".join([*required, say("help.any_options"), *(_named(p) for p in params if _is_argument(p))])


def _named(param: Any) -> str:
    name = f"{param.metavar}{'…' if param.nargs != 1 else ''}"
    return name if param.required else f"[{name}]"


def _argument(param: Any, say: Words) -> tuple[str, str]:
    return _named(param), say(param.help)


def _option(param: Any, say: Words) -> tuple[str, str]:
    name = ", ".join(param.opts)
    if not param.is_flag:
        name = f"{name} {param.metavar}"
    key = "option.help" if param.name == "help" else param.help
    return name, say(key) + _default(param, say) + (say("help.required") if param.required else "")


def _default(param: Any, say: Words) -> str:
    default = param.default.value if isinstance(param.default, Enum) else param.default
    return say("help.default", value=default) if isinstance(default, str | int) and default is not False else ""
