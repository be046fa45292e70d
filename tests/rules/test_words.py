from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from monitor.form import load_edition
from monitor.rules import Evidence, Finding, Hint, Quote, describe, finding_json, words
from monitor.rules.fault_finder.acts import Kind
from monitor.rules.words import catalogue
from monitor.settings import Severity

EDITION = load_edition("2021")
UNIT = Finding(
    code="T2-03",
    severity=Severity.QUERY,
    pointers=("/tables/proactive_disclosure/charges/amount_wan",),
    expected=Decimal("25.1"),
    actual="251000元",
    variant="foreign_unit",
    facts={"raw": "251000元", "value": None},
    evidence=Evidence("5d" * 32, (Quote("251000元"),)),
)
LATE = Finding(
    code="D-01",
    severity=Severity.VIOLATION,
    pointers=("/published_on",),
    variant="late",
    facts={"year": 2023, "due": date(2024, 1, 31), "published": date(2024, 2, 2), "days": 2},
)


def test_a_sentence_names_the_cell_as_people_do() -> None:
    said = describe(UNIT, EDITION, "zh")
    assert said.message == (
        "表二“行政事业性收费”行“本年收费金额（单位：万元）”列以万元为单位，填写为“251000元”；"
        "如所写单位无误，折合25.1万元，请核实。"
    )


def test_a_sentence_in_english_names_it_by_its_keys() -> None:
    said = describe(UNIT, EDITION, "en")
    assert said.message.startswith("table 2, row “charges”, column “amount wan” is in 万元 and holds “251000元”")


def test_dates_are_written_as_each_language_writes_them() -> None:
    assert "应当在2024年1月31日24时前公布，公布日期为2024年2月2日，晚2天" in describe(LATE, None, "zh").message
    assert "2024-01-31" in describe(LATE, None, "en").message


def test_braces_in_published_text_are_text() -> None:
    finding = Finding("T2-01", Severity.QUERY, UNIT.pointers, variant="words", facts={"raw": "{place}{0}"})
    assert "“{place}{0}”" in describe(finding, EDITION, "zh").message


def test_a_variant_without_a_sentence_is_an_accident() -> None:
    with pytest.raises(KeyError):
        describe(Finding("D-06", Severity.NOTE, variant="unheard"), None, "zh")


def test_a_family_without_a_catalogue_is_an_accident() -> None:
    with pytest.raises(KeyError, match="Q"):
        catalogue("Q", "zh")


def test_the_json_of_a_finding_keeps_decimals_and_words_it_in_both_languages() -> None:
    said = finding_json(UNIT, EDITION)
    assert said["expected"] == Decimal("25.1")
    assert isinstance(said["expected"], Decimal)
    assert said["severity"] == "query"
    assert said["message"] == said["words"]["zh"]["message"]
    assert set(said["words"]["en"]) == {"title", "message", "basis", "advice", "hint"}
    assert said["evidence"]["quotes"] == [{"text": "251000元", "pointer": None, "where": None}]


def test_the_json_of_a_finding_writes_dates_as_iso_strings() -> None:
    assert finding_json(LATE, None, "en")["facts"]["due"] == "2024-01-31"


def test_the_office_s_reason_for_another_severity_is_shown() -> None:
    finding = Finding("D-06", Severity.QUERY, ("/published_on",), facts={"relevelled": "本市要求标注日期"})
    assert describe(finding, None, "zh").message.endswith("（主管部门已调整本条的等级：本市要求标注日期）")
    assert describe(finding, None, "en").message.endswith("(Severity set by the office: 本市要求标注日期)")


SUSPECTED = Hint(
    "swapped",
    ("/tables/requests/granted/natural_person", "/tables/requests/granted/enterprise"),
    {"count": 2, "figures": (8, 12), "values": (12, 8), "whole": 12},
)


def test_a_hint_is_worded_beside_its_finding_and_names_the_cells_it_suspects() -> None:
    said = finding_json(Finding("T3-02", Severity.VIOLATION, UNIT.pointers, 1, 2, hint=SUSPECTED), EDITION)
    assert said["hint"] == said["words"]["zh"]["hint"]
    assert "表三“（一）予以公开”行“自然人”列、表三“（一）予以公开”行“商业企业”列依次填写为8、12" in said["hint"]
    assert said["suspects"] == list(SUSPECTED.pointers)


def test_a_finding_without_a_hint_says_none() -> None:
    said = finding_json(LATE, None)
    assert (said["hint"], said["suspects"]) == (None, [])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("variant", [*Kind])
def test_every_act_of_the_fault_finder_has_a_sentence_in_every_language(variant: Kind, lang: str) -> None:
    hint = replace(SUSPECTED, variant=str(variant))
    said = describe(Finding("T3-02", Severity.VIOLATION, UNIT.pointers, 1, 2, hint=hint), EDITION, lang).hint
    assert len(said) > 20
    assert "{" not in said
    assert set(words(hint.code, lang).messages) == set(Kind)
