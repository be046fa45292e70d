from __future__ import annotations

from monitor.rules import book
from tests.support.cli import Call


def test_the_book_is_listed_whole(nianbao: Call) -> None:
    assert all(code in nianbao("rules").out for code in book())


def test_the_book_is_there_for_programs(nianbao: Call) -> None:
    listed = nianbao("rules", "--format", "json", "--lang", "en").json
    assert isinstance(listed, list)
    assert [entry["code"] for entry in listed] == list(book())
    assert all(entry["basis"] for entry in listed)


def test_a_rule_is_explained_with_its_basis(nianbao: Call) -> None:
    called = nianbao("explain", "d-01")
    assert called.status == 0
    assert "第四十九条" in called.out
    assert "政府部门" in called.out
    assert "不符合" in called.out
