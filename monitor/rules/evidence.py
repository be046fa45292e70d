"""Gathers the evidence of a finding from a reading and from what watching has shown."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.extraction import Reading
from monitor.rules.book import book
from monitor.rules.model import Evidence, Quote, Subject
from monitor.settings import Severity


def severity_of(code: str) -> Severity:
    """Give the default severity of a code. Raises KeyError for one that is never a finding."""
    severity = book()[code].severity
    if severity is None:
        raise KeyError(code)
    return severity


def of_cells(reading: Reading, pointers: Iterable[str]) -> Evidence:
    """Quote the cells at these pointers, as far as the document has them."""
    cells = (reading.cells.get(pointer) for pointer in pointers)
    return Evidence(reading.sha256, tuple(Quote(c.raw, c.place, c.pointer) for c in cells if c is not None))


def of_quotes(reading: Reading, *quotes: Quote) -> Evidence:
    """Quote these passages of the document."""
    return Evidence(reading.sha256, quotes)


def of_watching(subject: Subject, *quotes: Quote, proofs: Iterable[str] = ()) -> Evidence:
    """Name the captures that prove presence or absence, further `proofs` first, and the document where there is one."""
    source = subject.reading or subject.unreadable
    shown = subject.watch.captures if subject.watch else ()
    return Evidence(
        sha256=source.sha256 if source else None,
        quotes=quotes,
        captures=tuple(dict.fromkeys((*proofs, *shown))),
    )
