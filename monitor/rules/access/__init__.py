"""Holds the rules on access and identity: A-01 … A-05."""

from collections.abc import Mapping

from monitor.rules.access.attachments import attachments
from monitor.rules.access.personal import personal
from monitor.rules.access.pictures import pictures
from monitor.rules.access.title import title
from monitor.rules.access.versions import versions
from monitor.rules.model import Rule

RULES: Mapping[str, Rule] = {
    "A-01": attachments,
    "A-02": pictures,
    "A-03": versions,
    "A-04": title,
    "A-05": personal,
}
"""By code; the registry joins them."""
