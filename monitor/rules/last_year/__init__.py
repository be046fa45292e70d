"""Holds the rules that hold a report against last year's report of the same agency (Y)."""

from collections.abc import Mapping

from monitor.rules.last_year.apart import apart
from monitor.rules.last_year.carried import carried
from monitor.rules.last_year.identical import identical
from monitor.rules.last_year.in_force import in_force
from monitor.rules.last_year.items import items
from monitor.rules.last_year.restated import restated
from monitor.rules.model import Rule

RULES: Mapping[str, Rule] = {
    "Y-01": carried,
    "Y-02": in_force,
    "Y-03": items,
    "Y-04": apart,
    "Y-05": identical,
    "Y-06": restated,
}
"""By code; the registry joins them."""
