"""Quotes the source: the sentence with the figure it is about set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from alerts.compose.model import QuoteView
from alerts.compose.phrases import Phrases
from alerts.compose.scrub import clip, scrub
from alerts.compose.values import shown
from monitor.form import Edition
from monitor.form.naming import name_of

_AROUND = 90
"""Characters of a sentence shown on either side of its figure."""
_MOST = 4
"""Quotes shown a finding; the archive holds them all."""


def quotes_of(
    finding: Mapping[str, Any], edition: Edition | None, say: Phrases, *, drawn: bool
) -> tuple[QuoteView, ...]:
    """Give the passages that prove a finding; cells are left out where their table is drawn below."""
    return tuple(_quotes(finding, edition, say, drawn=drawn))[:_MOST]


def _quotes(finding: Mapping[str, Any], edition: Edition | None, say: Phrases, *, drawn: bool) -> Iterator[QuoteView]:
    for quote in finding["evidence"]["quotes"]:
        pointer = quote.get("pointer") or ""
        is_cell = pointer.startswith("/tables/")
        if not (is_cell and drawn) and (text := scrub(str(quote["text"]))):
            where = name_of(edition, pointer, say.language) if pointer else _place(quote, say)
            yield _plain(text, where) if is_cell else _marked(finding, text, where)


def _marked(finding: Mapping[str, Any], text: str, where: str) -> QuoteView:
    """Set the figure apart, where the rule read it: inside the phrase that it names, else anywhere in the passage."""
    phrase = scrub(str(finding.get("facts", {}).get("phrase", "")))
    start = text.find(phrase) if phrase else -1
    first, last = (start, start + len(phrase)) if start >= 0 else (0, len(text))
    figure = shown(finding["actual"]) if finding.get("actual") is not None else ""
    found = _standing_alone(figure).search(text, first, last) if figure else None
    if found is not None:
        first, last = found.span()
    elif start < 0:
        return _plain(text, where)
    before = text[:first] if first <= _AROUND else "…" + text[first - _AROUND : first]
    return QuoteView(before, text[first:last], clip(text[last:], _AROUND), where)


def _standing_alone(figure: str) -> re.Pattern[str]:
    # A digit beside it would make it part of another number: 7 does not stand in 2.7 or in 17.
    return re.compile(rf"(?<![\d.,，]){re.escape(figure)}(?![\d,，]*\d|\.\d)")


def _plain(text: str, where: str) -> QuoteView:
    return QuoteView(clip(text, 2 * _AROUND), "", "", where)


def _place(quote: Mapping[str, Any], say: Phrases) -> str:
    """Name the place of a passage, and first of all whose report it stands in, where it is another's."""
    places = {"report": quote.get("report"), **(quote.get("where") or {})}
    known = ((name, places.get(name)) for name in ("report", "page", "paragraph"))
    return " ".join(say(f"where.{name}", n=scrub(str(n))) for name, n in known if n is not None)
