"""Specifies what every figure and denial of a sentence says: what it counts, if the whole, and of which cells."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.form import load_edition
from monitor.rules.given import Given
from monitor.rules.model import Subject
from monitor.rules.text_against_tables.claims import Cells, Claim
from monitor.rules.text_against_tables.denials import denials
from monitor.rules.text_against_tables.meaning import Meaning
from monitor.rules.text_against_tables.walk import tell, wholes
from monitor.settings import Kind
from tests.support.readings import AGENCY, reading

_FOLDER = Path(__file__).parent / "meanings"
_SHORT = 3


def _load(name: str) -> list[Any]:
    """Give each text with what it says, and with whose report it is in where that matters."""
    groups: dict[str, dict[str, Any]] = YAML(typ="safe").load((_FOLDER / name).read_text(encoding="utf-8"))
    return [
        pytest.param(text, said if isinstance(said, dict) else {"says": said}, id=f"{group}: {text}")
        for group, texts in groups.items()
        for text, said in texts.items()
    ]


def _given(text: str, wanted: dict[str, str]) -> Given:
    made = reading(sections={wanted.get("section", "overview"): text}, agency=wanted.get("agency", AGENCY))
    edition, kind = load_edition(made.edition), Kind(wanted.get("kind", "government"))
    return Given(made, edition, Subject(datetime(2024, 4, 1, tzinfo=UTC), made, edition, year=2023, kind=kind))


@pytest.mark.parametrize(("text", "wanted"), _load("figures.yaml"))
def test_a_figure_counts_what_its_words_and_neighbours_say(text: str, wanted: dict[str, str]) -> None:
    assert _figures(_given(text, wanted)) == wanted["says"]


def _figures(given: Given) -> str:
    whole = {id(meaning) for meaning, _ in wholes(given)}
    return "; ".join(_meant(m, whole=id(m) in whole) for told in tell(given) for m in told.meanings)


def _meant(meaning: Meaning, *, whole: bool) -> str:
    """Give a meaning in short: 8 received = received | received+carried_in; the cells of what is a part in ()."""
    counted = f"{meaning.mention.figure.value} {meaning.count.name.lower()}"
    claimed = _claimed(meaning.claim) if meaning.claim else ""
    return counted + (f" = {claimed}" if whole else f" ({claimed})" if claimed else "")


@pytest.mark.parametrize(("text", "wanted"), _load("denials.yaml"))
def test_a_denial_denies_what_its_words_say(text: str, wanted: dict[str, str]) -> None:
    assert _denied(_given(text, wanted)) == wanted["says"]


def _denied(given: Given) -> str:
    return "; ".join(f"{claim.variant} = {_claimed(claim)}" for claim in denials(given)) or "nothing"


def _claimed(claim: Claim) -> str:
    return ("at most " if claim.at_most else "") + " | ".join(map(_sum, claim.fits))


def _sum(cells: Cells) -> str:
    names = ["/".join(pointer.split("/")[3:]).removesuffix("/total") for pointer in cells]
    return "+".join(names) if len(names) <= _SHORT else f"{names[0]}…{names[-1]} ({len(names)} rows)"
