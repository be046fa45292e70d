"""Reports that are alike find each other through one question, and only while both are in force."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from sqlalchemy import event

from monitor.rules import Author, Figures, Sketch, Text
from monitor.store import Store, Tx, sketches
from monitor.store.sketches import MOST

_LETTERS = "栏目更新解读形式单图表短视频热线窗口登记核对培训考察走访座谈问卷反馈整改督促提醒群众企业园区水库果林"


def _sketch(agency: str, seed: int = 0, file: str = "") -> Sketch:
    text = "".join(Random(seed).choices(_LETTERS, k=600))  # noqa: S311 - test data
    author = Author(agency, (f"兰溪区{agency}", agency), above=("lanxi",))
    return Sketch(author, file or agency, f"兰溪区{agency}", "年度报告", texts=(Text("overview", (text,)),))


def _like(tx: Tx, agency: str, year: int = 2025) -> list[str]:
    return [s.author.id for s in sketches.like(tx, agency, year)]


def _keep(tx: Tx, *kept: Sketch, year: int = 2025) -> None:
    for sketch in kept:
        sketches.keep(tx, year, "b" * 64, sketch)


def test_a_sketch_comes_back_as_it_was(store: Store) -> None:
    one, other = _sketch("a"), replace(_sketch("b"), figures=Figures("f" * 64, 7), stated=None)
    with store.begin() as tx:
        _keep(tx, one, other)
        assert sketches.like(tx, "a", 2025) == (other,)
        assert sketches.like(tx, "b", 2025) == (one,)


def test_the_same_text_file_or_table_is_found_in_the_same_year_and_nothing_else(store: Store) -> None:
    figures = Figures("f" * 64, 7)
    with store.begin() as tx:
        _keep(tx, _sketch("a"), _sketch("text"), _sketch("other", 1), _sketch("file", 2, "a"))
        _keep(tx, _sketch("earlier"), year=2024)
        assert _like(tx, "a") == ["text", "file"]
        assert _like(tx, "other") == _like(tx, "earlier", 2024) == _like(tx, "unknown") == []
        _keep(tx, replace(_sketch("other", 1), figures=figures), replace(_sketch("table", 3), figures=figures))
        assert _like(tx, "other") == ["table"]


def test_a_new_report_takes_the_place_of_the_old_one(store: Store) -> None:
    with store.begin() as tx:
        _keep(tx, _sketch("a"), _sketch("b"))
        _keep(tx, _sketch("b", 1))
        assert _like(tx, "a") == []
        _keep(tx, _sketch("b"))
        sketches.drop(tx, "a", 2025)
        assert _like(tx, "b") == []
        assert sketches.bases(tx, 2025) == {"b": "b" * 64}


def test_no_more_than_a_few_dozen_are_given_where_all_share_a_text(store: Store) -> None:
    with store.begin() as tx:
        _keep(tx, *(_sketch(f"a{number:03}") for number in range(MOST + 5)))
        assert len(_like(tx, "a000")) == MOST


def test_finding_what_is_alike_is_one_question(store: Store) -> None:
    with store.begin() as tx:
        _keep(tx, *(_sketch(name) for name in "abc"))
        asked: list[str] = []
        event.listen(tx, "before_cursor_execute", lambda *args: asked.append(args[2]))
        assert len(sketches.like(tx, "a", 2025)) == 2
        plan = tx.exec_driver_sql("EXPLAIN QUERY PLAN SELECT 1 FROM sketch_marks WHERE mark = 5").all()
    assert len(asked) == 2
    assert "ix_sketch_marks_mark" in str(plan)
