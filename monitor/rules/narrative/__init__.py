"""Holds the rules on what the text must report: N-02 … N-06."""

from collections.abc import Mapping

from monitor.rules.model import Rule
from monitor.rules.narrative.other_matters import other_matters
from monitor.rules.narrative.problems import problems
from monitor.rules.narrative.results import result_rule
from monitor.rules.narrative.topics import TOPICS

RULES: Mapping[str, Rule] = {
    **{topic.code: result_rule(topic) for topic in TOPICS},
    "N-05": problems,
    "N-06": other_matters,
}
"""By code; the registry joins them."""
