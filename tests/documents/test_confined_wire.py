"""What comes from a confined process is checked before it is believed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from monitor.documents import Document, Grid, GridCell, Link, LinkKind, Meta, Paragraph, Place, Unreadable
from monitor.documents.confined.frames import BrokenFrameError, receive, send
from monitor.documents.confined.job import Job
from monitor.documents.confined.wire import GarbageError, packed, unpacked
from monitor.documents.limits import Limits, ReadError

_UNREAD = Unreadable("pdf", "7" * 64, "")
_PLACE = Place(
    table=1,
    row=2,
    column=3,
    line=5,
    paragraph=6,
    page=4,
    box=(1.5, 2.0, 30.25, 44.0),
    sheet="表一",
    address="B7",
    source="6" * 64,
)
_CELLS = (GridCell("1,234.50", 0, 0, 1, 2, _PLACE, 0.75), GridCell("", 1, 0, 1, 1, Place(table=1, row=2, column=1)))
_DOCUMENT = Document(
    "pdf",
    "7" * 64,
    (Paragraph("一、总体情况", Place(page=1), 2), Grid(2, 2, _CELLS, Place(table=1)), Paragraph("完", Place())),
    (Meta("title", "年度报告", "properties"),),
    "utf-8",
    ("mojibake",),
    (Link("a.pdf", LinkKind.FRAME, "年报", chrome=True), Link("b.doc", LinkKind.ANCHOR, "")),
    "https://portal.example/",
)


def _unpacked(data: bytes, limits: Limits | None = None) -> Document | Unreadable:
    return unpacked(data, _UNREAD, limits or Limits())


def _answer(**changes: Any) -> bytes:
    return json.dumps({**json.loads(packed(_DOCUMENT)), **changes}).encode()


def _cell(**changes: Any) -> bytes:
    names = ("raw", "row", "column", "row_span", "column_span", "place", "confidence")
    cell = {**dict(zip(names, ["1", 0, 0, 1, 1, {}, 1.0], strict=True)), **changes}
    return _answer(blocks=[["g", 2, 2, {}, [list(cell.values())]]])


def test_a_document_arrives_as_it_was_sent() -> None:
    assert _unpacked(packed(_DOCUMENT)) == _DOCUMENT


@pytest.mark.parametrize(
    "record", [_DOCUMENT, _DOCUMENT.meta[0], _DOCUMENT.links[0], _PLACE, _CELLS[0]], ids=lambda r: type(r).__name__
)
def test_the_document_that_was_sent_leaves_nothing_out(record: Any) -> None:
    """A field that a record gains later must be carried too, and stand in the example above."""
    assert [f.name for f in fields(record) if getattr(record, f.name) == f.default] == []


def test_a_refusal_arrives_with_reason_and_detail() -> None:
    assert _unpacked(packed(ReadError("encrypted", "密码"))) == Unreadable("pdf", "7" * 64, "encrypted", "密码")


def test_a_job_arrives_as_it_was_sent() -> None:
    job = Job("pdf", "7" * 64, "a:b", "c:d", Limits(seconds=1.5, pages=3))
    assert Job.unpacked(job.packed()) == job


def test_the_digest_is_what_we_computed_not_what_a_reader_says() -> None:
    document = _unpacked(_answer(sha256="0" * 64))
    assert isinstance(document, Document)
    assert document.sha256 == "7" * 64


def test_what_no_text_may_hold_is_replaced() -> None:
    document = _unpacked(packed(Document("pdf", "", (Paragraph("a\x00b\ud800c", Place()),))))
    assert isinstance(document, Document)
    assert document.paragraphs()[0].text == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"null",
        b"[]",
        b"1",
        b'"reason"',
        b"[" * 100_000,
        b"1" * 5000,
        b"{}",
        b'{"reason":"x"}',
        b'{"reason":"","detail":""}',
        b'{"reason":"<b>","detail":""}',
        b'{"reason":"x","detail":7}',
        _answer(format="../etc"),
        _answer(blocks=7),
        _answer(blocks=[["x", "", {}, None]]),
        _answer(blocks=[["p", 7, {}, None]]),
        _answer(blocks=[["p", "", {}]]),
        _answer(blocks=[["p", "", {"page": "1"}, None]]),
        _answer(blocks=[["p", "", {"page": -1}, None]]),
        _answer(blocks=[["p", "", {"page": True}, None]]),
        _answer(blocks=[["p", "", {"home": 1}, None]]),
        _answer(blocks=[["p", "", {"box": [1, 2, 3]}, None]]),
        _answer(blocks=[["p", "", {"box": [1, 2, 3, "4"]}, None]]),
        _answer(blocks=[["p", "", {"box": [1, 2, 3, float("nan")]}, None]]),
        _answer(blocks=[["p", "", {"sheet": 1}, None]]),
        _answer(blocks=[["g", 0, 1, {}, []]]),
        _answer(blocks=[["g", 10**9, 1, {}, []]]),
        _answer(blocks=[["g", 1, 10**9, {}, []]]),
        _cell(raw=None),
        _cell(row=2),
        _cell(column_span=3),
        _cell(row_span=0),
        _cell(row=-1),
        _cell(row=0.0),
        _cell(confidence=1.5),
        _cell(confidence=float("inf")),
        _cell(more=1),
        _answer(meta=[["title", "x"]]),
        _answer(meta=[[1, "x", "meta"]]),
        _answer(encoding=1),
        _answer(doubts=["<script>"]),
        _answer(links=[["a", "trap", "", False]]),
        _answer(links=[[None, "frame", "", False]]),
        _answer(base=5),
    ],
    ids=range(46),
)
def test_what_no_reader_gives_is_garbage(data: bytes) -> None:
    with pytest.raises(GarbageError):
        _unpacked(data)


def test_a_cell_inside_its_grid_is_believed() -> None:
    document = _unpacked(_cell(row=1, column_span=2))
    assert isinstance(document, Document)


@pytest.mark.parametrize("limits", [Limits(cells=1), Limits(characters=10)])
def test_more_than_a_report_can_hold_is_too_large(limits: Limits) -> None:
    answer = _unpacked(packed(_DOCUMENT), limits)
    assert isinstance(answer, Unreadable)
    assert answer.reason == "too_large"


def test_a_long_detail_is_cut() -> None:
    answer = _unpacked(packed(ReadError("reader_failed", "x" * 10_000)))
    assert isinstance(answer, Unreadable)
    assert len(answer.detail) == 500


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    out, into = os.pipe()
    os.set_blocking(into, False)
    yield out, into
    for end in (out, into):
        try:
            os.close(end)
        except OSError:
            continue


def test_frames_arrive_one_by_one(pipe: tuple[int, int]) -> None:
    out, into = pipe
    for data in (b"one", b"", b"three"):
        send(into, data)
    assert [receive(out, 10) for _ in range(3)] == [b"one", b"", b"three"]


def test_a_frame_larger_than_expected_is_refused_before_it_is_read(pipe: tuple[int, int]) -> None:
    send(pipe[1], b"12345678901")
    with pytest.raises(BrokenFrameError, match="11 bytes announced"):
        receive(pipe[0], 10)


def test_garbage_instead_of_a_frame_is_refused(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"garbage garbage")
    with pytest.raises(BrokenFrameError):
        receive(pipe[0], 1_000_000)


def test_a_frame_that_is_cut_off_is_refused(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], (9).to_bytes(8, "big") + b"1234")
    os.close(pipe[1])
    with pytest.raises(BrokenFrameError, match="gone"):
        receive(pipe[0], 10)


def test_a_side_that_says_nothing_is_not_waited_for(pipe: tuple[int, int]) -> None:
    with pytest.raises(TimeoutError):
        receive(pipe[0], 10, 0.01)


def test_a_side_that_takes_nothing_is_not_waited_for(pipe: tuple[int, int]) -> None:
    with pytest.raises(TimeoutError):
        send(pipe[1], bytes(10_000_000), 0.01)


def test_a_side_that_has_gone_is_noticed(pipe: tuple[int, int]) -> None:
    os.close(pipe[0])
    with pytest.raises(BrokenFrameError):
        send(pipe[1], b"hello")
