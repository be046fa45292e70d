from __future__ import annotations

from importlib import import_module

import pytest

from monitor.form import Verdict
from monitor.rules import Finding, Subject, book, judge
from monitor.rules.judge import relevel
from monitor.rules.structure.fragments import pieces_stand_in_text
from monitor.settings import Relevelled, Severity
from tests.support.subjects import subject

TOTAL = "/tables/requests/received/total"
VIOLATION, QUERY, NOTE, SYSTEM = Severity.VIOLATION, Severity.QUERY, Severity.NOTE, Severity.SYSTEM


@pytest.mark.parametrize(("edition", "year", "relations"), [("2019", 2020, 40), ("2021", 2023, 42)])
def test_every_relation_of_tables_3_and_4_is_counted(edition: str, year: int, relations: int) -> None:
    judged = judge(subject(edition=edition, year=year))
    counted = [o for o in judged.outcomes if o.code in {"T3-01", "T3-02", "T3-03", "T4-01"}]
    assert len(counted) == relations
    assert {o.verdict for o in counted} == {Verdict.PASS}


def test_the_counts_cover_every_outcome() -> None:
    judged = judge(subject(set={TOTAL: 9}))
    assert set(judged.counts) == {"pass", "fail", "uncertain", "not_applicable"}
    assert sum(judged.counts.values()) == len(judged.outcomes)


def test_a_broken_relation_makes_the_report_noncompliant() -> None:
    assert judge(subject(set={TOTAL: 9})).verdict == "noncompliant"


def test_a_cell_in_doubt_leaves_the_report_undetermined() -> None:
    assert judge(subject(set={TOTAL: {"value": 8, "raw": "8", "certain": False}})).verdict == "undetermined"


def test_a_violation_outweighs_a_doubt() -> None:
    doubt = {"value": 0, "raw": "0", "certain": False}
    given = subject(set={TOTAL: 9, "/tables/reconsideration_and_litigation/reconsideration/total": doubt})
    assert judge(given).verdict == "noncompliant"


def test_a_report_that_was_not_read_is_never_compliant() -> None:
    assert judge(subject(reading=False, now="2024-01-02T00:00:00+00:00")).verdict == "undetermined"
    assert judge(subject(unreadable="encrypted")).verdict == "undetermined"


def test_a_clean_report_is_compliant_and_says_so_with_figures() -> None:
    judged = judge(subject(kind="department", published_on="2024-01-20"))
    assert [f for f in judged.findings if f.severity in {VIOLATION, SYSTEM}] == []
    assert judged.verdict == "compliant"
    assert judged.counts["pass"] > 42


def test_one_wrong_figure_is_reported_where_it_breaks_and_nowhere_else() -> None:
    findings = judge(subject(set={"/tables/requests/granted/natural_person": -4})).findings
    codes = {f.code for f in findings if f.severity is VIOLATION}
    assert codes == {"T3-02", "T3-03", "T3-04"}


def test_a_missing_section_takes_its_table_with_it_in_one_finding() -> None:
    given = subject(
        without_sections=["reconsideration_and_litigation"],
        without_tables=["reconsideration_and_litigation"],
        kind="department",
        published_on="2024-01-20",
    )
    assert [f.code for f in judge(given).findings if f.severity is VIOLATION] == ["S-01"]


def test_a_missing_table_is_one_finding_and_its_relations_are_not_applicable() -> None:
    judged = judge(subject(without_tables=["requests"], kind="department", published_on="2024-01-20"))
    assert [f.code for f in judged.findings if f.severity is VIOLATION] == ["S-03"]
    assert {o.verdict for o in judged.outcomes if o.code == "T3-01"} == {Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize(("edition", "year"), [("2019", 2020), ("2021", 2023)])
def test_no_figure_in_doubt_reaches_an_agency(edition: str, year: int) -> None:
    cells = _cells(edition, year)
    wild = {p: {"value": -7.5, "raw": "-7.5元", "certain": False} for p in cells}
    judged = judge(subject(edition=edition, year=year, report_year=year, period=None, set=wild))
    accused = {f.code for f in judged.findings if f.severity in {VIOLATION, QUERY}}
    assert accused & {code for code in book() if code.startswith(("T2", "T3", "T4"))} == set()
    assert judged.verdict == "undetermined"


def _cells(edition: str, year: int) -> list[str]:
    reading = subject(edition=edition, year=year).reading
    assert reading is not None
    return list(reading.cells)


def test_nothing_is_said_to_lack_in_a_document_read_in_part() -> None:
    given = subject(
        doubts=["pages_unread"],
        period=None,
        without_sections=["requests", "other_matters"],
        without_tables=["requests", "proactive_disclosure"],
        departures=[
            {
                "table": "reconsideration_and_litigation",
                "oddity": "row_missing",
                "key": "reconsideration",
                "label": "行政复议",
            }
        ],
    )
    assert {f.code for f in judge(given).findings if f.code.startswith("S")} == set()


def test_judging_twice_says_the_same_in_the_same_order() -> None:
    given = subject(set={TOTAL: 9}, without_sections=["other_matters"], kind="government")
    assert judge(given) == judge(given)


def test_the_office_re_levels_a_rule_and_its_reason_is_shown() -> None:
    severities = {"T3-03": Relevelled(QUERY, "首年试行")}
    finding = next(f for f in judge(subject(set={TOTAL: 9}), severities).findings if f.code == "T3-03")
    assert finding.severity is QUERY
    assert finding.facts["relevelled"] == "首年试行"


def test_a_rule_that_the_office_switched_off_says_nothing_and_its_reason_is_kept() -> None:
    given = subject(set={TOTAL: 9})
    judged = judge(given, {}, {"T3-03": "首年试行"})
    assert judged.switched_off == {"T3-03": "首年试行"}
    assert "T3-03" not in {o.code for o in judged.outcomes} | {f.code for f in judged.findings}
    assert {f.code for f in judge(given).findings} - {f.code for f in judged.findings} == {"T3-03"}


def test_what_does_not_concern_a_report_was_not_switched_off_for_it() -> None:
    assert judge(subject(kind="government"), {}, {"D-01": "另行通知"}).switched_off == {}


def test_without_the_fault_finder_no_finding_has_a_hint() -> None:
    given = subject(set={TOTAL: 9})
    assert any(f.hint for f in judge(given).findings)
    assert not any(f.hint for f in judge(given, {}, {"T3-08": "不作推断"}).findings)


@pytest.mark.parametrize(
    ("code", "own", "wanted", "becomes"),
    [
        ("S-04", VIOLATION, QUERY, QUERY),
        ("S-04", NOTE, QUERY, NOTE),
        ("S-04", VIOLATION, NOTE, NOTE),
        ("N-04", QUERY, VIOLATION, VIOLATION),
        ("D-03", VIOLATION, NOTE, NOTE),
        ("T2-03", QUERY, VIOLATION, VIOLATION),
        ("T2-03", QUERY, QUERY, QUERY),
        ("E-03", SYSTEM, VIOLATION, SYSTEM),
        ("N-02", QUERY, NOTE, NOTE),
    ],
)
def test_re_levelling_moves_the_default_and_never_raises_a_milder_variant(
    code: str, own: Severity, wanted: Severity, becomes: Severity
) -> None:
    assert relevel(Finding(code, own), {code: Relevelled(wanted, "本市要求")}).severity is becomes


def test_a_rule_that_was_not_re_levelled_stays_as_it_is() -> None:
    finding = Finding("S-04", VIOLATION)
    assert relevel(finding, {"S-03": Relevelled(NOTE, "本市要求")}) is finding


def test_what_is_said_twice_is_heard_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(_: Subject) -> object:
        return iter([Finding("D-06", NOTE), Finding("D-06", NOTE), Finding("D-06", NOTE, ("/year",))])

    monkeypatch.setattr(import_module("monitor.rules.judge"), "RULES", {"D-06": twice})
    assert len(judge(subject()).findings) == 2


def test_no_finding_shows_a_number_of_a_person_in_anything_that_it_says() -> None:
    judged = judge(
        subject(passages={"overview": ("扎实推进政务公开。", "回复群众来信（13800138000）所提问题，请填写主要做法。")})
    )
    told = {f.code: (f.evidence.quotes, tuple(f.facts.values()), f.expected, f.actual) for f in judged.findings}
    assert {"A-05", "S-06"} <= set(told)
    assert "13800138000" not in str(told)


@pytest.mark.parametrize(("year", "stated"), [(2023, 2017), (2017, 2023), (2017, 2017)])
def test_a_report_predates_the_form_by_its_own_year_or_that_of_its_slot(year: int, stated: int) -> None:
    assert subject(year=year, report_year=stated).predates_form
    assert not subject(year=2023, report_year=2023).predates_form


@pytest.mark.parametrize(("length", "held"), [(40, True), (41, False)])
def test_only_a_short_passage_is_a_piece_of_a_table(length: int, held: bool) -> None:  # noqa: FBT001 - a column of the table
    reading = subject(passages={"requests": ("（一）予以公开".ljust(length + 3, "的"),)}).reading
    assert reading is not None
    assert pieces_stand_in_text(["（一）予以公开"], reading.section("requests")) is held
