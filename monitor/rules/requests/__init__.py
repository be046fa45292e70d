"""Holds the rules on table 3, requests (T3)."""

from collections.abc import Mapping

from monitor.rules.domain import domain_rule
from monitor.rules.model import Rule
from monitor.rules.relations import relation_rule
from monitor.rules.requests.blanks import blanks
from monitor.rules.requests.unpaid_fee import unpaid_fee

RULES: Mapping[str, Rule] = {
    "T3-01": relation_rule("T3-01"),
    "T3-02": relation_rule("T3-02"),
    "T3-03": relation_rule("T3-03"),
    "T3-04": domain_rule("T3-04", "requests"),
    "T3-05": blanks,
    "T3-07": unpaid_fee,
}
