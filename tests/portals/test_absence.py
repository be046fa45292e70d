from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.portals import ListingPage, ListingState, ListingVerdict, judge_listing
from tests.support.listings import judged, read, report, rows


def doubt_of(page: ListingPage) -> str | None:
    """Say why one page by itself proves no absence, or None."""
    return page.doubt or ("has_pager" if page.has_pager else None)


def judge(*titles: str, extra: str = "", owner: str = "finance", waived: bool = False) -> ListingVerdict:
    """Judge a listing of these titles for the report of 2025."""
    listing = read(f"<ul>{rows(titles, '2026-01-20')}</ul>{extra}")
    return judge_listing(doubt_of(listing), judged(listing), owner=owner, year=2025, canary_waived=waived)


def test_a_report_of_the_year_is_published() -> None:
    verdict = judge(report(2025), report(2024))
    assert (verdict.state, verdict.reason) == (ListingState.PUBLISHED, None)
    assert [sighting.link.title for sighting in verdict.reports] == [report(2025)]
    assert verdict.canary is not None
    assert verdict.canary.year == 2024


def test_a_report_is_published_on_a_page_that_proves_no_absence() -> None:
    assert judge(report(2025), extra="<a href='index_1.html'>下一页</a>").state is ListingState.PUBLISHED


def test_one_report_under_two_addresses_is_kept_twice() -> None:
    assert len(judge(report(2025), report(2025)).reports) == 2


def test_a_complete_listing_with_last_year_s_report_proves_absence() -> None:
    verdict = judge(report(2024), report(2023))
    assert (verdict.state, verdict.reason, verdict.reports) == (ListingState.ABSENT, None, ())


def test_a_listing_with_a_pager_proves_no_absence() -> None:
    verdict = judge(report(2024), extra="<a href='index_1.html'>下一页</a>")
    assert (verdict.state, verdict.reason) == (ListingState.UNKNOWN, "has_pager")


def test_a_listing_without_last_year_s_report_proves_no_absence() -> None:
    verdict = judge(report(2023), report(2022))
    assert (verdict.state, verdict.reason) == (ListingState.UNKNOWN, "no_canary")


def test_the_office_may_waive_the_canary() -> None:
    assert judge(report(2023), waived=True).state is ListingState.ABSENT


def test_another_agency_s_report_is_neither_the_report_nor_the_canary() -> None:
    reform = "云川市兰溪区发展和改革局"
    assert judge(report(2025, reform), report(2024)).state is ListingState.ABSENT
    assert judge(report(2024, reform)).reason == "no_canary"
    assert judge(report(2025, "云川市兰溪区税务局"), report(2024)).state is ListingState.ABSENT


def test_a_title_that_names_nobody_counts_as_the_owner_s() -> None:
    assert judge(report(2025, "")).state is ListingState.PUBLISHED
    assert judge(report(2024, "")).state is ListingState.ABSENT


@pytest.mark.parametrize(
    "title",
    [
        "兰溪区财政局2025年政府信息公开工…",
        "2025年",
        "兰溪区财政局政府信息公开工作年度报告",
        "关于公布2025年政府信息公开工作年度报告的公告",
        "兰溪区财政局2024-2025年政府信息公开年报",
    ],
)
def test_a_title_in_doubt_forbids_to_call_the_report_absent(title: str) -> None:
    listing = read(f"<ul>{rows([report(2024)], '2025-01-20')}</ul><p><a href='x.html'>{title}</a></p>")
    sightings = judged(replace(listing, title="公示公告"))
    verdict = judge_listing(doubt_of(listing), sightings, owner="finance", year=2025, canary_waived=False)
    assert (verdict.state, verdict.reason) == (ListingState.UNKNOWN, "doubtful_title")


@pytest.mark.parametrize(
    "title",
    [
        "兰溪区财政局2023年政府信息公开工…",
        "兰溪区发改委2025年政府信息公开年报",
        "2025年政府工作报告",
        "政府信息公开年报",
    ],
)
def test_doubts_about_other_years_agencies_and_papers_do_not_matter(title: str) -> None:
    assert judge(report(2024), extra=f"<a href='x.html'>{title}</a>").state is ListingState.ABSENT


def test_a_page_in_doubt_proves_no_absence() -> None:
    verdict = judge(report(2024), extra="<li>云川市兰溪区财政局2025年政府信息公开工作年度报告</li>")
    assert (verdict.state, verdict.reason) == (ListingState.UNKNOWN, "unlinked_title")
