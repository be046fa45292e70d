"""Reads every document of the conformance suite once, so that a mutant has only to judge."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from monitor.form import load_edition
from monitor.rules import Judgement, Subject
from tests.conformance.authored import write_suite
from tests.conformance.call import answers
from tests.conformance.here import nianbao
from tests.conformance.plain import Case, read_suite

SLOW = ("ocr",)
"""Needs whose cases cost more than they tell here."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Holds a case with everything that the rules are given of it."""

    case: Case
    subject: Subject
    told: Mapping[str, Any]
    """The answer but for what the rules say."""


def prepare(rule: str | None = None) -> list[Prepared]:
    """Read the suite, or the cases of one rule."""
    folder = Path(tempfile.mkdtemp())
    try:
        write_suite(folder, rule, without=SLOW)
        return [_prepared(case) for case in read_suite(folder)]
    finally:
        shutil.rmtree(folder)


def _prepared(case: Case) -> Prepared:
    asked: list[Subject] = []

    def keep(subject: Subject, *_: object) -> Judgement:
        asked.append(subject)
        return Judgement((), (), subject.reading is not None)

    with patch("monitor.app.examine.judge", keep):
        given = answers([case], nianbao)[case.name].given
    assert given is not None
    return Prepared(case, asked[-1], {**given, "findings": [], "outcomes": {}})


def edition_of(subject: Subject) -> Any:
    """Give the edition by which an answer is worded."""
    return load_edition(subject.reading.edition) if subject.reading else subject.edition


def of_families(prepared: Sequence[Prepared], families: Sequence[str]) -> list[Prepared]:
    """Give the cases of some families of rules; of all, where none is named."""
    return [one for one in prepared if not families or one.case.rule.partition("-")[0] in families]
