"""A hint stands beside every failing relation of its table, and beside no other finding."""

from __future__ import annotations

from monitor.rules import judge
from tests.support.subjects import subject

GRANTED = "/tables/requests/granted/natural_person"
FOUR = "/tables/reconsideration_and_litigation/reconsideration/total"


def test_the_findings_of_one_table_share_its_hint() -> None:
    findings = judge(subject(set={GRANTED: 14, FOUR: 3})).findings
    hints = {f.code: f.hint for f in findings if f.code in {"T3-02", "T3-03", "T4-01"}}
    assert set(hints) == {"T3-02", "T3-03", "T4-01"}
    assert hints["T3-02"] is hints["T3-03"]
    assert hints["T3-02"] is not None
    assert (hints["T3-02"].variant, hints["T3-02"].pointers) == ("cell", (GRANTED,))
    assert hints["T4-01"] is None


def test_published_figures_stay_what_they_are() -> None:
    about = subject(set={GRANTED: 14})
    judge(about)
    assert about.reading is not None
    assert about.reading.cells[GRANTED].value == 14


def test_a_figure_in_doubt_hints_at_nothing() -> None:
    doubtful = {"value": 1, "raw": "1", "certain": False}
    given = subject(set={GRANTED: 14, "/tables/requests/partially_granted/natural_person": doubtful})
    assert [f.hint for f in judge(given).findings if f.hint] == []
