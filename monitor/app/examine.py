"""Examines one document: read it, hold it against the form, judge it. Pure; `check` and the daemon both call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from monitor.app.whole import NOTHING, Attached, complete, look
from monitor.documents import Unreadable
from monitor.extraction import Reading, masked
from monitor.form import Edition, edition_for, editions, load_edition
from monitor.rules import (
    LANGUAGES,
    Author,
    Child,
    Finding,
    Judgement,
    Sketch,
    Subject,
    Version,
    Watch,
    book,
    finding_json,
    judge,
    public_json,
    words,
)
from monitor.settings import Agency, Deadlines, Kind, Relevelled


@dataclass(frozen=True, slots=True)
class Question:
    """Holds what is asked of a document: whose report of which year it should be, judged when, by which dates."""

    now: datetime
    """UTC."""
    year: int | None = None
    kind: Kind | None = None
    agency: Agency | None = None
    published: date | None = None
    watch: Watch | None = None
    earlier: tuple[Reading, ...] = ()
    before: Version | None = None
    children: tuple[Child, ...] = ()
    author: Author | None = None
    others: tuple[Sketch, ...] | None = None
    attached: Attached = NOTHING
    """What came with a document that has no address of its own."""
    deadlines: Deadlines = field(default_factory=Deadlines)
    severities: Mapping[str, Relevelled] = field(default_factory=lambda: MappingProxyType({}))
    switched_off: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Examined:
    """Holds the answer: what was read and what the rules say of it."""

    judgement: Judgement
    edition: Edition | None
    reading: Reading | None = None
    unreadable: Unreadable | None = None


def prepare() -> None:
    """Load now what every examination needs and keeps: a process that is copied afterwards has it already."""
    editions()
    for code in book():
        for language in LANGUAGES:
            words(code, language)


def read(body: bytes, charset: str | None, year: int | None, attached: Attached = NOTHING) -> Reading | Unreadable:
    """Read a report from bytes, with what its page embeds; `charset` is what a header declared, a hint only."""
    return complete(look(body, charset, year, attached.address), attached.parts, year)


def examine(source: Reading | Unreadable | None, question: Question) -> Examined:
    """Judge what was read, or that nothing was there to read."""
    reading = source if isinstance(source, Reading) else None
    unreadable = source if isinstance(source, Unreadable) else None
    edition = load_edition(reading.edition) if reading else edition_for(question.year) if question.year else None
    subject = Subject(
        now=question.now,
        reading=reading,
        edition=edition,
        unreadable=unreadable,
        year=question.year,
        kind=question.kind or (question.agency.kind if question.agency else None),
        agency=question.agency,
        deadlines=question.deadlines,
        published=question.published,
        watch=question.watch,
        earlier=question.earlier,
        before=question.before,
        children=question.children,
        author=question.author,
        others=question.others,
    )
    return Examined(judge(subject, question.severities, question.switched_off), edition, reading, unreadable)


def as_json(source: str, examined: Examined, lang: str) -> dict[str, Any]:
    """Give the object that `check --format jsonl` prints for one source; `switched_off` only where a rule is."""
    reading, judgement = examined.reading, examined.judgement
    return {
        "source": source,
        "report": reading.report() if reading else None,
        "cells": cells_json(reading) if reading else {},
        "outcomes": judgement.counts,
        "findings": [public_json(f, examined.edition, lang) for f in judgement.findings],
        "verdict": judgement.verdict,
        **({"switched_off": dict(judgement.switched_off)} if judgement.switched_off else {}),
    }


def cells_json(reading: Reading) -> dict[str, Any]:
    """Give every cell by its pointer: raw text, status, certainty, place."""
    return {
        pointer: {
            "raw": masked(cell.raw),
            "status": str(cell.status),
            "certain": cell.certain,
            "where": cell.place.as_json() if cell.place else None,
        }
        for pointer, cell in reading.cells.items()
    }


def worded(examined: Examined, finding: Finding) -> dict[str, Any]:
    """Give a finding as the history keeps it: worded in every language."""
    return finding_json(finding, examined.edition)
