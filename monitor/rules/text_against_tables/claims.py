"""Defines a claim: what a figure or a denial of the text says about cells of the tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from monitor.form import Edition
from monitor.rules.figures import Mention, Sentence

DISCLOSED = "proactive_disclosure"
REQUESTS = "requests"
DISPUTES = "reconsideration_and_litigation"
RECONSIDERATION = ("reconsideration",)
LITIGATION = ("litigation_direct", "litigation_after_reconsideration")

Cells = tuple[str, ...]
"""Pointers of cells whose sum is meant."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Says which cells a statement must agree with; it is contradicted only if none of `fits` agrees."""

    code: str
    sentence: Sentence
    phrase: str
    value: Decimal
    fits: tuple[Cells, ...]
    """The first is the one that a finding names as expected."""
    at_most: bool = False
    """Whether the figure is only known to be a part: contradicted only where it is greater."""
    variant: str = "default"


def claim_of(code: str, mention: Mention, *fits: Cells, at_most: bool = False) -> Claim:
    """Make the claim of a figure."""
    return Claim(code, mention.sentence, mention.phrase, mention.figure.value, fits, at_most)


def requests_total(*rows: str) -> Cells:
    """Name the totals of these rows of table 3."""
    return tuple(f"/tables/{REQUESTS}/{row}/total" for row in rows)


def disclosed(row: str, column: str) -> Cells:
    """Name one cell of table 2."""
    return (f"/tables/{DISCLOSED}/{row}/{column}",)


def disputes(groups: Iterable[str], column: str = "total") -> Cells:
    """Name one column of these groups of table 4."""
    return tuple(f"/tables/{DISPUTES}/{group}/{column}" for group in groups)


def rows_with(prefix: str, edition: Edition) -> tuple[str, ...]:
    """Give the rows of table 3 that make up a group, e.g. every `refused_` row of the edition."""
    return tuple(r.key for r in edition.table(REQUESTS).rows if r.key.startswith(prefix))
