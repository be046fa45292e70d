"""Defines the options that several commands share; their `help` is a key of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from monitor.app.cli.trouble import TroubleError

ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FOLDER", help="option.config")]
"""Where the office's configuration lies."""


class Shown(StrEnum):
    """Names the formats of a short answer."""

    TEXT = "text"
    JSON = "json"


ShownOption = Annotated[Shown, typer.Option("--format", metavar="text|json", help="option.format")]


def config_folder(given: Path | None, environ: Mapping[str, str]) -> Path:
    """Give the folder of the configuration: as named, else $NIANBAO_CONFIG, else ./config."""
    return given or Path(environ.get("NIANBAO_CONFIG") or "config")


def day(text: str | None, option: str, command: str) -> date | None:
    """Read a date of the command line. Raises TroubleError for anything but an ISO date."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        facts = {"option": option, "expected": "YYYY-MM-DD", "command": f"nianbao {command}"}
        raise TroubleError("usage.bad_value", **facts) from error
