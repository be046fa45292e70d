"""Turns the cases of a topic into what a template shows: numbered findings, and the tables they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alerts.compose.drawing import Drawing
from alerts.compose.marks import cells_of, marks_of, stated_cells
from alerts.compose.model import FindingView
from alerts.compose.phrases import Phrases
from alerts.compose.quotes import quotes_of
from alerts.compose.scrub import scrub
from alerts.compose.table import draw
from alerts.compose.values import comparison
from monitor.cases import Case
from monitor.extraction import Reading
from monitor.form import Edition, edition_for, load_edition
from monitor.form.naming import name_of

_MOST = 4
"""Places named a finding; more are counted."""


@dataclass(frozen=True, slots=True)
class Page:
    """Holds the report that the findings of a mail are about, and the language to speak of it."""

    say: Phrases
    year: int | None = None
    reading: Reading | None = None

    @property
    def edition(self) -> Edition | None:
        """Give the edition of the reading, else the one that governs the year."""
        if self.reading is not None:
            return load_edition(self.reading.edition)
        return edition_for(self.year) if self.year is not None else None

    def shows(self, case: Case) -> bool:
        """Tell whether the reading is the one that the case speaks of: else its marks would accuse other figures."""
        digest = case.finding["evidence"]["sha256"]
        return self.reading is not None and digest in {None, self.reading.sha256} and bool(cells_of(case.finding))


def views(cases: Sequence[Case], first: int, page: Page) -> tuple[FindingView, ...]:
    """Show the cases, numbered from `first`."""
    return tuple(_view(case, number, page) for number, case in enumerate(cases, first))


def drawings(cases: Sequence[Case], first: int, page: Page) -> tuple[Drawing, ...]:
    """Draw the tables that the cases touch, with the numbers that `views` gives them."""
    if page.reading is None or page.edition is None:
        return ()
    shown = [(number, case.finding) for number, case in enumerate(cases, first) if page.shows(case)]
    return draw(page.edition, page.reading, marks_of(shown, page.edition, page.say))


def _view(case: Case, number: int, page: Page) -> FindingView:
    finding = case.finding
    words = {name: scrub(str(text)) for name, text in finding["words"][page.say.language].items()}
    compared = comparison(finding)
    principal = _principal(finding, page)
    return FindingView(
        number=number,
        code=finding["code"],
        severity=str(case.severity),
        title=words["title"],
        message=words["message"],
        place=page.say("finding.and").join(name_of(page.edition, p, page.say.language) for p in principal[:_MOST]),
        cells=len(finding["pointers"]) if len(finding["pointers"]) > len(principal[:_MOST]) else 0,
        values=page.say(f"values.{compared[0]}", **compared[1]) if compared else "",
        basis=words["basis"],
        advice=words["advice"],
        hint=words.get("hint", ""),
        quotes=quotes_of(finding, page.edition, page.say, drawn=page.shows(case)),
        settled=bool(finding.get("settled", False)),
    )


def _principal(finding: Mapping[str, Any], page: Page) -> tuple[str, ...]:
    """Give the places that the finding is about, without those that only take part in its relation."""
    cells = stated_cells(finding, page.edition) if page.edition is not None else ()
    return cells or tuple(finding["pointers"])
