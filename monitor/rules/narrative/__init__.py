"""Holds the rules on what the text must report: N-01 … N-08."""

from collections.abc import Mapping

from monitor.rules.model import Rule
from monitor.rules.narrative.aspects import aspects
from monitor.rules.narrative.citations import citations
from monitor.rules.narrative.elsewhere import elsewhere
from monitor.rules.narrative.other_matters import other_matters
from monitor.rules.narrative.problems import problems
from monitor.rules.narrative.results import result_rule
from monitor.rules.narrative.topics import TOPICS

RULES: Mapping[str, Rule] = {
    "N-01": aspects,
    **{topic.code: result_rule(topic) for topic in TOPICS},
    "N-05": problems,
    "N-06": other_matters,
    "N-07": elsewhere,
    "N-08": citations,
}
"""By code; the registry joins them."""
