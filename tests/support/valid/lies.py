"""Has the prose of a made report tell one figure otherwise than its table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.support.figures import DISCLOSURE, LITIGATION, REQUESTS
from tests.support.valid.numerals import chinese
from tests.support.valid.report import Made, make
from tests.support.valid.tables import FLOW

_CELLS = (
    *(f"{REQUESTS}/{row}/total" for row in ("received", "carried_in", "outcome_total", "carried_out")),
    f"{REQUESTS}/granted/total",
    f"{LITIGATION}/reconsideration/total",
    f"{DISCLOSURE}/normative_documents/in_force",
    f"{DISCLOSURE}/penalties/decisions",
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LIMIT = 10_000
"""Greater numbers are never said in Chinese."""


@dataclass(frozen=True, slots=True)
class Lie:
    """Holds the sections that tell it, and the cell that says otherwise."""

    cell: str
    sections: Mapping[str, Any]


def lied(made: Made, random: Random) -> Lie | None:
    """Tell one figure otherwise; None where the prose does not come to speak of it, or may mean another cell."""
    cell = random.choice([c for c in _CELLS if c in made.figures])
    told = made.figures[cell] + random.choice((1, 2, 3, 7, 11))
    if told in meant(made):
        return None
    sections = make(made.seed, {cell: told}).spec["sections"]
    new, old = (_said(told, text) for text in (sections, made.spec["sections"]))
    return Lie(cell, sections) if new > old else None


def meant(made: Made) -> set[int]:
    """Give every figure that a statement on applications as a whole may mean."""
    flow = {row: made.figures[f"{REQUESTS}/{row}/total"] for row in FLOW}
    return {*flow.values(), flow["received"] + flow["carried_in"]}


def _said(number: int, sections: Mapping[str, Any]) -> int:
    """Count how often a number is said in the account of applications and of what was published."""
    text = "".join(sections["overview"])
    forms = {str(number), f"{number:,}", str(number).translate(_FULL_WIDTH)}
    forms |= {chinese(number)} if number < _LIMIT else set()
    return sum(len(re.findall(rf"(?<![\d,]){form}件", text)) for form in forms)
