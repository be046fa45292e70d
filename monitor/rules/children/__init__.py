"""Holds the rules that hold a report against those of the agencies below that it counts (H)."""

from collections.abc import Mapping

from monitor.rules.children.scope import scope
from monitor.rules.children.sums import sums_rule
from monitor.rules.model import Rule

RULES: Mapping[str, Rule] = {
    "H-01": sums_rule("H-01", whole=True),
    "H-02": sums_rule("H-02", whole=False),
    "H-03": scope,
}
"""By code; the registry joins them."""
