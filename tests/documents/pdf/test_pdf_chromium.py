"""What a browser prints is read to the cell, whatever the style of its tables."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from monitor.app.demo.tables import PrintedRow
from monitor.documents.limits import Limits
from monitor.documents.pdf import read_pdf
from monitor.extraction import Reading, read_report
from tests.support.printed import Printed, printed_report

pytest.importorskip("pypdfium2", reason="PDF is read with pypdfium2")
_BROWSER = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(_BROWSER is None, reason="needs Chromium (Debian: apt install chromium)"),
]

_PAGE = "@page {size: A4; margin: 25mm 22mm} table {border-collapse: collapse; width: 100%; font-size: 10pt}"
_RULED = "td {border: 1px solid; padding: 3px; text-align: center}"
_STYLES = {
    "ruled": _PAGE + _RULED,
    "landscape and small": _PAGE.replace("A4", "A4 landscape").replace("10pt", "8pt") + _RULED,
    "open sides": _PAGE + _RULED + "td:first-child {border-left: none} td:last-child {border-right: none}",
    "shaded": _PAGE.replace("collapse", "separate; border-spacing: 1px; background: #333")
    + "td {background: #fff} * {-webkit-print-color-adjust: exact}",
    "no lines": _PAGE + "td {padding: 5px; text-align: center}",
}


def _html(report: Printed, style: str) -> str:
    parts = "".join(f"<p>{part}</p>" if isinstance(part, str) else _table(part) for part in report.parts)
    return f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style><h1>{report.title}</h1>{parts}"


def _table(rows: list[PrintedRow]) -> str:
    lines = (
        "".join(f"<td rowspan={cell.rows} colspan={cell.columns}>{cell.text}</td>" for cell in row) for row in rows
    )
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _printed(report: Printed, style: str, folder: Path) -> Reading:
    page, target = folder / "report.html", folder / "report.pdf"
    page.write_text(_html(report, style), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'user'}"]
    command = [str(_BROWSER), *options, f"--print-to-pdf={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return read_report(read_pdf(target.read_bytes(), "0" * 64, Limits()))


@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_printed_cell_is_right_or_known_to_be_uncertain(style: str, edition: str, tmp_path: Path) -> None:
    report = printed_report(edition)
    reading = _printed(report, _STYLES[style], tmp_path)
    certain = {at: reading.cells[at].value for at in report.truth if reading.cells[at].certain}
    assert certain == {at: report.truth[at] for at in certain}
    lost = [at for at in report.truth if at not in certain]
    assert len(lost) * 3 < len(report.truth) if style == "no lines" else lost == []
    assert not any(re.match("(row|column)_missing", str(d.oddity)) for d in reading.departures)
