"""Finds the one letter or case that people mean by the beginning of its id."""

from __future__ import annotations

from monitor.app.cli.trouble import TroubleError
from monitor.cases import Case
from monitor.store import LetterRow, Tx, cases, letters

_SHORT = 8
"""Characters of a letter's id that are shown: enough to tell a year's letters apart."""
_MOST_NAMED = 5


def short(letter: LetterRow) -> str:
    """Give the beginning of a letter's id by which people name it."""
    return letter.id[:_SHORT]


def letter_of(tx: Tx, beginning: str) -> LetterRow:
    """Give the letter whose id begins so. Raises TroubleError where there is none, or more than one."""
    found = letters.find(tx, beginning) if beginning else ()
    if len(found) != 1:
        raise _unclear("letters", beginning, [row.id for row in found])
    return found[0]


def case_of(tx: Tx, beginning: str) -> Case:
    """Give the case whose id begins so. Raises TroubleError where there is none, or more than one."""
    found = cases.find(tx, beginning) if beginning else ()
    if len(found) != 1:
        raise _unclear("cases", beginning, [case.id for case in found])
    return found[0]


def _unclear(what: str, beginning: str, found: list[str]) -> TroubleError:
    if not found:
        return TroubleError(f"{what}.no_such", id=beginning)
    return TroubleError(f"{what}.several", id=beginning, found=", ".join(found[:_MOST_NAMED]))
