"""Measures what one reading costs: processor time and memory, in a process of its own."""

from __future__ import annotations

import hashlib
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from monitor.documents import read_document
from monitor.documents.confined import Job
from monitor.documents.confined.resolve import read_here
from monitor.documents.limits import ReadError
from monitor.documents.model import Document, Unreadable
from monitor.documents.readers import BINARY_READERS, SCANS
from monitor.documents.sniff import sniff
from monitor.extraction import read_report

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Holds what reading one document once costs."""

    milliseconds: float
    """Of the processor, programs that a reader starts included; the median."""
    peak: int
    """Bytes that the process (or the largest that it started) had at most, all of Python included."""


def cost(source: Path, repeat: int) -> Cost:
    """Read a document once to load what that needs, then `repeat` times for the measure.

    A binary format is read right here, where its cost can be seen, by the reader that the confined process calls.
    """
    body = source.read_bytes()
    read_unconfined(body)
    return Cost(median_ms(lambda: read_unconfined(body), repeat), peak())


def median_ms(work: Callable[[], object], repeat: int) -> float:
    """Give the median of what some work costs, in milliseconds of the processor."""
    taken = []
    for _ in range(repeat):
        before = _processor()
        work()
        taken.append((_processor() - before) * 1000)
    return statistics.median(taken)


def peak() -> int:
    """Give the bytes of memory that this process, or the largest that it started, had at most."""
    own, started = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(own, started) * _KIB


def children_seconds() -> float:
    """Give the processor time of all programs that this process has started and that have ended, in seconds."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def _processor() -> float:
    return time.process_time() + children_seconds()


def read_unconfined(body: bytes) -> None:
    """Read a report right here, whatever its format."""
    try:
        document = _document(body)
    except ReadError:
        return
    if isinstance(document, Document):
        read_report(document)


def _document(body: bytes) -> Document | Unreadable:
    kind = sniff(body)
    if kind not in BINARY_READERS:
        return read_document(body)
    return read_here(body, Job(kind, hashlib.sha256(body).hexdigest(), BINARY_READERS[kind], SCANS.get(kind)))
