"""Reads the plain suite: one folder a case, with its documents, its `case.json` and perhaps a `context.json`.

Nothing here, in `call`, `hold` and `report` needs more than Python itself: any checker can be measured with these four.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

CASE = "case.json"


@dataclass(frozen=True, slots=True)
class Case:
    """Holds one case: what is asked of a checker, and what it has to answer."""

    folder: Path
    name: str
    rule: str
    role: str
    """`fails`, `passes`, or `tempts`: right, but looking wrong."""
    says: str
    source: str
    options: Mapping[str, Any]
    context: str | None = None
    find: Sequence[Mapping[str, Any]] = ()
    may: Sequence[str] = ()
    """Codes that a checker may report beside what is to be found."""
    never: Sequence[Mapping[str, Any]] = ()
    values: Mapping[str, Any] | None = None
    """By pointer, what the report must hold: a figure is never altered."""
    verdict: str | None = None
    uncertain: int = 0
    """At least so many outcomes must be `uncertain`."""
    unread: bool = False
    """Whether the document cannot be read: the report is null and the exit status 2."""
    no_pages: bool = False
    """Whether the document has no pages, so that no evidence may name one."""
    needs: Sequence[str] = ()
    """Formats that a checker may lack: `docx`, `xlsx`, `pdf`, `ocr`."""
    teaches: Sequence[str] = ()
    """What it stands for: a mistake that others make, a layout, a row of the result-or-mention table."""


def read_suite(folder: Path) -> list[Case]:
    """Read every case below a folder. Raises ValueError where there is none, TypeError for an unknown key."""
    files = sorted(folder.rglob(CASE))
    if not files:
        raise ValueError(f"no {CASE} below {folder}")
    return [_read(file) for file in files]


def _read(file: Path) -> Case:
    return Case(folder=file.parent, **json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))
