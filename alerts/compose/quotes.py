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
            where = name_of(edition, pointer, say.language) if pointer else _place(quote.get("where"), say)
            yield _split(text, "" if is_cell else _figure(finding, text), where)


def _figure(finding: Mapping[str, Any], text: str) -> str:
    """Give the words of the passage that state the figure: as the rule read them, else the bare number."""
    mention = scrub(str(finding.get("facts", {}).get("mention", "")))
    if mention and mention in text:
        return mention
    return shown(finding["actual"]) if finding.get("actual") is not None else ""


def _split(text: str, figure: str, where: str) -> QuoteView:
    # A digit beside it would make it part of another number: 7 does not stand in 2.7 or in 17.
    found = re.search(rf"(?<![\d.,，]){re.escape(figure)}(?![\d,，]*\d|\.\d)", text) if figure else None
    if found is None:
        return QuoteView(clip(text, 2 * _AROUND), "", "", where)
    before, after = text[: found.start()], text[found.end() :]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    return QuoteView(before, found.group(), clip(after, _AROUND), where)


def _place(where: Mapping[str, Any] | None, say: Phrases) -> str:
    known = ((name, (where or {}).get(name)) for name in ("page", "paragraph"))
    return " ".join(say(f"where.{name}", n=n) for name, n in known if n is not None)
