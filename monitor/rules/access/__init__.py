"""Holds the rules on access and identity: A-04, A-05."""

from collections.abc import Mapping

from monitor.rules.access.personal import personal
from monitor.rules.access.title import title
from monitor.rules.model import Rule

RULES: Mapping[str, Rule] = {
    "A-04": title,
    "A-05": personal,
}
"""By code; the registry joins them."""
