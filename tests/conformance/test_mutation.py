"""Tries the tool that mutates the rules: what it changes, and that the tests notice."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.bench.mutation.patterns import shorter
from tests.bench.mutation.prepared import prepare
from tests.bench.mutation.sites import Mutant, mutants, mutated
from tests.bench.mutation.trial import failing

_SOURCE = '''"""Says nothing."""
LEAST = 2
WORDS = "件|宗(?:件|次)"


def kept(figures: list[int]) -> list[int]:
    """Keep some."""
    return [f for f in figures if f > LEAST and not f % 2]


def told(figures: list[int]) -> object:
    if any(figures):
        yield "some"
'''


@pytest.fixture
def module(tmp_path: Path) -> Path:
    file = tmp_path / "module.py"
    file.write_text(_SOURCE, encoding="utf-8")
    return file


def test_a_module_is_changed_in_one_place_at_a_time(module: Path) -> None:
    made = mutants(module)
    kinds = Counter(m.kind for m in made)
    assert kinds == {
        "constant": 2,
        "alternative": 4,
        "filter": 1,
        "boolean": 1,
        "condition": 2,
        "comparison": 1,
        "not": 1,
        "branch": 1,
        "quantifier": 1,
        "yield": 1,
    }
    texts = {ast.unparse(mutated(m)) for m in made}
    assert len(texts) == len(made)
    assert ast.unparse(ast.parse(_SOURCE)) not in texts


def test_a_mutant_says_where_it_stands(module: Path) -> None:
    found = [m for m in mutants(module) if m.kind == "comparison"]
    assert found == [Mutant(module, found[0].number, 8, "comparison", "f > LEAST by GtE")]


def test_the_cases_of_a_rule_are_read_once_and_judged_anew_as_they_ask() -> None:
    prepared = prepare("T3-01")
    assert prepared
    assert {one.case.rule for one in prepared} == {"T3-01"}
    assert list(failing(prepared)) == []


@pytest.mark.parametrize(
    ("pattern", "shortened"),
    [
        ("a|b", ["b", "a"]),
        ("x(?:a|bc)y", ["x(?:bc)y", "x(?:a)y"]),
        ("(?P<w>a|b)|c", ["(?P<w>b)|c", "(?P<w>a)|c", "c", "(?P<w>a|b)"]),
        (r"[a|b]\|", []),
        ("(?<=a|b)c", ["(?<=b)c", "(?<=a)c"]),
    ],
)
def test_a_pattern_loses_one_alternative_at_a_time(pattern: str, shortened: list[str]) -> None:
    assert [text for _, text in shorter(pattern)] == shortened
