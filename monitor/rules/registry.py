"""Joins the families to the one table of rules in force: code to Rule."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from monitor.rules import (
    access,
    children,
    copying,
    last_year,
    narrative,
    proactive_disclosure,
    publication,
    reading_quality,
    reconsideration_and_litigation,
    requests,
    structure,
    text_against_tables,
)
from monitor.rules.model import Rule

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        **publication.RULES,
        **access.RULES,
        **structure.RULES,
        **proactive_disclosure.RULES,
        **requests.RULES,
        **reconsideration_and_litigation.RULES,
        **text_against_tables.RULES,
        **narrative.RULES,
        **copying.RULES,
        **last_year.RULES,
        **children.RULES,
        **reading_quality.RULES,
    }
)
"""Every rule in force, in the order of the book; a test holds it against the book."""
