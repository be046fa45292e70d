"""One door for all documents: texts are read here, binary formats in the confined process, nothing without bounds."""

from __future__ import annotations

import hashlib

import pytest

from monitor.documents import Document, Unreadable, read_document
from monitor.documents.limits import Limits
from monitor.documents.readers import BINARY_READERS, SCANS
from monitor.documents.sniff import sniff
from tests.support import bad_readers

_GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"
_KIND = sniff(_GZIP)


def test_a_binary_format_is_read_by_the_reader_of_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BINARY_READERS, _KIND, bad_readers.named("refuses"))
    digest = hashlib.sha256(_GZIP).hexdigest()
    assert read_document(_GZIP) == Unreadable(_KIND, digest, "encrypted", "a password is needed")


def test_a_scan_goes_on_to_the_reader_of_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BINARY_READERS, _KIND, bad_readers.named("finds_nothing"))
    monkeypatch.setitem(SCANS, _KIND, bad_readers.named("remembers"))
    document = read_document(_GZIP)
    assert isinstance(document, Document)
    assert (document.sha256, document.paragraphs()[0].text) == (hashlib.sha256(_GZIP).hexdigest(), "1")


@pytest.mark.parametrize("body", ["<p>{}</p>", "{}"])
def test_a_page_or_text_larger_than_any_report_is_refused(body: str) -> None:
    filled = body.format("x" * 990).encode()
    assert isinstance(read_document(filled, limits=Limits(text_bytes=len(filled))), Document)
    answer = read_document(filled, limits=Limits(text_bytes=len(filled) - 1))
    assert isinstance(answer, Unreadable)
    assert (answer.reason, answer.detail) == ("too_large", str(len(filled)))
