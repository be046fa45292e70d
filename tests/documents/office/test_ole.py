"""What an OLE file holds is told by its directory; a .doc by its own bare text too."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("lxml")

from monitor.documents.limits import ReadError
from monitor.documents.office import doc, marked
from monitor.documents.office.compound import Compound
from monitor.documents.office.docx import read_docx
from monitor.documents.office.ole import read_ole
from monitor.documents.office.rtftext import marked_text as rtf_text
from monitor.documents.office.wordpieces import marked_text
from tests.support.packages import LIMITS, SHA, p, seen, tbl, tc, word, word_parts, zipped

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports" / "office"
DOC = (FIXTURES / "2021.doc").read_bytes()


def _reason(body: bytes) -> tuple[str, str]:
    with pytest.raises(ReadError) as refused:
        read_ole(body, SHA, LIMITS)
    return refused.value.reason, refused.value.detail


def test_the_directory_names_the_streams() -> None:
    assert {"WordDocument", "1Table"} <= Compound(DOC).entries.keys()
    assert len(Compound(DOC).stream("WordDocument")) == Compound(DOC).entries["WordDocument"].size


def test_small_streams_are_read_too() -> None:
    assert Compound(DOC).stream("\x01CompObj").startswith(b"\x01\x00\xfe\xff")


def test_an_encrypted_package_is_told() -> None:
    assert _reason(_with_name("EncryptedPackage")) == ("encrypted", "office")


def test_what_is_no_document_is_named() -> None:
    assert _reason(_with_name("PowerPoint Document")) == ("unsupported_format", "ole: ppt")
    assert _reason(_with_name("Contents"))[0] == "unsupported_format"


def _with_name(name: str) -> bytes:
    """Give the .doc whose main stream goes by another name."""
    at = DOC.index("WordDocument".encode("utf-16-le"))
    entry = name.encode("utf-16-le").ljust(64, b"\x00") + (2 * len(name) + 2).to_bytes(2, "little")
    return DOC[:at] + entry + DOC[at + 66 :]


def test_an_encrypted_doc_is_told_before_anything_is_started() -> None:
    at = DOC.index(b"\xec\xa5")
    flags = int.from_bytes(DOC[at + 10 : at + 12], "little") | 0x0100
    assert _reason(DOC[: at + 10] + flags.to_bytes(2, "little") + DOC[at + 12 :]) == ("encrypted", "doc")


def test_the_bare_text_of_a_doc_has_every_cell() -> None:
    text = marked_text(DOC)
    assert text.startswith("云川市兰溪区水务局2023年政府信息公开工作年度报告\r一、总体情况\r")
    assert "行政规范性文件\x071111\x071148\x071185\x07\x06" in text


def test_a_loss_is_seen_though_the_figures_are_still_in_the_text() -> None:
    whole, lost = word(tbl(tc("规章") + tc("5"), tc("许可") + tc("6"))), word(p("规章5许可6"))
    bare = "规章\x075\x07\x06许可\x076\x07\x06"
    assert marked.agrees(whole, bare)
    assert not marked.agrees(lost, bare)
    assert not marked.agrees(whole, bare + "另有7件\r")


def test_where_cells_were_lost_the_bare_text_is_given_without_certainty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "to_docx", lambda *_: zipped(word_parts(p("全部在一段里 5 6"))))
    document = doc.converted(b"", "doc", "前文\r规章\x075\x07\x06许可\x076\x07\x06后文\r", (SHA, LIMITS))
    assert seen(document) == ["前文", [["规章", "5"], ["许可", "6"]], "后文"]
    assert document.doubts == ("converted_in_part",)
    assert {cell.confidence for cell in document.grids()[0].cells} == {0.5}


def test_what_agrees_is_given_as_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    made = zipped(word_parts(tbl(tc("规章") + tc("5"))))
    monkeypatch.setattr(doc, "to_docx", lambda *_: made)
    document = doc.converted(b"", "doc", "规章\x075\x07\x06", (SHA, LIMITS))
    assert document.blocks == read_docx(made, SHA, LIMITS).blocks
    assert (document.format, document.doubts) == ("doc", ())


def test_without_libreoffice_the_reader_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    reason, detail = _reason(DOC)
    assert reason == "reader_missing"
    assert "libreoffice-writer" in detail


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1 {\fonttbl{\f0 Song;}}1{\b 2}\par 3}", "12\r3"),
        (rb"{\rtf1\ansicpg936 \'c4\'ea\'b1\'a8}", "年报"),
        (rb"{\rtf1\ansicpg936 \'c4{}\'ea}", "\ufffd\ufffd"),
        (rb"{\rtf1\uc1 \u24180\'c4\u25253?x}", "年报x"),
        (rb"{\rtf1\uc2 \u24180\'c4\'eax}", "年x"),
        (rb"{\rtf1\uc0 \u-3913 7}", "\uf0b77"),
        (rb"{\rtf1 9{\v 8}{\*\unknown 7}\{6\}}", "9{6}"),
        (rb"{\rtf1 {\field{\*\fldinst PAGE}{\fldrslt 5}}}", "5"),
        (rb"{\rtf1\trowd A\cell 1\cell\row B\cell 2\cell\row}", "A\x071\x07\x06B\x072\x07\x06"),
        (rb"}}}{\rtf1 x", "x"),
        (b"{\\rtf1 a\r\nb}", "ab"),
    ],
)
def test_the_bare_text_of_an_rtf(rtf: bytes, text: str) -> None:
    assert rtf_text(rtf) == text
