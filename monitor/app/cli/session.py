"""Holds what every command is given: its language, its environment, and where it may write."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

import typer

from monitor.app.cli.terminal import Terminal
from monitor.app.cli.words import Words


@dataclass(frozen=True, slots=True)
class Session:
    """Holds one call of the program."""

    say: Words
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    out: Terminal = field(default_factory=lambda: Terminal(sys.stdout))
    err: Terminal = field(default_factory=lambda: Terminal(sys.stderr))

    @property
    def language(self) -> str:
        """Give the language in which people are spoken to: `zh` or `en`."""
        return self.say.language

    def print(self, key: str, /, **values: object) -> None:
        """Print a sentence of the catalogue."""
        self.out.print(self.say(key, **values), soft_wrap=True)

    def complain(self, key: str, /, **facts: object) -> None:
        """Print one line on standard error."""
        self.err.print(self.say("error.line", text=self.say(key, **facts)), soft_wrap=True)


def session_of(ctx: typer.Context) -> Session:
    """Give the session of a running command."""
    session: Session = ctx.find_root().obj
    return session
