"""Writes the pages of the demo's portal: listings and reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.app.demo.scenario import Posting, Publisher, Scenario
from monitor.app.demo.tables import set_table
from monitor.form import Edition, edition_for
from monitor.settings import TIME_ZONE

_PAGES = Environment(
    loader=PackageLoader("monitor.app.demo"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def listing_page(publisher: Publisher, scenario: Scenario, now: datetime) -> str:
    """Write the listing of an agency as it stands at an instant (UTC)."""
    items = [
        {"href": f"r{p.number}.html", "title": title_of(publisher, scenario.year), "date": _day(p.at)}
        for p in reversed(publisher.visible(now))
    ]
    old = {
        "href": "old.html",
        "title": title_of(publisher, scenario.year - 1),
        "date": f"{scenario.year}-01-16",
    }
    page = _PAGES.get_template("listing.html")
    return page.render(agency=publisher.name, items=[*items, old], paged=publisher.portal == "paged")


def report_page(publisher: Publisher, posting: Posting, scenario: Scenario) -> str:
    """Write a report page."""
    edition = edition_for(scenario.year)
    if edition is None:
        raise ValueError(f"no edition governs the year {scenario.year}")
    page = _PAGES.get_template("report.html")
    return page.render(
        title=title_of(publisher, scenario.year),
        district=scenario.district,
        published=_day(posting.at),
        period=posting.period,
        sections=list(_sections(edition, posting)),
    )


def title_of(publisher: Publisher, year: int) -> str:
    """Give the title of an agency's report."""
    return f"{publisher.name}{year}年政府信息公开工作年度报告"


def _sections(edition: Edition, posting: Posting) -> Iterator[dict[str, Any]]:
    tables = {t.section: t for t in edition.tables}
    for section in edition.sections:
        if section.key in posting.without:
            continue
        table = tables.get(section.key)
        yield {
            "number": section.number,
            "title": section.title,
            "paragraphs": posting.texts.get(section.key, ()),
            "table": set_table(table, _raw(edition, posting, table.key)) if table else None,
        }


def _raw(edition: Edition, posting: Posting, table: str) -> dict[tuple[str, str], str]:
    """Give every cell's text: the posting's figures, zero where it names none, its changes last."""
    rows = posting.figures.get(table, {})
    raw: dict[tuple[str, str], str] = {}
    for row in edition.table(table).rows:
        figures = rows.get(row.key, ("0",) * len(row.columns))
        raw.update({(row.key, column): text for column, text in zip(row.columns, figures, strict=True)})
    for path, text in posting.changes.items():
        changed_table, row_key, column = path.split("/")
        if changed_table == table:
            raw[row_key, column] = text
    return raw


def _day(instant: datetime) -> str:
    return instant.astimezone(TIME_ZONE).date().isoformat()
