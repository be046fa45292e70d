from __future__ import annotations

import pytest

from monitor.form.naming import Names, name_of, names_of
from tests.support.figures import E2019, E2021

_NAMES = (
    ("/tables/requests/received/total", "表三“一、本年新收政府信息公开申请数量”行“总计”列"),
    ("/tables/requests/partially_granted/natural_person", "表三“（二）部分公开”行“自然人”列"),
    ("/tables/requests/refused_security_stability/total", "表三“（三）不予公开 3.危及‘三安全一稳定’”行“总计”列"),
    ("/tables/requests/other_handling/total", "表三“（六）其他处理”行“总计”列"),
    ("/tables/requests/outcome_total", "表三“（七）总计”行"),
    ("/tables/requests", "表三"),
    ("/tables/proactive_disclosure/charges/amount_wan", "表二“行政事业性收费”行“本年收费金额（单位：万元）”列"),
    ("/tables/reconsideration_and_litigation/litigation_direct/total", "表四“行政诉讼 未经复议直接起诉”栏“总计”"),
    ("/sections/overview", "第一部分“总体情况”"),
    ("/published_on", "发布日期"),
    ("/tables/unheard/of", "/tables/unheard/of"),
    ("", ""),
)


@pytest.mark.parametrize(("pointer", "name"), _NAMES)
def test_a_place_is_named_as_people_call_it(pointer: str, name: str) -> None:
    assert name_of(E2021, pointer, "zh") == name


def test_a_place_is_named_in_english() -> None:
    names = names_of(E2019, "/tables/requests/received/total", "en")
    assert names == Names("table 3, row “received”, column “total”", "table 3", "received", "total")
    assert name_of(E2019, "/sections/other_matters", "en") == "section 6 “other matters”"


def test_without_an_edition_a_pointer_names_itself() -> None:
    assert name_of(None, "/tables/requests/received/total", "zh") == "/tables/requests/received/total"
    assert name_of(None, "/period", "zh") == "统计期间"


@pytest.mark.parametrize("edition", [E2019, E2021], ids=["2019", "2021"])
def test_every_cell_of_the_form_has_a_name_of_its_own(edition: object) -> None:
    known = E2019 if edition is E2019 else E2021
    for lang in ("zh", "en"):
        names = [name_of(known, t.pointer(r.key, c), lang) for t in known.tables for r in t.rows for c in r.columns]
        assert len(set(names)) == len(names)
