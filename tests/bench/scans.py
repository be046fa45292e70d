"""Measures the reading of scans: prints reports, spoils their pictures, reads them, counts what is right.

python -m tests.bench.scans                      every degradation, two reports each
python -m tests.bench.scans --reports 6 clean    those whose names hold the words
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.documents import Document
from monitor.documents.limits import Limits, ReadError
from monitor.documents.ocr import Source, read_pages
from monitor.extraction import Cell, read_report
from monitor.extraction.values import read_value
from monitor.form import Quantity
from tests.support.prints import FONTS, photograph, print_report, to_pdf, to_pdf_by_writer
from tests.support.scans import DEGRADATIONS, Picture, spoil

YEARS = (2020, 2023)
OUTCOMES = ("right", "uncertain", "missing", "WRONG")


@dataclass(slots=True)
class Score:
    """Counts the cells of one degradation."""

    counts: Counter[str] = field(default_factory=Counter)
    others: list[tuple[str, str]] = field(default_factory=list)
    """What was not right: the outcome, and what was read."""
    pages: int = 0
    seconds: float = 0.0

    def line(self, name: str) -> str:
        """Print one line of the table."""
        cells = max(1, sum(self.counts.values()))
        shares = "".join(f"{self.counts[o]:8d} {self.counts[o] / cells:6.1%}" for o in OUTCOMES)
        return f"{name:38s}{shares}{self.seconds / max(1, self.pages):8.1f}"


@dataclass(frozen=True, slots=True)
class Sample:
    """Holds the pictures of one report and the raw text of its cells."""

    pictures: tuple[Picture, ...]
    raws: Mapping[str, str]
    look: str


def samples(count: int, first: int) -> list[Sample]:
    """Print and photograph reports: both editions, one font after the other, every fourth set by LibreOffice."""
    return [_sample(i) for i in range(first, first + count)]


def _sample(seed: int) -> Sample:
    by_writer = seed % 4 == 3
    printed = print_report(YEARS[seed % 2], seed, FONTS[seed % len(FONTS)], paged=seed % 3 == 0)
    pdf = (to_pdf_by_writer if by_writer else to_pdf)(printed)
    look = f"{seed}: {'LibreOffice' if by_writer else 'Chromium'} {printed.look.told()}"
    return Sample(tuple(photograph(pdf)), printed.raws, look)


def measure(sample: Sample, degradation: str, score: Score) -> None:
    """Spoil and read one report and add to the score."""
    steps = DEGRADATIONS[degradation]
    pictures = [spoil(picture, steps, seed) for seed, picture in enumerate(sample.pictures)]
    started = time.perf_counter()
    document = _read(pictures)
    score.seconds += time.perf_counter() - started
    score.pages += len(pictures)
    cells = read_report(document).cells if document else {}
    for pointer, raw in sample.raws.items():
        outcome = judge(cells.get(pointer), raw)
        score.counts[outcome] += 1
        if outcome != "right":
            read = cells[pointer].raw if pointer in cells else None
            score.others.append((outcome, f"{pointer}: {raw!r} read as {read!r} ({sample.look})"))


def _read(pictures: Sequence[Picture]) -> Document | None:
    try:
        return read_pages(pictures, Source("scan", "0" * 64), Limits())
    except ReadError:
        return None


def judge(cell: Cell | None, raw: str) -> str:
    """Say how a cell was read: any text that means the same is right."""
    if cell is None or cell.status == "absent":
        return "missing"
    if not cell.certain:
        return "uncertain"
    meant = [read_value(raw, quantity) for quantity in Quantity]
    return "right" if (cell.value, cell.status) in meant else "WRONG"


def _degradations(words: Sequence[str]) -> Iterator[str]:
    return (name for name in DEGRADATIONS if not words or any(word in name for word in words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--reports", type=int, default=2)
    parser.add_argument("--first", type=int, default=0, help="seed and font of the first report")
    parser.add_argument("--all", action="store_true", help="name every cell that is not right")
    given = parser.parse_args()
    printed = samples(given.reports, given.first)
    print(f"{'':38s}{''.join(f'{o:>15s}' for o in OUTCOMES)}  s/page")
    for name in _degradations(given.words):
        score = Score()
        for sample in printed:
            measure(sample, name, score)
        print(score.line(name), flush=True)
        for outcome, told in score.others:
            if given.all or outcome == "WRONG":
                print("   ", outcome, told)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
