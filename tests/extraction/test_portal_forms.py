"""How portals publish the report itself: containers, titles as they are written, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.documents import EmbeddedKind, embedded
from monitor.extraction import Reading, read_report
from tests.support.figures import E2021, REQUESTS
from tests.support.pages import read
from tests.support.sheets import TITLE, read_page, report_page
from tests.support.shells import read_shell

_AGENCY = "云川县水利局"
_PAGE = "http://www.lanxi.example/zwgk/a.html"
_TOTAL = E2021.table(REQUESTS).pointer("received", "total")


@pytest.mark.parametrize(
    "opening",
    [
        "<div class='TRS_Editor'>",
        "<div class='trs_editor_view'>",
        "<div id='zoom'>",
        "<div id='zoomcon'>",
        "<div id='con_con'>",
        "<div class='article-content'>",
        "<div id='UCAP-CONTENT'>",
        "<div class='TRS_Editor'><font><span style='font-family:宋体'>",
        "<table><tr><td>",
    ],
)
def test_a_report_pasted_into_any_container_is_read_alike(opening: str) -> None:
    pasted = read_page(opening + report_page(E2021, {_TOTAL: "8"}))
    plain = read_page(report_page(E2021, {_TOTAL: "8"}))
    assert pasted.report() == plain.report()
    assert all(cell.certain for cell in pasted.cells.values())


@pytest.mark.parametrize(
    "target",
    [
        "./P020241219531612435781.pdf",
        "./W020240329549500303101.xls",
        "/attachments/2021/01/2c90b38b59c9.xlsx",
        "/module/download/downfile.jsp?classid=0&showname=nb.doc&filename=2101.doc",
        "/attach/0/2101201.pdf",
        "/attachment/1/1658/1658591/12541123.docx",
        "/d/file/xxgk/2021-01-20/0f9d3c.doc",
        "/__local/1/2/3/nb.ofd",
        "nb.wps",
        "nb.rtf",
    ],
)
def test_a_report_that_is_only_a_file_is_found_under_the_address_that_its_portal_gives(target: str) -> None:
    (one,) = embedded(read_shell(f"<p><a href='{target}'>附件下载</a></p>"), _PAGE)
    assert one.kind is EmbeddedKind.DOCUMENT
    assert one.url.endswith(target.removeprefix("."))


def _titled(title: str) -> Reading:
    return read_page(report_page(E2021, title=f"<h1>{title}</h1>", preamble="<p>正文。</p>"))


_KINDS: tuple[tuple[str, str | None, int], ...] = (
    ("云川县水利局2017年政府信息公开工作年度报告", _AGENCY, 2017),
    ("云川综合实验区2025年度政府信息公开工作年度报告", "云川综合实验区", 2025),
    ("云川县水利局2017年度政府信息公开工作年度报告", _AGENCY, 2017),
    ("云川县水利局关于2014年度政府信息公开工作年度报告", _AGENCY, 2014),
    ("财金局2016年政府信息公开年度报告", "财金局", 2016),
    ("云川区人民政府2019年度政府信息公开年报", "云川区人民政府", 2019),
    ("2017年政府信息公开年度报告", None, 2017),
    ("云川县水利局2017年信息公开年度报告", _AGENCY, 2017),
    ("云川县水利局2017年政府信息年度报告", _AGENCY, 2017),
    ("云川县水利局2017年政府信息工作年度报告", _AGENCY, 2017),
    ("云川县水利局2017年政府信息公开报告", _AGENCY, 2017),
    ("云川县水利局2017年政府信息公开工作报告", _AGENCY, 2017),
    ("云川县水利局2017年政务公开工作年度报告", _AGENCY, 2017),
    ("云川县水利局2017年信息与政务公开工作报告", _AGENCY, 2017),
    ("云川县水利局2017年政务信息公开报告", _AGENCY, 2017),
    ("云川县水利局政府信息公开工作2017年度报告", _AGENCY, 2017),
    ("云川县水利局2017年信息公开工作总结报告", _AGENCY, 2017),
    ("云川县水利局2017 年政府信息公开工作 年度报告", _AGENCY, 2017),
    ("云川县水利局2017政府信息公开工作年度报告", _AGENCY, 2017),
    ("云川市人民政府2019年政府信息公开工作年度报告（图片版）", "云川市人民政府", 2019),
    ("云川市人民政府2019年政府信息公开工作年度报告（超链版）.pdf", "云川市人民政府", 2019),
)


@pytest.mark.parametrize(("title", "agency", "year"), _KINDS, ids=[k[0] for k in _KINDS])
def test_titles_as_agencies_write_them_name_agency_and_year(title: str, agency: str | None, year: int) -> None:
    reading = _titled(title)
    assert (reading.title, reading.agency, reading.year) == (title, agency, year)


_NEAR_MISSES = (
    "2021年度政府网站年度工作报表",
    "2018年政府工作报告",
    "2019-2020学年度信息公开工作年度报告",
    "云川区2019年度政府信息公开年报（图解）",
    "关于2014年政府信息公开工作要点落实情况的函",
    "关于做好政务公开财政牵头任务落实情况的自查报告",
    "关于政府信息公开工作年度报告有关事项的通知",
    "年度报告编制公布工作总结",
    "政府信息公开工作年度报告制度",
    "2020年部门决算",
    "2020年法治政府建设年度报告",
    "2020年依申请公开情况统计",
)


@pytest.mark.parametrize("title", _NEAR_MISSES)
def test_what_only_looks_like_the_report_is_no_title_of_one(title: str) -> None:
    assert _titled(title).title is None


@pytest.mark.parametrize("title", _NEAR_MISSES)
def test_a_near_miss_beside_the_title_is_not_taken_for_it(title: str) -> None:
    reading = read_page(report_page(E2021, title=f"<p>{title}</p><h1>{TITLE}</h1><p>{title}</p>"))
    assert reading.title == TITLE


def test_the_date_in_the_metadata_may_carry_slashes_and_a_time() -> None:
    head = "<meta name='PubDate' content='2026/08/31 09:30'>"
    dated = read_report(read(f"<html><head>{head}</head><body>{report_page(E2021)}</body></html>"))
    assert dated.published_on == date(2026, 8, 31)


def test_a_date_in_the_address_is_never_a_date_of_the_report() -> None:
    page = report_page(E2021, tail="<a href='/2018-07-12/t20180712_1.html'>t20180712</a>")
    assert read_page(page).dates == ()


def test_the_day_on_which_a_report_was_made_is_not_the_day_of_its_publication() -> None:
    markup = "<table><tr><td>成文日期<td>2024-01-10<td>发布日期<td>2024-01-22</table>"
    reading = read_page(report_page(E2021, title=f"{markup}<h1>{TITLE}</h1>"))
    assert [d.on.isoformat() for d in reading.dates] == ["2024-01-22"]
