"""Decides whether a section is missing, or only its heading seems lost (S-01)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.extraction import Passage, Reading
from monitor.form import Edition, Section


@dataclass(frozen=True, slots=True)
class _Signs:
    """Says by what the text of a section is recognised without its heading."""

    words: tuple[str, ...]
    least: int
    """Characters that the text must have: an introduction names topics too, but is short."""


_SIGNS: Mapping[str, _Signs] = {
    "overview": _Signs(("主动公开", "依申请公开"), 300),
    "problems_and_improvements": _Signs(("问题", "不足", "薄弱", "有待", "改进", "整改", "下一步"), 20),
    "other_matters": _Signs(("信息处理费", "需要报告", "其他事项", "其它事项"), 4),
}


def heading_lost(section: Section, reading: Reading, edition: Edition) -> bool:
    """Tell whether the content of a section without heading seems to be there.

    True where nothing at all was recognised, where the section's table was found, or where the numbers skip this
    section's (四 is followed by 六) and the text before the gap reads like it.
    """
    if not reading.sections:
        return True
    if any(t.section == section.key and reading.table(t.key) for t in edition.tables):
        return True
    return not _number_taken(section, reading, edition) and _reads_like(section, reading, edition)


def _number_taken(section: Section, reading: Reading, edition: Edition) -> bool:
    """Tell whether a later section carries this one's number: then the agency closed the gap itself."""
    later = {s.key for s in edition.sections[edition.sections.index(section) + 1 :]}
    return any(s.number == section.number for s in reading.sections if s.key in later)


def _reads_like(section: Section, reading: Reading, edition: Edition) -> bool:
    signs = _SIGNS.get(section.key)
    if signs is None:
        return False
    text = "".join(p.text for p in _before(section, reading, edition))
    return len(text) >= signs.least and any(word in text for word in signs.words)


def _before(section: Section, reading: Reading, edition: Edition) -> tuple[Passage, ...]:
    """Give the passages of the nearest earlier section that is there, else those before the first heading."""
    for earlier in reversed(edition.sections[: edition.sections.index(section)]):
        found = reading.section(earlier.key)
        if found is not None:
            return found.passages
    return reading.preamble
