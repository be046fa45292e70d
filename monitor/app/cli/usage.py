"""Words what is wrong with a command line; the library says it in English only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer

from monitor.app.cli.trouble import TroubleError

_USAGE_ERRORS = tuple(cls for cls in typer.BadParameter.__mro__ if cls.__name__ in {"UsageError", "ClickException"})
"""The library's own base classes: it exports only this one of their kind, and moved the others between versions."""


def is_usage_error(error: Exception) -> bool:
    """Tell whether the library refuses the command line."""
    return isinstance(error, _USAGE_ERRORS)


def as_trouble(error: Any, command: str) -> TroubleError:
    """Word a refusal of the library; `command` is the one whose help to read."""
    worded = _BY_NAME.get(type(error).__name__, _other)
    trouble = worded(error)
    return TroubleError(trouble.key, command=command, **trouble.facts)


def _other(error: Any) -> TroubleError:
    return TroubleError("usage.other", detail=str(error.format_message()))


def _missing(error: Any) -> TroubleError:
    if error.param.param_type_name == "argument":
        return TroubleError("usage.missing_argument", name=_metavar(error))
    return TroubleError("usage.missing_option", option=error.param.opts[0], expected=_metavar(error))


def _bad_value(error: Any) -> TroubleError:
    if error.param is None:
        return _other(error)
    name = error.param.opts[0] if error.param.param_type_name == "option" else _metavar(error)
    return TroubleError("usage.bad_value", option=name, expected=_metavar(error))


def _metavar(error: Any) -> str:
    return str(error.param.metavar or error.param.name)


def _no_such_option(error: Any) -> TroubleError:
    if error.possibilities:
        return TroubleError("usage.no_such_option_but", option=error.option_name, guess=", ".join(error.possibilities))
    return TroubleError("usage.no_such_option", option=error.option_name)


def _needs_value(error: Any) -> TroubleError:
    return TroubleError("usage.option_needs_value", option=error.option_name)


_BY_NAME: Mapping[str, Callable[[Any], TroubleError]] = {
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
    "NoSuchOption": _no_such_option,
    "BadOptionUsage": _needs_value,
}
