"""Writes the answers as a workbook: one sheet of reports with their outcomes, one of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from monitor.app.cli.check.tally import others, relations
from monitor.app.cli.check.work import Checked
from monitor.app.cli.clean import clean
from monitor.app.cli.session import Session
from monitor.app.cli.trouble import TroubleError
from monitor.app.cli.words import Words
from monitor.form import load_edition
from monitor.form.naming import name_of

_MOST = 32_000
"""Characters that a cell may hold (Excel: 32,767)."""
_REPORTS = {
    "source": 40,
    "title": 50,
    "agency": 28,
    "year": 8,
    "edition": 8,
    "published": 12,
    "verdict": 12,
    "relations": 10,
    "relations_hold": 10,
    "relations_fail": 10,
    "relations_uncertain": 10,
    "others": 10,
    "others_hold": 10,
    "others_fail": 10,
    "others_uncertain": 10,
    "not_applicable": 10,
}
_FINDINGS = {
    "source": 40,
    "agency": 28,
    "code": 8,
    "severity": 10,
    "title": 32,
    "place": 44,
    "message": 60,
    "actual": 12,
    "expected": 12,
    "quote": 50,
    "basis": 50,
    "advice": 40,
    "hint": 40,
    "pointers": 40,
}
"""The columns of each sheet with their widths in characters."""


def write_workbook(session: Session, file: Path, answers: Iterable[Checked]) -> None:
    """Write the workbook. Raises TroubleError where it cannot be written."""
    if not file.parent.is_dir():
        raise TroubleError("check.no_folder", file=str(file))
    # Everything is a string: a formula that a portal hides in a cell stays words.
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(str(file), safe)
    reports = _Sheet(book, session.say, "reports", _REPORTS)
    findings = _Sheet(book, session.say, "findings", _FINDINGS)
    for checked in answers:
        reports.add(_report(checked, session.say))
        for row in _findings(checked, session):
            findings.add(row)
    try:
        reports.finish()
        findings.finish()
        book.close()
    except (OSError, XlsxWriterException) as error:
        raise TroubleError("check.not_written", file=str(file), detail=str(error)) from error
    session.print("check.written", file=str(file), reports=reports.count, findings=findings.count)


class _Sheet:
    """Gathers the rows of one sheet under a head that stays in sight."""

    def __init__(self, book: Any, say: Words, name: str, columns: Mapping[str, int]) -> None:
        self._sheet = book.add_worksheet(say(f"workbook.{name}"))
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._columns = columns
        self.count = 0
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        for number, (column, width) in enumerate(columns.items()):
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(0, number, say(f"workbook.column.{column}"), head)
        self._sheet.freeze_panes(1, 0)

    def add(self, row: Sequence[object]) -> None:
        self.count += 1
        for number, value in enumerate(row):
            if isinstance(value, int):
                self._sheet.write_number(self.count, number, value, self._wrapped)
            else:
                self._sheet.write_string(self.count, number, _text(value)[:_MOST], self._wrapped)

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self.count, len(self._columns) - 1)


def _report(checked: Checked, say: Words) -> list[object]:
    report = checked.report or {}
    related, other = relations(checked.tallies), others(checked.tallies)
    return [
        checked.source,
        *(report.get(name) for name in ("title", "agency")),
        str(report.get("year") or ""),
        *(report.get(name) for name in ("edition", "published_on")),
        say(f"verdict.{checked.verdict}"),
        *(related.checked, related.holds, related.fails, related.uncertain),
        *(other.checked, other.holds, other.fails, other.uncertain),
        related.not_applicable + other.not_applicable,
    ]


def _findings(checked: Checked, session: Session) -> Iterator[list[object]]:
    edition = load_edition(checked.edition) if checked.edition else None
    agency = (checked.report or {}).get("agency")
    for finding in checked.findings:
        words = finding["words"][session.language]
        quotes = [q["text"] for q in finding["evidence"]["quotes"] if not (q["pointer"] or "").startswith("/tables/")]
        yield [
            checked.source,
            agency,
            finding["code"],
            session.say(f"severity.{finding['severity']}"),
            words["title"],
            session.say("finding.and").join(name_of(edition, p, session.language) for p in finding["pointers"]),
            words["message"],
            _plain(finding["actual"]),
            _plain(finding["expected"]),
            " / ".join(quotes),
            words["basis"],
            words["advice"],
            words["hint"],
            " ".join(finding["pointers"]),
        ]


def _plain(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else _text(value)


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))
