"""Holds the rules on table 4, reconsideration and litigation (T4)."""

from collections.abc import Mapping

from monitor.rules.domain import domain_rule
from monitor.rules.model import Rule
from monitor.rules.reconsideration_and_litigation.after_reconsideration import after_reconsideration
from monitor.rules.relations import relation_rule

RULES: Mapping[str, Rule] = {
    "T4-01": relation_rule("T4-01"),
    "T4-02": domain_rule("T4-02", "reconsideration_and_litigation"),
    "T4-03": after_reconsideration,
}
