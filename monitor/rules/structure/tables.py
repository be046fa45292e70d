"""Asks for tables 2, 3 and 4, each in its section (S-03)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import SectionText, TableFound
from monitor.form import Table, Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.structure.fragments import labels_stand_in_text

CODE = "S-03"
_ELSEWHERE = ("附件", "附表", "见附", "图片", "下图", "附图")
"""Words of a section that sends its reader elsewhere: the table may be there, where we have not read it."""


def _tables(given: Given) -> Iterator[Outcome | Finding]:
    for table in given.edition.tables:
        verdict, variant = _judge(table, given)
        yield Outcome(CODE, verdict, (f"/tables/{table.key}",))
        if verdict is Verdict.FAIL:
            yield _finding(table, variant, given)


tables = of_reading(CODE, _tables)


def _judge(table: Table, given: Given) -> tuple[Verdict, str]:
    """Judge one table. Without its section it has no place to stand in: that fault is S-01's."""
    section, found = given.reading.section(table.section), given.reading.table(table.key)
    if found is not None:
        return _where(found, table, section), "misplaced"
    if section is None:
        return Verdict.NOT_APPLICABLE, "missing"
    return (Verdict.UNCERTAIN if _may_be_there(table, section, given) else Verdict.FAIL), "missing"


def _may_be_there(table: Table, section: SectionText, given: Given) -> bool:
    elsewhere = any(word in section.text for word in _ELSEWHERE)
    return bool(given.reading.doubts) or elsewhere or labels_stand_in_text(table, section)


def _where(found: TableFound, table: Table, section: SectionText | None) -> Verdict:
    if found.section == table.section:
        return Verdict.PASS
    # Where its own heading was not seen, the table may well stand under it; where its rows were put together from
    # here and there, one may have come from elsewhere.
    in_doubt = section is None or found.section is None or not found.certain
    return Verdict.UNCERTAIN if in_doubt else Verdict.FAIL


def _finding(table: Table, variant: str, given: Given) -> Finding:
    reading = given.reading
    found = reading.table(table.key)
    seen = reading.section(found.section if found and found.section else table.section)
    quotes = () if seen is None else (Quote(seen.heading, found.place if found else seen.place),)
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(f"/tables/{table.key}",),
        expected=given.edition.section(table.section).title,
        actual=seen.heading if seen and found else None,
        variant=variant,
        facts={"title": table.title, "section": given.edition.section(table.section).title},
        evidence=of_quotes(reading, *quotes),
    )
