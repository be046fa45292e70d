"""Defines what a family is: how its pages are known, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.portals.model import Link
from monitor.portals.page import Page


@dataclass(frozen=True, slots=True)
class Rows:
    """Holds the links of a page and what its list says about itself."""

    links: tuple[Link, ...]
    in_list: int
    """Number of rows of the longest list on the page."""
    stated: int | None = None
    """Number of rows that the list says it has in all, where only this family knows where that stands."""
    own: bool = False
    """Whether the rows stand where the family keeps them, so that a script's template means nothing."""


@dataclass(frozen=True, slots=True)
class Family:
    """Describes one family of portals."""

    name: str
    recognises: Callable[[Page], bool]
    read: Callable[[Page], Rows]
