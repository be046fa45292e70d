"""Specifies by which words of official prose a clause names a time or an agency, each word in its use."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.rules.figures.scope import Home, Whose, agency_of, agency_that_acts, time_of

_WORDS: dict[str, str] = YAML(typ="safe").load(Path(__file__).with_name("scope.yaml").read_text(encoding="utf-8"))
WORDS = {group: words.split() for group, words in _WORDS.items()}
HOME = Home(year=2023, names=("云川市兰溪区人民政府",), regional=True, reviews=True)
BUREAU = Home(year=2023, names=("云川市兰溪区水务局",), regional=False, reviews=False)


@pytest.mark.parametrize("words", WORDS["other_times"])
def test_words_that_name_another_time(words: str) -> None:
    assert time_of(f"{words}共收到申请", HOME) is Whose.OTHER
    assert time_of(f"全年{words}共收到申请", HOME) is Whose.OTHER


@pytest.mark.parametrize("words", [*WORDS["comparisons"], *WORDS["whole_years"]])
def test_a_comparison_and_the_days_of_the_whole_year_name_no_other_time(words: str) -> None:
    assert time_of(f"{words}收到申请", HOME) is not Whose.OTHER


@pytest.mark.parametrize("words", WORDS["own_times"])
def test_words_that_name_the_year_of_the_report(words: str) -> None:
    assert time_of(f"{words}收到申请", HOME) is Whose.OWN


@pytest.mark.parametrize("words", WORDS["no_agencies"])
def test_words_that_look_like_the_name_of_an_agency(words: str) -> None:
    assert agency_of(words, HOME) is Whose.UNSAID


@pytest.mark.parametrize("words", WORDS["other_agencies"])
def test_names_of_other_agencies(words: str) -> None:
    assert agency_of(f"{words}共收到申请", BUREAU) is Whose.OTHER


@pytest.mark.parametrize("words", WORDS["own_agencies"])
def test_names_by_which_an_agency_speaks_of_itself(words: str) -> None:
    assert agency_of(f"{words}共收到申请", BUREAU) is Whose.OWN
    assert agency_of(f"2023年度{words}共收到申请", BUREAU) is Whose.OWN


@pytest.mark.parametrize("words", WORDS["regions"])
def test_a_region_is_what_its_government_speaks_for(words: str) -> None:
    assert agency_of(f"{words}共收到申请", HOME) is Whose.OWN


@pytest.mark.parametrize("words", WORDS["below"])
def test_the_bodies_below_are_only_a_part_of_a_region(words: str) -> None:
    assert agency_of(f"{words}共收到申请", HOME) is Whose.OTHER


TOWNSHIP = Home(year=2023, names=("云川市兰溪区东岭镇人民政府",), regional=True, reviews=False)


@pytest.mark.parametrize(
    ("words", "home"),
    [
        ("市水务局", BUREAU),
        ("省水务局", BUREAU),
        ("市政府", HOME),
        ("省政府", HOME),
        ("区政府", TOWNSHIP),
        ("市政府", TOWNSHIP),
        ("省政府", Home(2023, ("江北省云川市人民政府",), regional=True, reviews=True)),
    ],
)
def test_a_body_of_the_same_name_above_is_another(words: str, home: Home) -> None:
    assert agency_of(f"{words}共收到申请", home) is Whose.OTHER


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("市场监管局", "云川市兰溪区市场监督管理局"),
        ("区市场监管局", "云川市兰溪区市场监督管理局"),
        ("市政管理局", "云川市兰溪区市政管理局"),
        ("市容管理局", "云川市兰溪区市容管理局"),
        ("区住建局", "云川市兰溪区住房和城乡建设局"),
        ("市水务局", "云川市水务局"),
        ("镇政府", "云川市兰溪区东岭镇人民政府"),
    ],
)
def test_a_short_name_of_its_own_level_is_its_own(words: str, name: str) -> None:
    assert agency_of(f"{words}共收到申请", Home(2023, (name,), regional=False, reviews=False)) is Whose.OWN


@pytest.mark.parametrize("words", WORDS["leads"])
def test_words_before_the_own_name_do_not_make_it_another(words: str) -> None:
    assert agency_of(f"{words}区水务局收到申请", BUREAU) is Whose.OWN


@pytest.mark.parametrize("clause", WORDS["no_actors"])
def test_a_clause_about_agencies_has_not_them_as_its_subject(clause: str) -> None:
    assert agency_that_acts(clause, BUREAU) is Whose.UNSAID


@pytest.mark.parametrize("words", WORDS["joins"])
def test_an_agency_acts_whatever_joins_its_clause_to_the_one_before(words: str) -> None:
    assert agency_that_acts(f"{words}市教育局高度重视", BUREAU) is Whose.OTHER
