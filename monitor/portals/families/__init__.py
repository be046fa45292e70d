"""Reads listings family by family (docs/watching.md): one small module each."""

from monitor.portals.families.contract import Family, Rows
from monitor.portals.families.table import FAMILIES

__all__ = ["FAMILIES", "Family", "Rows"]
