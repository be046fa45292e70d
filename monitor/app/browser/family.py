"""Tells whether an agency's listing is to be drawn, and by which family it is then read."""

from __future__ import annotations

DRAWN = "browser"
"""Stands in the row of an agency instead of a family; `browser:trs` names the family that reads what was drawn."""


def is_drawn(family: str) -> bool:
    """Tell whether a browser is asked for."""
    return family.partition(":")[0] == DRAWN


def family_behind(family: str) -> str:
    """Give the family that reads the listing, drawn or not."""
    return family.partition(":")[2] or "auto" if is_drawn(family) else family
