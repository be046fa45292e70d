"""Holds the rules on our own reading (E): for the operator alone, never a word to an agency.

None of them fails: where our reading is in doubt, the answer is `uncertain`, and the report is left undetermined.
"""

from collections.abc import Mapping

from monitor.rules.model import Rule
from monitor.rules.reading_quality.disagreeing import disagreeing
from monitor.rules.reading_quality.matching import matching
from monitor.rules.reading_quality.provenance import provenance
from monitor.rules.reading_quality.unreadable import unreadable

RULES: Mapping[str, Rule] = {
    "E-01": provenance,
    "E-02": disagreeing,
    "E-03": matching,
    "E-04": unreadable,
}
