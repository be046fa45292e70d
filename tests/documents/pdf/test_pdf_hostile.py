"""A broken or hostile PDF ends as a document or as a ReadError, within the limits, and in no other way."""

from __future__ import annotations

from random import Random

import pytest

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from tests.support.pdfs import both, drawn, paged, read, table, written

_BODY = drawn(both(table([["项目", "甲", "乙"], ["本年新收", "12", "3"]])))


def _outcome(body: bytes, limits: Limits | None = None) -> str:
    try:
        document = read(body, limits)
    except ReadError as error:
        return error.reason
    assert isinstance(document, Document)
    return "truncated" if "truncated" in document.doubts else "read"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_file_is_damaged_or_doubted(share: float) -> None:
    assert _outcome(_BODY[: int(len(_BODY) * share)]) in {"truncated", "damaged", "no_content"}


def test_flipped_bytes_never_raise_anything_else() -> None:
    chance = Random(7)  # noqa: S311 - the same bytes every time
    for _ in range(60):
        body = bytearray(_BODY)
        for _ in range(chance.randrange(1, 12)):
            body[chance.randrange(9, len(body))] = chance.randrange(256)
        assert _outcome(bytes(body)) in {"read", "truncated", "damaged", "no_content", "encrypted", "too_large"}


def test_noise_behind_the_name_is_damaged() -> None:
    assert _outcome(b"%PDF-1.7\n" + Random(1).randbytes(4_000)) == "damaged"  # noqa: S311 - as above


def test_a_table_of_offsets_that_leads_to_itself_ends() -> None:
    body = written([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])
    start = body.index(b"xref\n")
    assert _outcome(body.replace(b"/Root", b"/Prev %d /Root" % start)) == "damaged"


def test_pages_that_hold_each_other_end() -> None:
    body = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 5 >>",
            b"<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R >>",
        ]
    )
    assert _outcome(body) in {"damaged", "no_content"}


def test_a_million_pages_are_too_many() -> None:
    body = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )
    assert _outcome(body) in {"too_large", "no_content", "damaged"}


def test_more_pages_than_the_limit_are_too_many() -> None:
    body = drawn(*[table([["甲", "1"]])] * 3)
    assert _outcome(body, Limits(pages=2)) == "too_large"
    assert _outcome(body, Limits(pages=3)) == "read"


def test_more_characters_than_the_limit_are_too_many() -> None:
    body = drawn(*[table([["甲", "1"]])] * 3)
    assert _outcome(body, Limits(characters=5)) == "too_large"


@pytest.mark.parametrize("box", [b"[0 0 1e9 1e9]", b"[0 0 0 0]", b"[5 5 -5 -5]", b"[0 0 nan 1]"])
def test_a_page_without_measure_is_no_accident(box: bytes) -> None:
    content = b"BT /F 10 Tf 1 1 Td (text) Tj ET"
    assert _outcome(paged(content, page=b"/MediaBox %s" % box)) in {"read", "damaged", "no_content"}


def test_a_group_that_draws_itself_ends() -> None:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>"
    body = paged(
        b"/X Do",
        page=b"/MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >>",
        more=[form + b"\nstream\n/X Do\nendstream"],
    )
    assert _outcome(body) == "no_content"


def test_a_plan_of_thousands_of_lines_is_doubted_and_costs_little() -> None:
    lines = b"".join(b"%d 100 m %d 700 l S " % (x, x) for x in range(10, 580))
    lines += b"".join(b"10 %d.%d m 580 %d.%d l S " % (y, part, y, part) for y in range(100, 700) for part in (0, 5))
    dense = b"".join(
        b"%d %d m %d %d l S " % (x, 5 * y, x + 8, 5 * y) for x in range(10, 580, 24) for y in range(20, 120)
    )
    text = b" BT /F 10 Tf 100 50 Td (text) Tj ET"
    page = (
        b"/MediaBox [0 0 595 842] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>"
    )
    assert _outcome(paged(lines + text, page=page)) == "read"
    assert "too_many_lines" in read(paged(dense + text, page=page)).doubts


def test_a_stream_that_unpacks_to_megabytes_of_nothing_is_no_accident() -> None:
    assert _outcome(paged(b" " * 5_000_000)) == "no_content"
