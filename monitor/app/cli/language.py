"""Chooses the language: `--lang` anywhere on the line, else the environment, else Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.app.cli.trouble import TroubleError
from monitor.app.cli.words import LANGUAGES

_OPTION = "--lang"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which the first one that is set decides (POSIX, 8.2)."""


def take_language(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[str, list[str]]:
    """Give the language and the line without `--lang`. Raises TroubleError for a language that nobody has worded."""
    language: str | None = None
    rest: list[str] = []
    remaining = list(arguments)
    while remaining:
        word = remaining.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            return language or of_environment(environ), [*rest, word, *remaining]
        if name != _OPTION:
            rest.append(word)
        elif equals or remaining:
            language = _known(value if equals else remaining.pop(0))
        else:
            raise TroubleError("usage.option_needs_value", option=_OPTION, command="nianbao")
    return language or of_environment(environ), rest


def of_environment(environ: Mapping[str, str]) -> str:
    """Give the language that the environment asks for."""
    locale = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    return "en" if locale.lower().startswith("en") else "zh"


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise TroubleError("usage.bad_value", option=_OPTION, expected="|".join(LANGUAGES), command="nianbao")
    return language
