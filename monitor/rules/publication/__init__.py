"""Holds the rules on publication and its deadline (D)."""

from collections.abc import Mapping

from monitor.rules.model import Rule
from monitor.rules.publication.another_agency import another_agency
from monitor.rules.publication.backdated import backdated
from monitor.rules.publication.changed import changed
from monitor.rules.publication.date_stated import date_stated
from monitor.rules.publication.deadline import deadline_rule
from monitor.rules.publication.disagreeing import disagreeing
from monitor.rules.publication.gone import gone, lost
from monitor.rules.publication.listing import listing
from monitor.rules.publication.slot import slot

RULES: Mapping[str, Rule] = {
    "D-01": deadline_rule("D-01"),
    "D-02": deadline_rule("D-02"),
    "D-03": deadline_rule("D-03"),
    "D-04": backdated,
    "D-05": disagreeing,
    "D-06": date_stated,
    "D-07": another_agency,
    "D-08": slot,
    "D-09": gone,
    "D-10": changed,
    "D-11": lost,
    "D-12": listing,
}
