"""Measures reading: `python -m tests.bench.reading FOLDER` tells how many cells are right, and what that costs.

The exit status is 1 if any cell is wrong: read as certain, and not what the document says.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from multiprocessing.pool import Pool
from pathlib import Path

from monitor.app import examine
from tests.bench.cost import Cost, cost
from tests.bench.score import Mark, Score, score
from tests.bench.truths import Truth, truths_below

_HEAD = "format      docs exact  right  wrong missing uncertain  wall ms   cpu ms  peak MB"
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Holds what was found out about one document."""

    format: str
    name: str
    score: Score
    wall_ms: float
    """Through the door that everybody uses, confined process included; the best of all runs."""
    cost: Cost


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and give the exit status."""
    asked = _parser().parse_args(arguments)
    with multiprocessing.get_context("forkserver").Pool(1, maxtasksperchild=1) as pool:
        measured = [_measure(truth, asked, pool) for truth in truths_below(asked.folder)]
    for line in _report(measured, verbose=asked.verbose):
        print(line)
    return int(not measured or any(m.score.counts[Mark.WRONG] for m in measured))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description=__doc__)
    parser.add_argument("folder", type=Path, help="with truth.json beside source.*, or NAME.truth.json beside NAME")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="readings a document (default 3)")
    parser.add_argument("--verbose", "-v", action="store_true", help="show missing and uncertain cells too")
    return parser


def _measure(truth: Truth, asked: argparse.Namespace, pool: Pool) -> Measured:
    body = truth.source.read_bytes()
    answer = examine.read(body, None, truth.year)  # the first one also starts the worker
    wall = min(_wall_ms(body, truth.year) for _ in range(asked.repeat))
    name = f"{truth.source.parent.name}/{truth.source.name}"
    costs = pool.apply(cost, (truth.source, asked.repeat))
    return Measured(answer.format, name, score(answer, truth), wall, costs)


def _wall_ms(body: bytes, year: int | None) -> float:
    before = time.perf_counter()
    examine.read(body, None, year)
    return (time.perf_counter() - before) * 1000


def _report(measured: Sequence[Measured], *, verbose: bool) -> Iterator[str]:
    for one in measured:
        yield from _faults(one, verbose=verbose)
    yield _HEAD
    for name, group in groupby(sorted(measured, key=lambda m: m.format), key=lambda m: m.format):
        yield _line(name, list(group))
    yield _line("all", measured)


def _faults(one: Measured, *, verbose: bool) -> Iterator[str]:
    if one.score.unread:
        yield f"{one.name}: not read: {one.score.unread}"
        return
    shown = set(Mark) - {Mark.RIGHT} if verbose else {Mark.WRONG}
    for cell in one.score.marks:
        if cell.mark in shown:
            yield f"{one.name}: {cell.mark}: {cell.pointer} read {cell.read}, true {cell.true}"


def _line(name: str, measured: Sequence[Measured]) -> str:
    if not measured:
        return f"{name:10} no documents"
    counts = [sum(m.score.counts[mark] for m in measured) for mark in Mark]
    exact = sum(m.score.is_exact for m in measured)
    return "{:10} {:5} {:5} {:6} {:6} {:7} {:9} {:8.1f} {:8.1f} {:8.0f}".format(
        name,
        len(measured),
        exact,
        *counts,
        _median(m.wall_ms for m in measured),
        _median(m.cost.milliseconds for m in measured),
        max(m.cost.peak for m in measured) / _MB,
    )


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    sys.exit(main())
