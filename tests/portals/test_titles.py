from __future__ import annotations

from datetime import date

import pytest

from monitor.portals import Link, Verdict, classify
from tests.support.listings import NAMES, titled

REPORTS = [
    "云川市兰溪区财政局2024年政府信息公开工作年度报告",
    "兰溪区财政局2024年度政府信息公开工作年度报告",
    "区财政局 2024 年政府信息公开工作 年度报告",
    "财政局2024政府信息公开工作年度报告",
    "财政局关于2024年度政府信息公开工作年度报告",
    "兰溪区财政局2024年度政府信息公开年报",
    "2024年兰溪区财政局政府信息公开年度报告",
    "兰溪区财政局２０２４年政府信息公开年度报告",
    "兰溪区财政局二〇二四年政府信息公开年度报告",
    "兰溪区财政局二0二四年度政府信息公开年度报告",
    "兰溪区财政局政府信息公开工作2024年度报告",
    "兰溪区财政局政府信息公开年报（2024年度）",
    "政府信息公开工作年度报告（2024年）－兰溪区财政局",
    "《云川市兰溪区财政局2024年政府信息公开工作年度报告》",
    "【部门年报】兰溪区财政局2024年政府信息公开工作年度报告",
    "兰溪区财政局2024年政府信息公开工作年度报告（图片版）",
    "兰溪区财政局2024年政府信息公开工作年度报告.docx",
    "兰溪区财政局2024年信息公开年度报告",
    "兰溪区财政局2024年信息公开工作 年度报告",
    "兰溪区财政局2024年政府信息年度报告",
    "兰溪区财政局2024年政府信息工作年度报告",
    "兰溪区财政局2024年度政府信息公开报告",
    "兰溪区财政局2024年政府信息公开工作报告",
    "兰溪区财政局2024年政务公开工作年度报告",
    "兰溪区财政局2024年度信息与政务公开工作报告",
    "兰溪区财政局2024年政务信息公开报告",
    "兰溪区财政局2024年信息公开工作总结报告",
    "兰溪区财政局2024年度政府信息与政务公开工作总结",
]


@pytest.mark.parametrize("title", REPORTS)
def test_a_report_is_known_with_its_year_and_agency(title: str) -> None:
    sighting = titled(title)
    assert (sighting.verdict, sighting.year, sighting.agency) == (Verdict.REPORT, 2024, "finance")


def test_the_statutory_name_is_told_from_a_loose_title() -> None:
    assert titled("2024年政府信息公开工作年度报告").reason == "annual_report"
    assert titled("2024年政务公开工作年度报告").reason == "loose_title"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("2024年度政府网站工作年度报表", "website_report"),
        ("2024年政府网站年度工作报表", "website_report"),
        ("兰溪区政府网站监管年度报表（2024年度）", "website_report"),
        ("2024年政府工作报告", "work_report"),
        ("兰溪中学2023-2024学年度信息公开工作年度报告", "school_year"),
        ("兰溪区2024年度政府信息公开年报（图解）", "reading"),
        ("【图解】兰溪区财政局2024年政府信息公开工作年度报告", "reading"),
        ("一图读懂兰溪区财政局2024年政府信息公开年报", "reading"),
        ("兰溪区财政局2024年政府信息公开工作年度报告解读", "reading"),
        ("兰溪区财政局2024年上半年政府信息公开工作总结", "part_of_year"),
        ("兰溪区财政局2024年第三季度政府信息公开工作报告", "part_of_year"),
        ("关于2024年政府信息公开工作要点落实情况的函", "rules"),
        ("关于2024年政府信息公开工作年度报告的复函", "letter"),
        ("兰溪区财政局关于做好政务公开牵头任务落实情况的自查报告", "self_check"),
        ("关于政府信息公开工作年度报告有关事项的通知", "notice"),
        ("关于做好2024年政府信息公开工作年度报告编制工作的通知", "notice"),
        ("2024年政府信息公开工作年度报告编制公布工作总结", "about_reports"),
        ("2024年政府信息公开工作年度报告统计表", "statistics"),
        ("关于公布2024年政府信息公开工作年度报告的通知", "announcement"),
        ("兰溪区财政局2024年政府信息公开工作年度报告公示", "announcement"),
        ("兰溪区政府信息公开指南", "rules"),
        ("政府信息公开保密审查制度", "rules"),
        ("兰溪区财政局2024年部门决算公开报告", "accounts"),
        ("兰溪区2024年财政预决算信息公开工作报告", "accounts"),
        ("兰溪区财政局2024年法治政府建设年度报告", "rule_of_law"),
        ("2024年政府信息公开依申请公开统计", "requests"),
        ("云川水务股份有限公司2024年年度报告", "company_report"),
        ("兰溪区2024年环境信息公开年度报告", "other_publicity"),
        ("兰溪区财政局2024年政府信息公开工作年度报告（征求意见稿）", "draft"),
    ],
)
def test_what_only_looks_like_a_report_is_refused(title: str, reason: str) -> None:
    sighting = titled(title)
    assert (sighting.verdict, sighting.reason) == (Verdict.NEAR_MISS, reason)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("兰溪区财政局2024年政府信息公开工…", "cut_title"),
        ("兰溪区财政局2024年政...", "cut_title"),
        ("兰溪区财政局2023-2024年政府信息公开年报", "several_years"),
        ("2025年公布的2024年政府信息公开年报", "several_years"),
        ("兰溪区财政局政府信息公开工作年度报告", "no_year"),
        ("兰溪区财政局2024年政务公开工作总结", "doubtful"),
        ("兰溪区财政局2024年政府信息公开工作年度报吿", "doubtful"),
        ("兰溪区财政局2024年年报", "doubtful"),
        ("2024", "doubtful"),
        ("兰溪区财政局2024年政府信息公开工作年度报告第一部分", "unknown_tail"),
        ("兰溪区各部门2024年政府信息公开工作年度报告", "collection"),
        ("兰溪区直部门2024年政府信息公开工作年度报告", "collection"),
        ("2024年政府信息公开工作年度报告汇总", "collection"),
        ("2024年政府信息公开工作年度报告（各镇街）", "collection"),
    ],
)
def test_a_title_in_doubt_is_neither_taken_nor_dropped(title: str, reason: str) -> None:
    sighting = titled(title)
    assert (sighting.verdict, sighting.reason) == (Verdict.NEAR_MISS, reason)


@pytest.mark.parametrize(
    "title", ["首页", "兰溪区召开2024年度重点项目建设推进会", "2024年统计公报", "网站地图", "信息公开", ""]
)
def test_everything_else_is_unrelated(title: str) -> None:
    assert (titled(title).verdict, titled(title).reason) == (Verdict.OTHER, "unrelated")


@pytest.mark.parametrize("title", ["政府信息公开年报", "政府信息公开工作年度报告", "部门信息公开年报"])
def test_the_name_of_the_column_is_no_report(title: str) -> None:
    assert titled(title).reason == "column"
    dated = classify(Link("http://a.example/1", title, date(2025, 1, 20)), NAMES)
    assert (dated.verdict, dated.reason) == (Verdict.NEAR_MISS, "no_year")


@pytest.mark.parametrize(
    ("title", "reason"), [("2024", "year_only"), ("2024年度", "year_only"), ("2024年年报", "short_title")]
)
def test_a_bare_year_is_a_report_under_a_heading_that_says_so(title: str, reason: str) -> None:
    sighting = titled(title, listing_title="政府信息公开年报")
    assert (sighting.verdict, sighting.reason, sighting.year) == (Verdict.REPORT, reason, 2024)
    assert titled(title, listing_title="统计数据").verdict is Verdict.NEAR_MISS


def test_the_years_of_dates_and_file_numbers_are_not_the_year_of_the_report() -> None:
    assert titled("兰溪区财政局2024年政府信息公开年报（2025年1月20日）").year == 2024
    assert titled("兰财〔2025〕3号 兰溪区财政局2024年政府信息公开年报").year == 2024


def test_a_word_of_a_near_miss_in_the_name_of_an_agency_does_no_harm() -> None:
    sighting = titled("云川市兰溪区预算评审中心2024年政府信息公开工作年度报告")
    assert (sighting.verdict, sighting.agency) == (Verdict.REPORT, "budget")


def test_a_title_of_any_length_is_judged_at_once() -> None:
    assert titled("信息公开年报" * 100_000).verdict is not Verdict.REPORT
