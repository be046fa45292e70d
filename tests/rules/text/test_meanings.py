"""Specifies what the sentences of a report say: what figures count, what is denied, what must agree with what."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.form import Verdict, load_edition
from monitor.rules.given import Given
from monitor.rules.model import Finding, Subject
from monitor.rules.text import mentions_of
from monitor.rules.text_against_tables.changes import Change, changes_of
from monitor.rules.text_against_tables.claims import Cells, Claim
from monitor.rules.text_against_tables.denials import denials
from monitor.rules.text_against_tables.meaning import Meaning
from monitor.rules.text_against_tables.parts import sums
from monitor.rules.text_against_tables.shares import percentages
from monitor.rules.text_against_tables.statements import Statement, judge_statements
from monitor.rules.text_against_tables.walk import tell, wholes
from monitor.settings import Kind
from tests.support.readings import AGENCY, reading

_FOLDER = Path(__file__).parent / "meanings"
_SHORT = 3
_TABLES = ("proactive_disclosure", "requests", "reconsideration_and_litigation")


def _load(name: str) -> list[Any]:
    """Give each text with what it says, and with whose report it is in where that matters."""
    groups: dict[str, dict[str, Any]] = YAML(typ="safe").load((_FOLDER / name).read_text(encoding="utf-8"))
    return [
        pytest.param(text, said if isinstance(said, dict) else {"says": said}, id=f"{group}: {text}")
        for group, texts in groups.items()
        for text, said in texts.items()
    ]


def _given(text: str, wanted: dict[str, Any]) -> Given:
    """Give a report with paragraphs set apart by //; it has tables only where some of their cells matter."""
    made = reading(
        sections={wanted.get("section", "overview"): text.split("//")},
        agency=wanted.get("agency", AGENCY),
        cells=wanted.get("cells"),
        without=() if "cells" in wanted else _TABLES,
    )
    edition, kind = load_edition(made.edition), Kind(wanted.get("kind", "government"))
    return Given(made, edition, Subject(datetime(2024, 4, 1, tzinfo=UTC), made, edition, year=2023, kind=kind))


@pytest.mark.parametrize(("text", "wanted"), _load("figures.yaml"))
def test_a_figure_counts_what_its_words_and_neighbours_say(text: str, wanted: dict[str, Any]) -> None:
    assert _figures(_given(text, wanted)) == wanted["says"]


@pytest.mark.parametrize(("length", "said"), [(120, "8 received = received"), (121, "8 other")])
def test_a_figure_with_more_words_than_any_says_nothing_plainly(length: int, said: str) -> None:
    assert _figures(_given("新收政府信息公开申请".rjust(length, "本") + "8件", {})) == said


def _figures(given: Given) -> str:
    whole = {id(meaning) for meaning, _ in wholes(given)}
    return "; ".join(_meant(m, whole=id(m) in whole) for told in tell(given) for m in told.meanings)


def _meant(meaning: Meaning, *, whole: bool) -> str:
    """Give a meaning in short: 8 received = received | received+carried_in; the cells of what is a part in ()."""
    counted = f"{meaning.mention.figure.value} {meaning.count.name.lower()}"
    claimed = _claimed(meaning.claim) if meaning.claim else ""
    return counted + (f" = {claimed}" if whole else f" ({claimed})" if claimed else "")


@pytest.mark.parametrize(("text", "wanted"), _load("denials.yaml"))
def test_a_denial_denies_what_its_words_say(text: str, wanted: dict[str, Any]) -> None:
    assert _denied(_given(text, wanted)) == wanted["says"]


@pytest.mark.parametrize(("length", "said"), [(120, "no_request = received"), (121, "nothing")])
def test_a_clause_longer_than_any_denies_nothing(length: int, said: str) -> None:
    assert _denied(_given("本年度未收到政府信息公开申请".rjust(length, "本"), {})) == said


def _denied(given: Given) -> str:
    return "; ".join(f"{claim.variant} = {_claimed(claim)}" for claim in denials(given)) or "nothing"


def _claimed(claim: Claim) -> str:
    return ("at most " if claim.at_most else "") + " | ".join(map(_sum, claim.fits))


def _sum(cells: Cells) -> str:
    names = ["/".join(pointer.split("/")[3:]).removesuffix("/total") for pointer in cells]
    return "+".join(names) if len(names) <= _SHORT else f"{names[0]}…{names[-1]} ({len(names)} rows)"


@pytest.mark.parametrize(("text", "wanted"), _load("statements.yaml"))
def test_parts_and_shares_are_held_against_what_they_are_of(text: str, wanted: dict[str, Any]) -> None:
    assert _statements(_given(text, wanted)) == wanted["says"]


@pytest.mark.parametrize(("length", "told"), [(90, 90), (91, 92)])
def test_a_long_phrase_is_shortened_in_its_middle(length: int, told: int) -> None:
    given = _given("网上申请20件，信函申请30件，共51件".rjust(length, "从"), {})
    (finding,) = (said for said in judge_statements("X-06", sums(given), given) if isinstance(said, Finding))
    assert len(finding.facts["phrase"]) == told


def _statements(given: Given) -> str:
    told = (*(("sum", s) for s in sums(given)), *(("share", s) for s in percentages(given)))
    return "; ".join(_stated(kind, statement) for kind, statement in told) or "nothing"


def _stated(kind: str, said: Statement) -> str:
    """Give a statement in short: sum 50, not 51 in the words 网上申请20件，信函申请30件，共51件."""
    held = f"{said.expected}" if said.verdict is Verdict.PASS else f"{said.expected}, not {said.actual} in the words"
    return f"{kind} {held} {said.phrase}"


@pytest.mark.parametrize(("text", "wanted"), _load("changes.yaml"))
def test_a_change_is_of_a_figure_against_the_year_before(text: str, wanted: dict[str, Any]) -> None:
    assert _changes(_given(text, wanted)) == wanted["says"]


def _changes(given: Given) -> str:
    told = (change for mentions in mentions_of(given) for change in changes_of(mentions, 2023))
    return "; ".join(map(_changed, told)) or "nothing"


def _changed(change: Change) -> str:
    """Give a change in short: 20 by 5件 from 15."""
    by = f"{change.now.figure.value} by {change.stated}{change.by.figure.unit}"
    return by if change.last is None else f"{by} from {change.last}"
