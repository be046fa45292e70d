"""Reads office files in the test's own process, and finds those that foreign programs wrote."""

from __future__ import annotations

from pathlib import Path

from monitor.documents import Document
from monitor.documents.confined.resolve import resolve
from monitor.documents.readers import BINARY_READERS
from monitor.documents.sniff import sniff
from tests.support.packages import LIMITS, SHA

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports" / "office"


def read_here(body: bytes) -> Document:
    """Read by the reader that the table names for what the bytes are."""
    return resolve(BINARY_READERS[sniff(body)])(body, SHA, LIMITS)
