"""Holds the rules on table 2, proactive disclosure (T2)."""

from collections.abc import Mapping

from monitor.rules.domain import domain_rule
from monitor.rules.model import Rule
from monitor.rules.proactive_disclosure.blanks import blanks
from monitor.rules.proactive_disclosure.information_fee import information_fee
from monitor.rules.proactive_disclosure.regulations import regulations
from monitor.rules.proactive_disclosure.remarks import remarks
from monitor.rules.relations import relation_rule

RULES: Mapping[str, Rule] = {
    "T2-01": domain_rule("T2-01", "proactive_disclosure"),
    "T2-02": blanks,
    "T2-03": remarks,
    "T2-04": relation_rule("T2-04"),
    "T2-05": relation_rule("T2-05"),
    "T2-06": relation_rule("T2-06"),
    "T2-07": regulations,
    "T2-08": information_fee,
}
