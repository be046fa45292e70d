"""Lists the commands: one line each. A command is loaded when it is called, so that `--help` answers at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer

from monitor.app.cli.help import Command
from monitor.app.cli.trouble import TroubleError

COMMANDS: Mapping[str, str] = {
    "check": "monitor.app.cli.check.command:check",
    "probe": "monitor.app.cli.probe:probe",
    "discover": "monitor.app.cli.discover:discover",
    "run": "monitor.app.cli.run:run",
    "sweep": "monitor.app.cli.sweep:sweep",
    "status": "monitor.app.cli.status:status",
    "demo": "monitor.app.cli.demo:demo",
    "init": "monitor.app.cli.init:init",
    "config check": "monitor.app.cli.config:check",
    "rules": "monitor.app.cli.rules:rules",
    "explain": "monitor.app.cli.rules:explain",
    "letters list": "monitor.app.cli.letters:list_letters",
    "letters show": "monitor.app.cli.letters:show",
    "letters release": "monitor.app.cli.release:release",
    "letters send": "monitor.app.cli.letters:send",
    "cases list": "monitor.app.cli.cases:list_cases",
    "cases show": "monitor.app.cli.cases:show",
    "cases decide": "monitor.app.cli.decide:decide",
    "evidence verify": "monitor.app.cli.evidence:verify",
    "evidence show": "monitor.app.cli.evidence:show",
    "db upgrade": "monitor.app.cli.db:upgrade",
    "db backup": "monitor.app.cli.db:backup",
}
"""The name of a command, and the function that is it (`module:function`)."""


def members(group: str) -> tuple[str, ...]:
    """Give the commands whose name begins with this word; of the empty one, all."""
    return tuple(name for name in COMMANDS if not group or name.split()[0] == group)


def resolve(line: list[str]) -> tuple[str, list[str]]:
    """Give the command or group that a line names, and the rest of the line. Raises TroubleError for an unknown one."""
    for length in (2, 1):
        name = " ".join(line[:length])
        if name in COMMANDS:
            return name, line[length:]
    group = line[0]
    if not members(group):
        raise _unknown(group, "")
    if len(line) > 1 and not line[1].startswith("-"):
        raise _unknown(" ".join(line[:2]), group)
    return group, line[1:]


def load(name: str) -> Any:
    """Load a command as typer makes it of its function."""
    module, _, function = COMMANDS[name].partition(":")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    called: Callable[..., Any] = getattr(import_module(module), function)
    app.command(name=name, cls=Command, context_settings={"help_option_names": ["--help", "-h"]})(called)
    return typer.main.get_command(app)


def _unknown(name: str, group: str) -> TroubleError:
    known = members(group) or tuple(COMMANDS)
    guess = next(iter(get_close_matches(name, {*known, *(k.split()[0] for k in known)}, n=1)), None)
    if guess is None:
        return TroubleError("usage.no_such_command", name=name)
    return TroubleError("usage.no_such_command_but", name=name, guess=guess)
