"""LibreOffice reads what only it can: .doc, .wps, .rtf; and what it writes flat is read."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

pytest.importorskip("lxml")

from monitor.documents.limits import Limits, ReadError
from monitor.documents.office.convert import to_docx
from monitor.extraction import read_report
from tests.support.officefiles import FIXTURES, read_here
from tests.support.printed import differences, printed_report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("soffice") is None, reason="needs LibreOffice (Debian: apt install libreoffice-writer-nogui)"
    ),
]


@pytest.mark.parametrize("name", ["2019.doc", "2021.doc", "2021.rtf"])
def test_what_only_libreoffice_reads_is_read_right_to_the_cell(name: str) -> None:
    key, _, kind = name.partition(".")
    document = read_here((FIXTURES / name).read_bytes())
    assert (document.format, document.doubts) == (kind, ())
    assert differences(read_report(document), printed_report(key).truth) == {}


def test_what_libreoffice_writes_flat_is_read_right_to_the_cell(tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    source = str(FIXTURES / "2021.docx")
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "fodt:OpenDocument Text Flat XML",
        "--outdir",
        str(tmp_path),
        source,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    document = read_here((tmp_path / "2021.fodt").read_bytes())
    assert document.doubts == ()
    assert differences(read_report(document), printed_report("2021").truth) == {}


def test_conversion_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert to_docx(b"{\\rtf1 x}", "rtf", Limits(seconds=60)).startswith(b"PK")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - names are enough


def test_conversion_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ReadError, match="too_slow"):
        to_docx(b"{\\rtf1 x}", "rtf", Limits(seconds=0.05))
