from __future__ import annotations

import pytest

from monitor.form import load_edition
from monitor.form.naming import name_of, names_of


@pytest.mark.parametrize(
    ("pointer", "zh", "en"),
    [
        (
            "/tables/requests/outcome_total/natural_person",
            "表三“（七）总计”行“自然人”列",
            "table 3, row “outcome total”, column “natural person”",
        ),
        (
            "/tables/requests/other_reasons/total",
            "表三“（六）其他处理 3.其他”行“总计”列",
            "table 3, row “other reasons”, column “total”",
        ),
        (
            "/tables/requests/refused_security_stability",
            "表三“（三）不予公开 3.危及‘三安全一稳定’”行",
            "table 3, row “refused security stability”",
        ),
        (
            "/tables/requests/partially_granted/total",
            "表三“（二）部分公开”行“总计”列",
            "table 3, row “partially granted”, column “total”",
        ),
        (
            "/tables/reconsideration_and_litigation/litigation_direct/upheld",
            "表四“行政诉讼 未经复议直接起诉”栏“结果维持”",
            "table 4, “litigation direct”, “upheld”",
        ),
        ("/tables/proactive_disclosure", "表二", "table 2"),
        (
            "/sections/problems_and_improvements",
            "第五部分“存在的主要问题及改进情况”",
            "section 5 “problems and improvements”",
        ),
        ("/published_on", "发布日期", "date of publication"),
        ("/tables/requests/unheard/total", "/tables/requests/unheard/total", "/tables/requests/unheard/total"),
    ],
)
def test_a_place_is_named_as_people_name_it(pointer: str, zh: str, en: str) -> None:
    edition = load_edition("2021")
    assert (name_of(edition, pointer, "zh"), name_of(edition, pointer, "en")) == (zh, en)


def test_without_an_edition_a_cell_is_named_by_its_pointer() -> None:
    assert name_of(None, "/tables/requests/received/total", "zh") == "/tables/requests/received/total"


def test_the_parts_of_a_cell_are_named_too() -> None:
    names = names_of(load_edition("2019"), "/tables/requests/received/total", "zh")
    assert (names.table, names.column) == ("表三", "总计")
    assert names.row == "一、本年新收政府信息公开申请数量"
