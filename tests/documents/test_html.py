from __future__ import annotations

import pytest

from monitor.documents import Meta, Place
from tests.support.pages import drawn, page, read, slots, texts

_PARAGRAPHS = (
    ("blocks part paragraphs", "<p>甲</p><div>乙</div>丙", ["甲", "乙", "丙"]),
    ("a break parts paragraphs", "<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"]),
    (
        "inline pieces are joined without a gap",
        "<p>一<span>、总</span><font><b>体</b></font>情况</p>",
        ["一、总体情况"],
    ),
    ("white space is folded", "<p>  甲 \n\t 乙&nbsp;&nbsp;丙　丁 </p>", ["甲 乙 丙 丁"]),
    ("what is empty is no paragraph", "<p>&nbsp;</p><p> </p><div><p></p></div>甲", ["甲"]),
    ("invisible characters are no text", "<p>甲\u200b乙\ufeff丙\u00ad丁</p>", ["甲乙丙丁"]),
    ("entities are characters", "<p>&lt;甲&gt; &amp; &#20057; &ldquo;丙&rdquo;</p>", ["<甲> & 乙 “丙”"]),
    ("text after a block stands by itself", "<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
    ("lists give a paragraph an item", "<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
    ("line ends count in pre", "<pre>甲\n乙\r\n\n丙</pre>", ["甲", "乙", "丙"]),
    ("scripts and styles are not read", "<script>甲</script><style>乙</style><p>丙</p><noscript>丁</noscript>", ["丙"]),
    ("comments are not read", "<p>甲<!-- 乙 <p>丙</p> -->丁</p>", ["甲丁"]),
    ("controls of a form are not read", "<select><option>甲</option></select><button>乙</button>丙", ["丙"]),
    ("hidden by style", "<div style='color:red; DISPLAY : none'><p>甲</p></div><p>乙</p>", ["乙"]),
    ("hidden by visibility", "<p style='visibility:hidden'>甲</p><p>乙</p>", ["乙"]),
    ("hidden by attribute", "<div hidden><p>甲</p></div><p>乙</p>", ["乙"]),
    ("what hides inside a shown paragraph", "<p>甲<span style='display:none'>乙</span>丙</p>", ["甲丙"]),
    ("a paragraph that is never closed", "<p>甲<p>乙<div>丙", ["甲", "乙", "丙"]),
    ("markup that is none", "<p>5 < 8 且 8 > 5</p>", ["5 < 8 且 8 > 5"]),
)


@pytest.mark.parametrize(("what", "markup", "paragraphs"), _PARAGRAPHS, ids=[c[0] for c in _PARAGRAPHS])
def test_paragraphs_are_those_a_reader_sees(what: str, markup: str, paragraphs: list[str]) -> None:
    del what
    assert texts(page(markup)) == paragraphs


def test_paragraphs_are_counted_and_headings_keep_their_level() -> None:
    found = page("<h1>甲<br>乙</h1><p>丙</p><h3><span>丁</span></h3>戊").paragraphs()
    assert [(p.text, p.level, p.place.paragraph) for p in found] == [
        ("甲", 1, 1),
        ("乙", 1, 2),
        ("丙", None, 3),
        ("丁", 3, 4),
        ("戊", None, 5),
    ]


_GRIDS = (
    ("plain", "<tr><td>甲<td>乙<tr><td>丙<td>丁", [["甲", "乙"], ["丙", "丁"]]),
    ("heads are cells", "<thead><tr><th>甲</th><td>乙</td></tr></thead>", [["甲", "乙"]]),
    ("a column span", "<tr><td colspan=2>甲<td>乙<tr><td>1<td>2<td>3", [["甲", "甲", "乙"], ["1", "2", "3"]]),
    ("a row span", "<tr><td rowspan=2>甲<td>1<tr><td>2", [["甲", "1"], ["甲", "2"]]),
    ("both spans", "<tr><td rowspan=2 colspan=2>甲<td>1<tr><td>2", [["甲", "甲", "1"], ["甲", "甲", "2"]]),
    (
        "row span 0 reaches the end",
        "<tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3",
        [["甲", "1"], ["甲", "2"], ["甲", "3"]],
    ),
    ("column span 0 is 1", "<tr><td colspan=0>甲<td>1", [["甲", "1"]]),
    ("nonsense is 1", "<tr><td colspan=x rowspan=-2>甲<td colspan=''>1", [["甲", "1"]]),
    ("digits lead", "<tr><td colspan='2格'>甲<td>1", [["甲", "甲", "1"]]),
    ("spans beyond the last row end there", "<tr><td rowspan=1000000>甲<td>1<tr><td>2", [["甲", "1"], ["甲", "2"]]),
    ("cells outside rows", "<td>甲<td>乙", [["甲", "乙"]]),
    ("an empty row keeps its place", "<tr><td>甲<tr><tr><td>乙", [["甲"], ["·"], ["乙"]]),
    ("blocks in a cell are lines", "<tr><td><p>甲</p>乙<br>丙<div>丁</div>戊", [["甲\n乙\n丙\n丁\n戊"]]),
    ("figures of two blocks are not joined", "<tr><td><p>12</p>34", [["12\n34"]]),
    ("inline pieces in a cell are joined", "<tr><td><span>1</span><font>2</font>", [["12"]]),
    ("a footnote is not joined to its figure", "<tr><td>12<sup>1</sup><td>H<sub>2</sub>O", [["12 1", "H 2 O"]]),
    ("line ends of the source are blanks", "<tr><td>甲\n  乙", [["甲 乙"]]),
    ("nbsp cells are blank", "<tr><td>&nbsp;<td><p>　</p><td>1", [["", "", "1"]]),
    ("a hidden row is not there", "<tr style='display:none'><td>甲<tr><td>乙", [["乙"]]),
    ("a hidden group of rows is not there", "<tbody hidden><tr><td>甲</tbody><tbody><tr><td>乙", [["乙"]]),
    ("a hidden cell is not there", "<tr><td style='display:none'>甲<td>乙", [["乙"]]),
    ("what is hidden in a cell is not read", "<tr><td>7<div hidden><p>甲</p></div><script>9</script>", [["7"]]),
    ("a caption is a row", "<caption>甲</caption><tr><td>乙", [["甲"], ["乙"]]),
)


@pytest.mark.parametrize(("what", "rows", "expected"), _GRIDS, ids=[c[0] for c in _GRIDS])
def test_a_table_is_laid_out_as_in_a_browser(what: str, rows: str, expected: list[list[str]]) -> None:
    del what
    (grid,) = page(f"<table>{rows}</table>").grids()
    assert slots(grid) == expected


def test_cells_say_where_they_stand() -> None:
    _, grid = page("<table><tr><td>甲</table><table><tr><td rowspan=2>乙<td>1<tr><td>2</table>").grids()
    assert grid.place == Place(table=2)
    assert [(c.raw, c.place.as_json()) for c in grid.cells] == [
        ("乙", {"table": 2, "row": 1, "column": 1}),
        ("1", {"table": 2, "row": 1, "column": 2}),
        ("2", {"table": 2, "row": 2, "column": 2}),
    ]


def test_blocks_stand_in_reading_order() -> None:
    assert drawn(page("甲<table><tr><td>1</table>乙<p>丙</p>")) == ["甲", [["1"]], "乙", "丙"]


def test_a_table_without_cells_is_none() -> None:
    assert drawn(page("<table></table><table><tr></tr></table>甲")) == ["甲"]


def test_a_table_around_tables_only_arranges_the_page() -> None:
    inner = "<table><tr><td>1<td>2</table>"
    assert drawn(page(f"<table><tr><td>甲<td><p>乙</p>{inner}</table>")) == ["甲", "乙", [["1", "2"]]]


def test_a_table_around_an_article_only_arranges_the_page() -> None:
    article = "".join(f"<p>第{n}段。{'文' * 60}</p>" for n in range(12))
    found = texts(page(f"<table><tr><td>目录<td>{article}</table>"))
    assert (len(found), found[0], found[1][:4]) == (13, "目录", "第0段。")


def test_a_table_of_figures_may_hold_a_long_cell() -> None:
    (grid,) = page(f"<table><tr><td colspan=4>{'文' * 700}<tr><td>规章<td>1<td>2<td>3</table>").grids()
    assert slots(grid)[1] == ["规章", "1", "2", "3"]


def test_metadata_is_read_whatever_its_attribute_and_case() -> None:
    document = read(
        "<html><head><title> 年报 \n 首页</title><meta name='PubDate' content='2024-01-22 09:30'>"
        "<meta property='article:published_time' content='2024-01-22'><meta name='empty' content=''><meta charset=gbk>"
    )
    assert document.meta == (
        Meta("title", "年报 首页", "title"),
        Meta("pubdate", "2024-01-22 09:30", "meta"),
        Meta("article:published_time", "2024-01-22", "meta"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_is_read_in_every_encoding_of_chinese_portals(encoding: str) -> None:
    markup = "<html><body><p>云川市兰溪区人民政府政府信息公开工作年度报告</p><table><tr><td>规章<td>3</table>"
    document = read(markup, encoding)
    assert drawn(document) == ["云川市兰溪区人民政府政府信息公开工作年度报告", [["规章", "3"]]]
    assert document.encoding == encoding.removesuffix("-sig")
