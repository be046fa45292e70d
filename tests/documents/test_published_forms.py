"""Every form in which agencies publish their report is read to the cell, or said not to be read.

| form | tests |
|---|---|
| text and tables in the page, pasted from Word or WPS | `test_the_article_of_every_family_of_portals_…` |
| attached file only: doc, docx, rtf, odt, ods, xls, xlsx | `test_a_report_that_is_only_attached_…` |
| how TRS, Hanweb, NFCMS, EmpireCMS and older ones name attachments | `test_an_attachment_is_known_by_…` |
| PDF viewers: iframe, embed, object, pdf.js, window.open, onclick | `test_a_document_that_is_only_shown_…` |
| pictures only （图片版）, and （超链版） | `test_a_report_of_pictures_…`, `test_words_behind_the_title_…` |
| several units on one page | `test_a_page_of_many_reports_…` |

What a page may link besides, and what of it is no report, is in `test_embedded.py`; the titles are in
`tests/portals/test_titles.py`.
"""

from __future__ import annotations

import pytest

from monitor.app.whole import UNREAD, complete, look
from monitor.documents import EmbeddedKind, Unreadable, embedded, read_document
from monitor.extraction import Reading, read_report
from tests.support.officefiles import FIXTURES
from tests.support.printed import differences, printed_report
from tests.support.shells import read_shell, shell
from tests.support.written import as_page

_REPORT = printed_report("2021")
_YEAR = 2023
_BODY = as_page(_REPORT).partition("<body>")[2].removesuffix("</body></html>")
_SITE = "http://www.lanxi.example"
_PAGE = f"{_SITE}/zwgk/ndbg/202401/t20240120_88.html"
_FOLDER = _PAGE.rpartition("/")[0]
_WORD = "<p class=MsoNormal style='mso-para-margin:0cm'><span lang=EN-US style='font-family:仿宋_GB2312'>{}</span></p>"

_ARTICLES = (
    "<div class='TRS_Editor'>{}</div>",
    "<div class='view TRS_UEDITOR trs_paper_default'><div class='trs_editor_view'>{}</div></div>",
    "<div id='zoom'>{}</div>",
    "<div id='zoomcon'>{}</div>",
    "<div id='con_con'>{}</div>",
    "<div class='article-content'>{}</div>",
    "<div id='UCAP-CONTENT'>{}</div>",
    "<table width='960'><tr><td class='bt_content'><div id='vsb_content'>{}</div></td></tr></table>",
    "<div class='Article_content'><!--<$[信息内容]>begin-->{}<!--<$[信息内容]>end--></div>",
)


def _read(body: str, parts: dict[str, bytes] | None = None) -> Reading | Unreadable:
    """Read a page with what it wants of `parts`, as the daemon does."""
    page = look(shell(body, title=_REPORT.title).encode(), None, _YEAR, _PAGE)
    brought = {url: read_document((parts or {})[url]) for url in page.addresses if url in (parts or {})}
    return complete(page, brought, _YEAR)


def _assert_right(answer: Reading | Unreadable) -> None:
    if isinstance(answer, Unreadable) and "reader_missing" in answer.detail:
        pytest.skip("a reader is not installed")
    assert isinstance(answer, Reading), answer
    assert differences(answer, _REPORT.truth) == {}
    assert (answer.title, answer.year, answer.agency) == (_REPORT.title, _YEAR, "云川市兰溪区水务局")
    assert len(answer.sections) == 6


@pytest.mark.parametrize("article", _ARTICLES)
def test_the_article_of_every_family_of_portals_is_read_to_the_cell(article: str) -> None:
    _assert_right(_read(article.format(_BODY)))


def test_what_word_leaves_in_a_pasted_page_changes_nothing() -> None:
    pasted = _BODY.replace(
        "<p>", "<p class=MsoNormal style='mso-line-height-rule:exactly'><o:p></o:p><span lang=EN-US>"
    )
    cells = pasted.replace("<td ", "<td class=xl65 style='mso-border-alt:solid windowtext .5pt' ")
    fonts = cells.replace("</td>", "<span style='font-size:10.5pt;mso-bidi-font-size:12.0pt'>&nbsp;</span></td>")
    _assert_right(_read(f"<div class='TRS_Editor'>{_WORD.format('')}{fonts}</div>"))


@pytest.mark.parametrize("kind", ["doc", "docx", "rtf", "odt", "ods", "xls", "xlsx"])
def test_a_report_that_is_only_attached_is_read_to_the_cell(kind: str) -> None:
    link = f"<p>附件：<a href='./P020240119531612435781.{kind}'>{_REPORT.title}.{kind}</a></p>"
    address = f"{_FOLDER}/P020240119531612435781.{kind}"
    _assert_right(_read(link, {address: (FIXTURES / f"2021.{kind}").read_bytes()}))


@pytest.mark.parametrize("kind", ["wps", "et", "ofd", "pdf"])
def test_an_attachment_that_did_not_come_leaves_the_report_unread_and_not_without_tables(kind: str) -> None:
    answer = _read(f"<p>附件：<a href='./P020240119531612435781.{kind}'>{_REPORT.title}</a></p>")
    assert isinstance(answer, Unreadable)
    assert answer.reason == UNREAD


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("./P020240119531612435781.pdf", "附件"),
        ("./W020240119549500303101.xls", "2023年年报附表"),
        ("/attachments/2024/01/2c90b38b59c9a1f2.xlsx", "2023年度报告.xlsx"),
        ("/module/download/downfile.jsp?classid=0&showname=nb.doc&filename=2401191530.doc", "附件1"),
        ("/attach/0/240119153000.pdf", "附件：年度报告"),
        ("/attachment/1/1658/1658591/12541123.docx", "兰溪区水务局2023年政府信息公开工作年度报告.docx"),
        ("/d/file/xxgk/xxgknb/2024-01-19/0123456789abcdef0123456789abcdef.doc", "附件下载"),
        ("/__local/A/B/CD/nb.doc", "年度报告"),
        ("/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=88", "附件【2023年年报.doc】"),
    ],
)
def test_an_attachment_is_known_by_the_names_that_portals_give(href: str, text: str) -> None:
    (one,) = embedded(read_shell(f"<p><a href='{href}'>{text}</a></p>"), _PAGE)
    assert one.kind is EmbeddedKind.DOCUMENT
    assert one.url == (f"{_FOLDER}/{href[2:]}" if href.startswith("./") else f"{_SITE}{href}")


@pytest.mark.parametrize(
    "shown",
    [
        "<iframe src='{}' width='100%' height='900'></iframe>",
        "<embed src='{}' type='application/pdf'>",
        "<object data='{}' type='application/pdf'><p>请安装阅读器</p></object>",
        "<iframe src='/pdfjs/web/viewer.html?file={}'></iframe>",
        "<iframe src='/pdfjs/generic/web/viewer.html?file={}&download=false#page=1'></iframe>",
        "<a href='#' onclick=\"window.open('{}')\">查看报告</a>",
        "<a href=\"javascript:window.open('{}','_blank')\">查看报告</a>",
        "<div onclick=\"showDoc('{}')\">点击查看</div>",
        "<script>PDFObject.embed(\"{}\", '#show');</script>",
    ],
)
def test_a_document_that_is_only_shown_is_read_as_if_it_were_linked(shown: str) -> None:
    address = "/files/2024/nb.docx"
    quoted = "%2Ffiles%2F2024%2Fnb.docx" if "viewer" in shown else address
    _assert_right(_read(shown.format(quoted), {f"{_SITE}{address}": (FIXTURES / "2021.docx").read_bytes()}))


def test_a_report_of_pictures_is_not_without_its_tables() -> None:
    pictures = "".join(f"<p><img src='./W02024011953161243578{n}.jpg' width='800'></p>" for n in range(3))
    page = look(shell(pictures, title=f"{_REPORT.title}（图片版）").encode(), None, _YEAR, _PAGE)
    assert [e.kind for e in page.wanted] == [EmbeddedKind.PICTURE] * 3
    assert [url.rpartition("/")[2] for url in page.addresses] == [f"W02024011953161243578{n}.jpg" for n in range(3)]
    answer = complete(page, {}, _YEAR)
    assert isinstance(answer, Unreadable)
    assert answer.reason == UNREAD


@pytest.mark.parametrize("behind", ["（图片版）", "（超链版）", "（PDF版）"])
def test_words_behind_the_title_do_not_hide_agency_and_year(behind: str) -> None:
    document = read_document(shell(_BODY, title=f"{_REPORT.title}{behind}").encode())
    assert not isinstance(document, Unreadable)
    reading = read_report(document)
    assert (reading.agency, reading.year) == ("云川市兰溪区水务局", _YEAR)


def test_a_page_of_many_reports_is_nobodys_and_asks_for_none() -> None:
    units = ("财政局", "水务局", "教育局", "民政局", "卫生健康局", "司法局")
    links = "".join(
        f"<p><a href='./{n}.pdf'>兰溪区{u}2023年政府信息公开工作年度报告</a></p>" for n, u in enumerate(units)
    )
    page = look(shell(links, title="兰溪区各部门2023年政府信息公开工作年度报告汇总").encode(), None, _YEAR, _PAGE)
    assert (page.several, page.addresses) == (True, ())
    answer = complete(page, {}, _YEAR)
    assert isinstance(answer, Unreadable)
    assert answer.reason == UNREAD
