from __future__ import annotations

import pytest

from monitor.rules import RULES, BookError, RuleStatus, book
from monitor.rules.book import parse
from monitor.rules.words import LANGUAGES, catalogue, words
from monitor.settings import Kind, Severity

FAMILIES = ("D", "A", "S", "T2", "T3", "T4", "X", "N", "Y", "H", "C", "E")


HINTS = {"T3-08"}
"""Codes in force that are said beside a finding and are no rule of their own."""


def test_the_rules_in_force_are_exactly_the_active_codes_of_the_book() -> None:
    active = {code for code, entry in book().items() if entry.status is RuleStatus.ACTIVE}
    assert set(RULES) == active - HINTS


def test_the_book_lists_every_family_and_the_retired_code() -> None:
    assert {entry.family for entry in book().values()} == set(FAMILIES)
    assert book()["T3-06"].status is RuleStatus.RETIRED


SILENT = {"H-03"}
"""Rules in force that are never a finding."""


def test_every_rule_in_force_has_a_severity_but_those_that_are_never_a_finding() -> None:
    assert {code for code in RULES if book()[code].severity is None} == SILENT


def test_only_personal_data_cannot_wait_for_the_next_letter() -> None:
    assert [code for code, entry in book().items() if entry.urgent] == ["A-05"]


def test_our_own_reading_is_for_the_operator_alone() -> None:
    own = [entry for entry in book().values() if entry.family == "E"]
    assert {(e.severity, e.also) for e in own} == {(Severity.SYSTEM, ())}


def test_an_entry_concerns_its_kinds_and_editions() -> None:
    entry = parse({"N-99": {"severity": "note", "status": "active", "kinds": ["township"], "editions": ["2021"]}})[
        "N-99"
    ]
    assert entry.concerns(Kind.TOWNSHIP, "2021")
    assert entry.concerns(Kind.TOWNSHIP, None)
    assert not entry.concerns(Kind.TOWNSHIP, "2019")
    assert not entry.concerns(None, "2021")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"severity": "note", "status": "active", "colour": "red"}, "unknown keys"),
        ({"severity": "note"}, "missing keys"),
        ({"severity": "grave", "status": "active"}, "grave"),
        ({"severity": "note", "status": "dormant"}, "dormant"),
        ({"severity": "note", "status": "active", "kinds": ["village"]}, "village"),
    ],
)
def test_a_wrong_line_is_refused_with_its_code(line: dict[str, object], complaint: str) -> None:
    with pytest.raises(BookError, match=f"Z-01.*{complaint}"):
        parse({"Z-01": line})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", book())
def test_every_code_has_words(code: str, lang: str) -> None:
    own = words(code, lang)
    assert all((own.title, own.basis, own.explanation, own.advice))
    assert bool(own.messages) == (code in set(RULES) - SILENT | HINTS)


@pytest.mark.parametrize("family", FAMILIES)
def test_both_languages_word_the_same_codes_variants_and_fields(family: str) -> None:
    zh, en = (catalogue(family, lang) for lang in ("zh", "en"))
    assert list(zh) == list(en) == [code for code, entry in book().items() if entry.family == family]
    assert all(list(zh[code].messages) == list(en[code].messages) for code in zh)
