"""Reads listings family by family (PORTALS.md, section 1): one small module each."""

from monitor.portals.families.contract import Family, Rows
from monitor.portals.families.table import FAMILIES

__all__ = ["FAMILIES", "Family", "Rows"]
