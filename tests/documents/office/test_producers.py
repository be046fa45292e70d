"""What foreign programs write is read right to the cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

pytest.importorskip("lxml")

from monitor.extraction import read_report
from tests.support.officefiles import FIXTURES, read_here
from tests.support.printed import Printed, Value, differences, printed_report
from tests.support.written import as_docx, as_xls, as_xlsx

_DIRECT = ("docx", "odt", "xlsx", "xls", "ods")
"""Formats that are read without LibreOffice."""


def truth(key: str) -> dict[str, Value]:
    stated: dict[str, Any] = json.loads((FIXTURES / f"{key}.truth.json").read_text(encoding="utf-8"))
    return {p: Decimal(v) if isinstance(v, str) else v for p, v in stated.items()}


def test_the_truth_beside_the_files_is_that_of_the_report() -> None:
    assert truth("2019") == dict(printed_report("2019").truth)
    assert truth("2021") == dict(printed_report("2021").truth)


@pytest.mark.parametrize("key", ["2019", "2021"])
@pytest.mark.parametrize("kind", _DIRECT)
def test_what_libreoffice_writes_is_read_right_to_the_cell(kind: str, key: str) -> None:
    document = read_here((FIXTURES / f"{key}.{kind}").read_bytes())
    reading = read_report(document)
    assert (document.format, document.doubts) == (kind, ())
    assert differences(reading, truth(key)) == {}
    assert (reading.edition, len(reading.sections), len(reading.tables)) == (key, 6, 3)
    assert reading.title == printed_report(key).title
    assert reading.departures == ()


def _sheet_by_sheet(report: Printed) -> bytes:
    return as_xlsx(report, sheets=True)


@pytest.mark.parametrize("key", ["2019", "2021"])
@pytest.mark.parametrize("write", [as_docx, as_xlsx, _sheet_by_sheet, as_xls])
def test_what_python_libraries_write_is_read_right_to_the_cell(write: Callable[[Printed], bytes], key: str) -> None:
    report = printed_report(key)
    reading = read_report(read_here(write(report)))
    assert differences(reading, report.truth) == {}
    assert reading.title == report.title


def test_a_cell_of_a_workbook_says_its_sheet_and_address() -> None:
    reading = read_report(read_here(as_xlsx(printed_report("2021"))))
    place = reading.cells["/tables/proactive_disclosure/regulations/issued"].place
    assert place is not None
    assert (place.sheet, place.address) == ("Sheet", "B8")
