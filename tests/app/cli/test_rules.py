from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.rules import book, words
from tests.support.cli import Call

ROOT = Path(__file__).parents[3]
RELEASED = ROOT / "tests" / "rules" / "released.yaml"


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


@pytest.mark.parametrize(("language", "page"), [("en", "rules.md"), ("zh", "rules.zh.md")])
def test_the_page_of_the_documentation_is_the_book(nianbao: Call, language: str, page: str) -> None:
    made = nianbao("rules", "--format", "markdown", "--lang", language).out
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made


def test_no_released_code_is_missing_or_means_something_else() -> None:
    """A code once released is never reused. A new one joins the list when it is released; a line is never changed."""
    released = YAML(typ="safe").load(RELEASED)
    assert {code: words(code, "en").title for code in released if code in book()} == released
