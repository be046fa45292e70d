"""Runs one command line and gives its exit status: 0, 1 with a violation, 2 if anything could not be done."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Any, NoReturn

import typer

from monitor.app.cli.commands import COMMANDS, load, members, resolve
from monitor.app.cli.help import PROGRAM, overview
from monitor.app.cli.language import of_environment, take_language
from monitor.app.cli.session import Session
from monitor.app.cli.terminal import speak_utf8
from monitor.app.cli.trouble import RefusalError, TroubleError
from monitor.app.cli.usage import as_trouble, is_usage_error
from monitor.app.cli.words import words

FAILED = 2
INTERRUPTED = 130
"""128 + SIGINT, as shells count."""
PIPE_CLOSED = 141
"""128 + SIGPIPE."""
_HELP = frozenset({"--help", "-h"})


def main() -> NoReturn:
    """Run the command line of this process and leave with its status."""
    speak_utf8()
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run a command line; gives its exit status. Whatever goes wrong is told in one line; nothing is raised."""
    session = Session(words(of_environment(environ)), environ)
    try:
        language, line = take_language(arguments, environ)
        session = Session(words(language), environ)
        status = _answer(session, line)
        sys.stdout.flush()
    except TroubleError as trouble:
        session.complain(trouble.key, **trouble.facts)
        return FAILED
    except RefusalError as refusal:
        _refuse(session, refusal)
        return FAILED
    except KeyboardInterrupt:
        session.complain("error.interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    return status


def _answer(session: Session, line: list[str]) -> int:
    if not line or line[0] in _HELP:
        return _show(session, overview(session, "", members("")))
    if line[0] == "--version":
        return _show(session, f"{PROGRAM} {version(PROGRAM)}")
    if line[0].startswith("-"):
        raise TroubleError("usage.no_such_option", option=line[0], command=PROGRAM)
    name, rest = resolve(line)
    if name not in COMMANDS:
        return _show(session, overview(session, name, members(name)))
    return _guarded(session, name, rest)


def _show(session: Session, text: str) -> int:
    session.out.file.write(text + "\n")
    return 0


def _guarded(session: Session, name: str, rest: list[str]) -> int:
    """Run a command; what typer or the world beneath it says is turned into a TroubleError."""
    try:
        return _invoke(session, name, rest)
    except typer.Exit as leaving:
        return int(leaving.exit_code)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except (TroubleError, RefusalError, BrokenPipeError):
        raise
    except Exception as error:
        if is_usage_error(error):
            raise as_trouble(error, f"{PROGRAM} {name}") from error
        raise _of_the_world(error) from error


def _invoke(session: Session, name: str, rest: list[str]) -> int:
    command = load(name)
    with command.make_context(f"{PROGRAM} {name}", rest, obj=session) as ctx:
        return int(command.invoke(ctx) or 0)


def _of_the_world(error: Exception) -> TroubleError:
    for cls in type(error).__mro__:
        words_of = _WORLD.get(cls.__name__)
        if words_of is not None:
            return words_of(error)
    return TroubleError("error.unexpected", kind=type(error).__name__, detail=str(error))


def _os_error(error: Any) -> TroubleError:
    return TroubleError("error.system", file=str(error.filename or ""), detail=str(error.strerror or error))


def _detailed(key: str) -> Callable[[Any], TroubleError]:
    return lambda error: TroubleError(key, detail=str(error))


_WORLD: Mapping[str, Callable[[Any], TroubleError]] = {
    "StoreError": _detailed("error.store"),
    "BusyError": _detailed("error.busy"),
    "EvidenceError": _detailed("error.evidence"),
    "ChannelError": _detailed("error.channel"),
    "DBAPIError": lambda error: TroubleError("error.store", detail=str(error.orig)),
    "OSError": _os_error,
}
"""Words of the errors of our own borders, by name: naming the classes would load the database for `--help`."""


def _refuse(session: Session, refusal: RefusalError) -> None:
    session.complain(refusal.key)
    for line in refusal.lines:
        session.err.print(line, soft_wrap=True)


def _forget_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter ends quietly (Python docs, note on SIGPIPE)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
