from __future__ import annotations

import pytest

from monitor.portals import AgencyNames, Verdict
from tests.support.listings import titled

REPORT = "2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("云川市兰溪区财政局", "finance"),
        ("东海省云川市兰溪区财政局", "finance"),
        ("兰溪区财政局", "finance"),
        ("财政局", "finance"),
        ("云川市兰溪区财政局（本级）", "finance"),
        ("云川市兰溪区人民政府", "gov"),
        ("云川市兰溪区", "gov"),
        ("兰溪区", "gov"),
        ("兰溪区发展和改革局", "reform"),
        ("", None),
        ("本机关", None),
    ],
)
def test_the_longest_name_that_stands_in_the_title_is_the_agency(head: str, agency: str | None) -> None:
    sighting = titled(head + REPORT)
    assert (sighting.verdict, sighting.agency) == (Verdict.REPORT, agency)


@pytest.mark.parametrize(
    "head",
    [
        "国家税务总局云川市兰溪区税务局",
        "国网云川市供电公司",
        "云川市财政局",
        "云川市临江区财政局",
        "临海市兰溪区财政局",
        "临江区发展和改革局",
        "云川市",
        "东海省",
        "兰溪区财政局国库支付中心",
        "兰溪区人民医院",
        "兰溪区民政局",
        "兰溪区人民法院",
    ],
)
def test_another_body_is_never_taken_for_a_watched_agency(head: str) -> None:
    sighting = titled(head + REPORT)
    assert (sighting.verdict, sighting.reason, sighting.agency) == (Verdict.OTHER, "other_body", None)


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("兰溪区发改委", "reform"),
        ("兰溪区市场监管局", "market"),
        ("市财政局", "finance"),
        ("兰溪财政", "finance"),
        ("区人民政府", "gov"),
        ("全区", None),
    ],
)
def test_a_name_that_may_be_short_for_an_agency_is_in_doubt(head: str, agency: str | None) -> None:
    sighting = titled(head + REPORT)
    assert (sighting.verdict, sighting.reason, sighting.agency) == (Verdict.NEAR_MISS, "similar_name", agency)


@pytest.mark.parametrize("head", ["云川税务", "我区公布的", "喜讯"])
def test_words_that_are_no_name_are_in_doubt(head: str) -> None:
    assert (titled(head + REPORT).verdict, titled(head + REPORT).reason) == (Verdict.NEAR_MISS, "unclear_name")


def test_a_body_named_behind_the_report_is_heard_too() -> None:
    assert titled(f"{REPORT}（兰溪区财政局）").agency == "finance"
    assert titled(f"{REPORT}（兰溪区税务局）").reason == "other_body"


def test_a_region_above_the_agencies_names_another_government() -> None:
    zone = (AgencyNames("zone", ("云川市望湖生态示范区管理委员会",)),)
    assert titled(f"云川市{REPORT}", names=zone).reason == "other_body"
    assert titled(f"云川市望湖生态示范区{REPORT}", names=zone).agency == "zone"


def test_the_region_of_an_unwatched_government_counts_as_the_owner_s() -> None:
    bureau = (AgencyNames("finance", ("云川市兰溪区财政局",)),)
    sighting = titled(f"兰溪区{REPORT}", names=bureau)
    assert (sighting.verdict, sighting.agency) == (Verdict.REPORT, None)


def test_without_names_nobody_is_named() -> None:
    sighting = titled(f"云川市兰溪区税务局{REPORT}", names=())
    assert (sighting.verdict, sighting.agency) == (Verdict.REPORT, None)


def test_names_are_compared_without_blanks_and_widths() -> None:
    centre = (AgencyNames("net", ("云川市 “互联网＋” 发展中心",)),)
    assert titled(f"云川市“互联网+”发展中心 {REPORT}", names=centre).agency == "net"
