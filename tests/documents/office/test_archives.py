"""An archive is searched for the report: by content, whatever the names say."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("lxml")

from monitor.documents import Meta
from monitor.documents.limits import ReadError
from monitor.documents.office.packed import read_packed
from monitor.documents.office.zipped import read_zip
from monitor.extraction import read_report
from tests.support.officefiles import FIXTURES
from tests.support.packages import LIMITS, SHA, workbook_parts, zipped
from tests.support.printed import differences, printed_report
from tests.support.written import as_page

DOCX = (FIXTURES / "2021.docx").read_bytes()
PAGE = as_page(printed_report("2021")).encode("gb18030")


def _reason(body: bytes, limits: object = LIMITS) -> tuple[str, str]:
    with pytest.raises(ReadError) as refused:
        read_zip(body, SHA, limits)  # type: ignore[arg-type]
    return refused.value.reason, refused.value.detail


def _member(body: bytes) -> str:
    document = read_zip(body, SHA, LIMITS)
    assert document.sha256 == SHA
    assert differences(read_report(document), printed_report("2021").truth) == {}
    return next(m.value for m in document.meta if m.name == "member")


def test_the_only_document_is_read() -> None:
    junk = {"__MACOSX/._a.docx": b"x", "~$a.docx": b"x", "Thumbs.db": b"x", "章.png": b"\x89PNG\r\n\x1a\n"}
    assert _member(zipped({**junk, "文件/任意.bin": DOCX})) == "文件/任意.bin"


def test_of_several_the_one_that_reads_like_a_report_is_taken() -> None:
    other = "关于公布年度报告的通知".encode()
    assert _member(zipped({"年度报告通知.txt": other, "附件1.doc": PAGE})) == "附件1.doc"


def test_two_reports_are_not_chosen_between() -> None:
    assert _reason(zipped({"甲局年报.docx": DOCX, "乙局年报.html": PAGE})) == (
        "ambiguous_archive",
        "甲局年报.docx, 乙局年报.html",
    )


def test_names_in_the_code_page_of_the_packer_are_read() -> None:
    class Packed(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name that zipfile calls
            return "兰溪区年报.docx".encode("gbk"), self.flag_bits

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(Packed("x"), DOCX)
    assert _member(out.getvalue()) == "兰溪区年报.docx"


def test_an_archive_in_an_archive_is_opened_so_deep() -> None:
    once = zipped({"年报.docx": DOCX})
    assert _member(zipped({"包.zip": once})) == "包.zip"
    deep = once
    for _ in range(5):
        deep = zipped({"包.zip": deep})
    assert _reason(deep)[0] == "too_deep"


def test_an_archive_without_a_document_says_what_it_holds() -> None:
    assert _reason(zipped({"a.png": b"\x89PNG\r\n\x1a\n", "b.exe": bytes(range(99))})) == (
        "no_content",
        "archive: a.png, b.exe",
    )


def test_an_encrypted_member_is_told() -> None:
    body = bytearray(zipped({"年报.docx": DOCX}))
    body[6] |= 1
    body[body.rindex(b"PK\x01\x02") + 8] |= 1
    assert _reason(bytes(body))[0] == "encrypted"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\a", "C:\\a", "a/../../../b"])
def test_names_that_lead_out_lead_nowhere(name: str) -> None:
    assert _member(zipped({name: DOCX})).lstrip("/")


def test_a_bomb_is_stopped_while_it_expands() -> None:
    limits = replace(LIMITS, expanded_bytes=1_000_000)
    assert _reason(zipped({"a.txt": b"0" * 5_000_000}), limits) == ("too_large", "expanded")
    assert _reason(zipped({f"{i}.txt": b"0" * 400_000 for i in range(5)}), limits) == ("too_large", "expanded")


def test_a_bomb_that_lies_about_its_size_is_stopped() -> None:
    body = bytearray(zipped({"a.txt": b"0" * 5_000_000}))
    body[22:26] = body[body.rindex(b"PK\x01\x02") + 24 :][:4] = (10).to_bytes(4, "little")
    at = body.rindex(b"PK\x01\x02") + 24
    body[at : at + 4] = (10).to_bytes(4, "little")
    assert _reason(bytes(body), replace(LIMITS, expanded_bytes=1_000_000))[0] in {"damaged", "too_large"}


def test_a_presentation_is_named() -> None:
    parts = workbook_parts("<sheetData/>")
    parts["xl/workbook.xml"] = '<p:presentation xmlns:p="x"/>'
    assert _reason(zipped(parts)) == ("unsupported_format", "office: presentation")


@pytest.mark.skipif(shutil.which("bsdtar") is None, reason="needs bsdtar (Debian: apt install libarchive-tools)")
def test_a_7z_is_read_with_its_chinese_names(tmp_path: Path) -> None:
    (tmp_path / "年报[1].docx").write_bytes(DOCX)
    (tmp_path / "说明.txt").write_text("说明", encoding="utf-8")
    command = ["bsdtar", "--format", "7zip", "-cf", "x.7z", "年报[1].docx", "说明.txt"]
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    subprocess.run(command, cwd=tmp_path, check=True, env=environment)
    body = (tmp_path / "x.7z").read_bytes()
    document = read_packed(body, SHA, LIMITS)
    assert Meta("member", "年报[1].docx", "archive") in document.meta
    assert differences(read_report(document), printed_report("2021").truth) == {}
    with pytest.raises(ReadError, match="too_large"):
        read_packed(body, SHA, replace(LIMITS, expanded_bytes=100))
    with pytest.raises(ReadError, match="damaged"):
        read_packed(body[:200], SHA, LIMITS)


def test_without_bsdtar_the_reader_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match="reader_missing: bsdtar"):
        read_packed(b"Rar!\x1a\x07\x01\x00", SHA, LIMITS)
