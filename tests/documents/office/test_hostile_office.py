"""Whatever an office file holds, a reader answers or refuses, in bounded time and memory."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("lxml")

from monitor.documents import Document, Unreadable, read_document
from monitor.documents.limits import ReadError
from monitor.documents.office import doc
from monitor.documents.office.docx import read_docx
from monitor.documents.office.odf import read_odf
from monitor.documents.office.ole import read_ole
from monitor.documents.office.rtftext import marked_text
from monitor.documents.office.xls import read_xls
from monitor.documents.office.xlsx import read_xlsx
from monitor.documents.office.zipped import read_zip
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS
from tests.support.officefiles import FIXTURES
from tests.support.packages import LIMITS, SHA, p, seen, tbl, tc, word, word_parts, workbook, workbook_parts, zipped

_MILLION = '<w:gridSpan w:val="1000000"/>'
_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def _reason(read: Callable[[], object]) -> str:
    with pytest.raises(ReadError) as refused:
        read()
    return refused.value.reason


def test_spans_of_a_million_cost_nothing() -> None:
    document = word(tbl(*(tc("甲", _MILLION) + tc("1", _MILLION) for _ in range(50))))
    assert document.grids()[0].columns == MAX_COLUMNS


def test_a_table_of_too_many_rows_is_cut() -> None:
    assert word(tbl(*(tc("1") for _ in range(MAX_ROWS + 5)))).grids()[0].rows == MAX_ROWS


def test_more_cells_than_the_limits_allow_are_refused() -> None:
    body = zipped(word_parts(tbl(*(tc("1") for _ in range(20)))))
    assert _reason(lambda: read_docx(body, SHA, replace(LIMITS, cells=10))) == "too_large"
    assert _reason(lambda: read_docx(body, SHA, replace(LIMITS, characters=10))) == "too_large"


@pytest.mark.parametrize("inside", ["&b;", "&c;", ""])
def test_entities_are_refused(inside: str) -> None:
    parts = word_parts(p("甲"))
    parts["word/document.xml"] = _BOMB + str(parts["word/document.xml"]).replace("甲", inside)
    assert _reason(lambda: read_docx(zipped(parts), SHA, LIMITS)) == "damaged"


def test_what_nests_too_deep_is_refused_and_what_nests_deep_is_read() -> None:
    def nested(depth: int) -> Document:
        return word("<w:tbl><w:tr><w:tc>" * depth + p("底") + "</w:tc></w:tr></w:tbl>" * depth)

    assert seen(nested(60)) == [[["底"]]]
    assert _reason(lambda: nested(3000)) == "damaged"


def test_cells_rows_and_ends_out_of_place_are_survived() -> None:
    stray = f"<w:tc>{p('甲')}</w:tc><w:tr>{tc('乙')}</w:tr><w:tbl>{tc('丙')}</w:tbl>"
    assert isinstance(word(f"{stray}<w:txbxContent>{p('丁')}</w:txbxContent>"), Document)


@pytest.mark.parametrize("inner", ["<w:tr/>", "<w:tc/>", "<w:tbl/>", "<w:tr><w:tc/></w:tr>", "<w:p><w:tr/></w:p>"])
def test_elements_in_the_wrong_parents_are_survived(inner: str) -> None:
    assert isinstance(word(f"<w:tbl><w:tr><w:tc>{p('甲')}{inner}</w:tc>{inner}</w:tr>{inner}</w:tbl>{inner}"), Document)
    assert isinstance(word(f"<w:tbl><w:tc>{inner}{p('甲')}</w:tc></w:tbl>"), Document)


def test_a_style_based_on_itself_ends() -> None:
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert seen(word(p("甲", '<w:pStyle w:val="a"/>'), styles=styles)) == ["甲"]


def test_a_cell_at_the_far_corner_costs_nothing() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="1048576"><c r="XFC1048576"><v>3</v></c><c r="XFD1048576"><v>4</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    grid = workbook(sheet).grids()[0]
    assert grid.rows <= MAX_ROWS
    assert grid.columns <= MAX_COLUMNS


@pytest.mark.parametrize(
    ("kind", "at", "claimed"),
    [(0x0200, 0, 0xFFFFFFF8), (0x0200, 4, 0xFFFFFFF8), (0x00FD, 2, 0x7FFF), (0x027E, 2, 0x1650)],
)
def test_a_cell_where_there_can_be_none_costs_the_reader_nothing(kind: int, at: int, claimed: int) -> None:
    """The library sets room aside for the area up to there and ends its process where there is none."""
    body = bytearray((FIXTURES / "2021.xls").read_bytes())
    start = body.index(struct.pack("<HH", kind, 14 if kind == 0x0200 else 10)) + 4 + at
    size = 4 if claimed > 0xFFFF else 2
    body[start : start + size] = claimed.to_bytes(size, "little")
    answer = read_document(bytes(body))
    assert isinstance(answer, Unreadable)
    assert (answer.reason, answer.detail) == ("damaged", "workbook: a cell outside of the sheet")


@pytest.mark.parametrize("start", [48, 60])
def test_sectors_in_a_circle_cost_the_reader_nothing(start: int) -> None:
    """Of the directory or the small table: the library follows the circle until the memory is full."""
    body = bytearray((FIXTURES / "2021.xls").read_bytes())
    (table,) = struct.unpack_from("<I", body, 76)
    (sector,) = struct.unpack_from("<I", body, start)
    struct.pack_into("<I", body, (table + 1) * 512 + 4 * sector, sector)
    answer = read_document(bytes(body))
    assert isinstance(answer, Unreadable)
    assert (answer.reason, answer.detail) == ("damaged", "ole: sectors in a circle")


def test_areas_merged_over_one_another_end() -> None:
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c><c r="CU{i}"><v>2</v></c></row>' for i in range(1, 400))
    merged = "".join(f'<mergeCell ref="A{i}:XFD1048576"/>' for i in range(1, 400)) * 10
    start = time.process_time()
    workbook(f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>")
    assert time.process_time() - start < 5


def test_a_deflate_bomb_is_stopped() -> None:
    parts = word_parts(p("甲"))
    parts["word/document.xml"] = b" " * 3_000_000
    assert _reason(lambda: read_docx(zipped(parts), SHA, replace(LIMITS, expanded_bytes=1_000_000))) == "too_large"


def test_a_workbook_with_a_part_that_leads_out_is_damaged() -> None:
    parts = workbook_parts("<sheetData/>")
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "one.xml", "../../../../etc/passwd"
    )
    assert _reason(lambda: read_xlsx(zipped(parts), SHA, LIMITS)) == "damaged"


@pytest.mark.parametrize(
    "rtf", [b"{" * 50_000, b"\\" * 50_000, b"\\'" * 50_000, b"{\\rtf1" + b"\\u1" * 20_000, b"\\bin999999999 x"]
)
def test_rtf_that_never_ends_is_read(rtf: bytes) -> None:
    assert isinstance(marked_text(rtf), str)


_READERS: tuple[tuple[str, Callable[..., Document]], ...] = (
    ("2021.docx", read_docx),
    ("2021.xlsx", read_xlsx),
    ("2021.odt", read_odf),
    ("2021.docx", read_zip),
    ("2021.xls", read_xls),
    ("2021.xls", read_ole),
    ("2021.doc", read_ole),
)


_PIECES = (
    *(
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:p>",
        "</w:p>",
        "<w:t>1</w:t>",
        "<w:vMerge/>",
    ),
    *("<w:txbxContent>", "</w:txbxContent>", '<w:fldChar w:fldCharType="begin"/>'),
)


def _not_converted(*_: object) -> bytes:
    return zipped(word_parts(p("甲")))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, len(_READERS) - 1),
    cut=st.tuples(st.integers(0, 60_000), st.integers(0, 3000)),
    flips=st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), max_size=12),
)
def test_a_file_that_was_damaged_is_read_or_refused(
    which: int, cut: tuple[int, int], flips: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "to_docx", _not_converted)
    name, read = _READERS[which]
    body = bytearray((FIXTURES / name).read_bytes())
    for at, byte in flips:
        body[at % len(body)] = byte
    start = cut[0] % len(body)
    del body[start : start + cut[1]]
    with suppress(ReadError):
        assert isinstance(read(bytes(body), SHA, LIMITS), Document)


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(_PIECES),
        max_size=20,
    )
)
def test_any_soup_of_elements_gets_an_answer(pieces: list[str]) -> None:
    with suppress(ReadError):
        for grid in word("".join(pieces)).grids():
            assert sum(len(row) for row in grid.matrix()) == grid.rows * grid.columns
