"""A file made to harm is refused with its reason, in bounded time and memory, and the next document reads as ever."""

from __future__ import annotations

import shutil
import struct
import subprocess
import tarfile
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("lxml")

from monitor.documents import Document, Unreadable, read_document
from monitor.documents.limits import Limits
from tests.support.officefiles import FIXTURES
from tests.support.packages import p, tbl, tc, word_parts, workbook_parts, zipped
from tests.support.pdfs import drawn, paged, table, written

_ENCRYPTED = FIXTURES.parents[1] / "encrypted"
_LIMITS = Limits(seconds=60, memory_bytes=1_500_000_000, expanded_bytes=50_000_000, cells=20_000)
_SECONDS = 30
"""For the slowest of them on a busy machine; nearly all are refused in milliseconds."""
_ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
_BOMB = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{_ENTITIES}]>'
_IN_ONE_FILE = {
    "a word file": '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">{}</w:wordDocument>',
    "a text": '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">{}</office:document>',
    "a workbook": '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>',
}
Make = Callable[[], bytes]


def _docx(document: str | bytes) -> bytes:
    return zipped({**word_parts(p("甲")), "word/document.xml": document})


def _expanding() -> bytes:
    return _docx(b" " * 60_000_000)


def _many_parts() -> bytes:
    return zipped({f"{i}.txt": b"0" * 6_000_000 for i in range(10)})


def _within(depth: int) -> bytes:
    body = (FIXTURES / "2021.docx").read_bytes()
    for _ in range(depth):
        body = zipped({"年报.zip": body})
    return body


def _packed_zeros() -> bytes:
    if shutil.which("bsdtar") is None:
        pytest.skip("libarchive-tools is not installed")
    plain = BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as packed:
        zeros = tarfile.TarInfo("0")
        zeros.size = 60_000_000
        packed.addfile(zeros, BytesIO(bytes(zeros.size)))
    command = ["bsdtar", "--format", "7zip", "-cf", "-", "@-"]
    return subprocess.run(command, input=plain.getvalue(), check=True, capture_output=True).stdout


def _entities_in_document() -> bytes:
    return _docx(_BOMB + str(word_parts(p("甲"))["word/document.xml"]).replace("甲", "&e11;"))


def _entities_in_workbook() -> bytes:
    parts = workbook_parts("<sheetData/>")
    return zipped({**parts, "xl/workbook.xml": _BOMB + str(parts["xl/workbook.xml"])})


def _entities_in_one_file(root: str) -> bytes:
    return f"<?xml version='1.0'?>{_BOMB}{root.format('<a>&e11;</a>')}".encode()


def _deep(depth: int) -> bytes:
    return _docx(str(word_parts("<w:tbl><w:tr><w:tc>" * depth)["word/document.xml"]))


def _pages_without_end() -> bytes:
    cycle = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 100000000 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return written([b"<< /Type /Catalog /Pages 2 0 R >>", cycle, page])


def _many_pages() -> bytes:
    return drawn(*[table([["甲", "1"]])] * 201)


def _font(size: bytes) -> bytes:
    font = (
        b"/MediaBox [0 0 595 842] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>"
    )
    return paged(b"BT /F %s Tf 100 500 Td (text) Tj ET" % size, page=font)


def _page_of(side: bytes) -> bytes:
    return paged(b"0 0 10 10 re f", page=b"/MediaBox [0 0 %s %s]" % (side, side))


def _picture_in_pdf() -> bytes:
    image = b"<< /Type /XObject /Subtype /Image /Width 200000 /Height 200000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    page = b"/MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >>"
    return paged(b"q 595 0 0 842 0 0 cm /X Do Q", page=page, more=[image + b" /Length 3 >>\nstream\nabc\nendstream"])


def _png(side: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = b"IDAT" + zlib.compress(b"0")
    chunks = (struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (head, rows, b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _encrypted_odt() -> bytes:
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    return zipped({"mimetype": "application/x", "content.xml": b"\x8f\x12", "META-INF/manifest.xml": manifest})


def _encrypted_xls() -> bytes:
    """Make the record behind the first one that of a password ([MS-XLS] 2.4.117)."""
    body = bytearray((FIXTURES / "2021.xls").read_bytes())
    first = body.index(struct.pack("<HH", 0x0809, 16)) + 20
    body[first : first + 2] = struct.pack("<H", 0x002F)
    return bytes(body)


def _encrypted_doc() -> bytes:
    body = bytearray((FIXTURES / "2021.doc").read_bytes())
    flags = body.index(b"\xec\xa5") + 0x0B
    body[flags] |= 0x01
    return bytes(body)


def _encrypted_pdf() -> bytes:
    return drawn(table([["甲", "1"]]), encrypt="secret")


def _fixture(name: str) -> bytes:
    if name.endswith(".7z") and shutil.which("bsdtar") is None:
        pytest.skip("libarchive-tools is not installed")
    return (_ENCRYPTED / name).read_bytes()


_ANY_REFUSAL = frozenset({"damaged", "no_content", "too_large"})
_CASES: dict[str, tuple[Make, frozenset[str]]] = {
    "a part that expands": (_expanding, frozenset({"too_large"})),
    "parts that expand together": (_many_parts, frozenset({"too_large"})),
    "a 7z that expands": (_packed_zeros, frozenset({"too_large"})),
    "archives within archives": (partial(_within, 5), frozenset({"too_deep"})),
    "entities in a Word file": (_entities_in_document, frozenset({"damaged"})),
    "entities in a workbook": (_entities_in_workbook, frozenset({"damaged"})),
    **{
        f"entities in {what} of one file": (partial(_entities_in_one_file, root), frozenset({"damaged", "read"}))
        for what, root in _IN_ONE_FILE.items()
    },
    "tables a hundred thousand deep": (partial(_deep, 100_000), frozenset({"damaged"})),
    "a page a hundred thousand deep": (lambda: b"<div>" * 100_000, frozenset({"explosive"})),
    "more cells than a report": (
        lambda: _docx(str(word_parts(tbl(*(tc("1") * 90 for _ in range(230))))["word/document.xml"])),
        frozenset({"too_large"}),
    ),
    "pages without end": (_pages_without_end, _ANY_REFUSAL),
    "many pages": (_many_pages, frozenset({"too_large"})),
    "letters as large as a country": (partial(_font, b"999999999"), frozenset({"read", *_ANY_REFUSAL})),
    "letters of no size": (partial(_font, b"0.0000001"), frozenset({"read", *_ANY_REFUSAL})),
    "a page as large as a country": (partial(_page_of, b"999999999"), _ANY_REFUSAL),
    "a picture of 40 thousand million points in a PDF": (_picture_in_pdf, _ANY_REFUSAL),
    "a picture of 40 thousand million points": (partial(_png, 200_000), frozenset({"too_large"})),
    "an encrypted PDF": (_encrypted_pdf, frozenset({"encrypted"})),
    "an encrypted DOCX": (partial(_fixture, "word.docx"), frozenset({"encrypted"})),
    "an encrypted XLSX": (partial(_fixture, "workbook.xlsx"), frozenset({"encrypted"})),
    "an encrypted ODT": (_encrypted_odt, frozenset({"encrypted"})),
    "an encrypted DOC": (_encrypted_doc, frozenset({"encrypted"})),
    "an encrypted XLS": (_encrypted_xls, frozenset({"encrypted"})),
    "a ZIP with a password": (partial(_fixture, "text.zip"), frozenset({"encrypted"})),
    "a 7z with a password": (partial(_fixture, "content.7z"), frozenset({"encrypted"})),
    "a 7z whose names have a password": (partial(_fixture, "header.7z"), frozenset({"encrypted"})),
}


@pytest.mark.parametrize("case", _CASES)
def test_it_is_refused_in_time_and_the_next_document_reads_as_ever(case: str) -> None:
    make, reasons = _CASES[case]
    body = make()
    started = time.monotonic()
    answer = read_document(body, limits=_LIMITS)
    took = time.monotonic() - started
    reason = answer.reason if isinstance(answer, Unreadable) else "read"
    if reason == "reader_missing":
        pytest.skip(f"not installed: {answer.detail if isinstance(answer, Unreadable) else ''}")
    assert reason in reasons, answer
    assert took < _SECONDS
    following = read_document((FIXTURES / "2021.docx").read_bytes(), limits=_LIMITS)
    assert isinstance(following, Document)
    assert len(following.grids()) == 3


def test_a_refusal_names_nothing_of_this_machine() -> None:
    answer = read_document(_fixture("header.7z"), limits=replace(_LIMITS, seconds=20))
    assert isinstance(answer, Unreadable)
    assert str(Path("/tmp")) not in answer.detail  # noqa: S108 - the word, no file
