"""Holds the rules on the structure of a report (S)."""

from collections.abc import Mapping

from monitor.rules.model import Rule
from monitor.rules.structure.edition import edition_fits
from monitor.rules.structure.grid import grid
from monitor.rules.structure.leftovers import leftovers
from monitor.rules.structure.order import order
from monitor.rules.structure.period import period
from monitor.rules.structure.schema import schema
from monitor.rules.structure.sections import sections
from monitor.rules.structure.tables import tables

RULES: Mapping[str, Rule] = {
    "S-01": sections,
    "S-02": order,
    "S-03": tables,
    "S-04": grid,
    "S-05": edition_fits,
    "S-06": leftovers,
    "S-07": period,
    "S-08": schema,
}
