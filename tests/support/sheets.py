"""Prints tables of the form as pages and texts, from the form's own labels, for tests to change and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.extraction import Reading, read_report
from monitor.form import Edition, Row, Table
from tests.support.figures import DISCLOSURE, LITIGATION, REQUESTS
from tests.support.pages import page, read

Raws = Mapping[str, str]
"""What stands in the cells, by pointer; 0 where nothing is said."""

HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
TITLE = "云川市兰溪区水务局2023年政府信息公开工作年度报告"


def row_cells(row: Row, table: Table, raws: Raws) -> list[str]:
    """Give a row as the texts of its cells: label, figures."""
    return [row.label, *(raws.get(table.pointer(row.key, c), "0") for c in row.columns)]


def printed(table: Table, raws: Raws | None = None) -> list[list[str]]:
    """Give a table with one label a row as texts: heads first, then its rows."""
    if table.across:
        return _printed_across(table, raws or {})
    lines: list[list[str]] = []
    columns: tuple[str, ...] = ()
    for row in table.rows:
        if row.columns != columns:
            columns = row.columns
            lines.append(["信息内容", *(table.column(c).label for c in columns)])
        lines.append(row_cells(row, table, raws or {}))
    return lines


def _printed_across(table: Table, raws: Raws) -> list[list[str]]:
    heads = [c.label for c in table.columns]
    figures = [raws.get(table.pointer(r.key, c), "0") for r in table.rows for c in r.columns]
    names = [name for row in table.rows for name in [row.label] * len(heads)]
    return [names, heads * len(table.rows), figures]


def as_html(lines: Sequence[Sequence[str]]) -> str:
    """Print lines as a table of a page."""
    rows = ("".join(f"<td>{cell}</td>" for cell in line) for line in lines)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def as_pipes(lines: Sequence[Sequence[str]]) -> str:
    """Print lines as a table of a text."""
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def report_page(edition: Edition, raws: Raws | None = None, /, **parts: str) -> str:
    """Print a whole report as a page; `parts` replace the markup of title, preamble, tables or sections by key."""
    tables = {t.key: as_html(printed(t, raws)) for t in edition.tables}
    body = {
        "overview": "<p>2023年，本局把信息公开做在平时。</p>",
        DISCLOSURE: tables[DISCLOSURE],
        REQUESTS: tables[REQUESTS],
        LITIGATION: tables[LITIGATION],
        "problems_and_improvements": "<p>问题是更新慢，改进是专人盯。</p>",
        "other_matters": "<p>无。</p>",
    }
    title = parts.get("title", f"<h1>{TITLE}</h1>")
    preamble = parts.get("preamble", "<p>本报告的统计期限为2023年1月1日至12月31日。</p>")
    sections = (f"<p>{h}</p>{parts.get(k, markup)}" for h, (k, markup) in zip(HEADINGS, body.items(), strict=True))
    return f"{title}{preamble}{''.join(sections)}{parts.get('tail', '')}"


def read_page(markup: str) -> Reading:
    """Read a report from markup inside the body of a page."""
    return read_report(page(markup))


def read_plain(text: str) -> Reading:
    """Read a report from a text."""
    return read_report(read(text))
