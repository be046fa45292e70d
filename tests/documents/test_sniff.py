from __future__ import annotations

import hashlib

import pytest

from monitor.documents import Unreadable, read_document
from monitor.documents.sniff import sniff
from tests.support.pages import read

_BINARIES = (
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
    (b"\xef\xbb\xbf\r\n%PDF-1.4", "pdf"),
    (b"PK\x03\x04\x14\x00\x06\x00", "zip"),
    (b"PK\x05\x06" + bytes(18), "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "ole"),
    (b"{\\rtf1\\ansi\\ansicpg936 ", "rtf"),
    (b"Rar!\x1a\x07\x01\x00", "rar"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "png"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),
    (b"GIF89a\x01\x00", "gif"),
    (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00\x00\x00", "bmp"),
    (b"II*\x00\x08\x00\x00\x00", "tiff"),
    (b"MM\x00*\x00\x00\x00\x08", "tiff"),
    (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "gzip"),
    (b"\x7fELF\x02\x01\x01\x00" + bytes(range(64)), "binary"),
)


@pytest.mark.parametrize(("body", "name"), _BINARIES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_binary_format_is_known_by_its_first_bytes(body: bytes, name: str) -> None:
    assert sniff(body) == name


@pytest.mark.parametrize(("body", "name"), [b for b in _BINARIES if b[1] in {"gzip", "binary"}])
def test_a_format_without_a_reader_is_named(body: bytes, name: str) -> None:
    answer = read_document(body)
    assert answer == Unreadable(name, hashlib.sha256(body).hexdigest(), "unsupported_format", name)


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\x00\x00\x00", b"\n\x0c\n"])
def test_what_holds_nothing_is_empty(body: bytes) -> None:
    answer = read_document(body)
    assert isinstance(answer, Unreadable)
    assert (answer.format, answer.reason) == ("empty", "empty")


_TEXTS = (
    (b"<!DOCTYPE html><html></html>", "html"),
    (b"\xef\xbb\xbf  <HTML><BODY>", "html"),
    (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "html"),
    ("说明文字<br>第二行".encode(), "html"),
    ("<table><tr><td>另存为 .xls 的网页".encode("gb18030"), "html"),
    ("<p>年报".encode("utf-16"), "html"),
    ("年报".encode("utf-16"), "text"),
    ("<p>年报</p>".encode("utf-16-le"), "html"),
    ("一、总体情况\n规章 3".encode("utf-16-be"), "text"),
    ("一、总体情况\n3 < 5".encode(), "text"),
    ("BM 是缩写，不是图片。这里是一段文字。".encode(), "text"),
    ("Rare 年报".encode(), "text"),
    ("年报".encode("gb18030"), "text"),
)


@pytest.mark.parametrize(("body", "kind"), _TEXTS)
def test_content_decides_between_page_and_text(body: bytes, kind: str) -> None:
    assert sniff(body) == kind


def test_a_tag_far_down_is_seen_within_the_head_only() -> None:
    assert sniff(b"x" * 60_000 + b"<p>") == "html"
    assert sniff(b"x" * 70_000 + b"<p>") == "text"


def test_a_document_keeps_the_digest_of_its_bytes() -> None:
    body = "年报".encode("gb18030")
    assert read(body).sha256 == hashlib.sha256(body).hexdigest()


def test_the_charset_of_the_header_is_only_a_hint() -> None:
    body = "<p>政府信息公开工作年度报告</p>".encode("gb18030")
    answer = read_document(body, "utf-8")
    assert not isinstance(answer, Unreadable)
    assert [p.text for p in answer.paragraphs()] == ["政府信息公开工作年度报告"]
