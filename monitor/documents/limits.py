"""Sets the limits of reading: a real report needs a hundredth of any of them."""

from __future__ import annotations

from dataclasses import dataclass


class ReadError(Exception):
    """Says that a document cannot be read, with a reason that a finding can name (E-04, A-01)."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        """Code, e.g. `encrypted`, `too_large`, `damaged`, `reader_missing`, `no_content`."""
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds the reading of one document."""

    seconds: float = 120.0
    """Wall-clock time, for the slowest way (a scan of many pages)."""
    memory_bytes: int = 4_000_000_000
    """Address space of the confined process."""
    pages: int = 200
    pixels: int = 50_000_000
    """Of one picture, and of one rendered page."""
    expanded_bytes: int = 300_000_000
    """Of all parts of a compressed file together."""
    cells: int = 200_000
    characters: int = 5_000_000
    """Of text in one document."""
    depth: int = 3
    """Archives within archives."""
    text_bytes: int = 10_000_000
    """Of a page or text as published, its markup and embedded pictures included."""
    file_bytes: int = 500_000_000
    """Of any one file that a reader writes for itself."""
    answer_bytes: int = 64_000_000
    """Of what the confined process answers."""
