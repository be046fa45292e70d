"""Holds the rules on copying: one file for two agencies (A-06), texts and figures that are another's (C-01 … C-03)."""

from collections.abc import Mapping

from monitor.rules.copying.last_year import same_as_last_year
from monitor.rules.copying.one_file import one_file
from monitor.rules.copying.same_figures import same_figures
from monitor.rules.copying.same_text import same_text
from monitor.rules.model import Rule

RULES: Mapping[str, Rule] = {
    "A-06": one_file,
    "C-01": same_text,
    "C-02": same_as_last_year,
    "C-03": same_figures,
}
"""By code; the registry joins them."""
