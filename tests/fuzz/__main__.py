"""Fuzzes the readers: `python -m tests.fuzz --format html --count 20000 --seed 1` damages documents and reads them.

The exit status is 1 if anything raised, hung, or ended for an unknown reason; what caused it is written to `--keep`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from monitor.documents.readers import SCANS
from tests.fuzz.seeds import FIXTURES, MUTATORS, seeds
from tests.fuzz.trial import FAULTS, Result, attempt, damaged, unchanged

_QUIET_SHARE = 10
"""One trial of a page in so many changes nothing that a reader sees."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Holds what is tried, and how."""

    format: str
    folder: Path
    seed: int
    limit: float
    ocr: bool
    """Whether a PDF that was damaged to pictures without text goes on to the reader of scans: seconds a page."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try, print, and give the exit status."""
    asked = _parser().parse_args(arguments)
    names = sorted(MUTATORS) if asked.format == "all" else [asked.format]
    plans = [Plan(name, asked.folder, asked.seed, asked.limit, not asked.without_ocr) for name in names]
    return max([_try_format(plan, asked) for plan in plans])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--format", choices=[*sorted(MUTATORS), "all"], default="all")
    parser.add_argument("--count", type=int, default=1000, help="trials a format")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same documents")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds a document")
    parser.add_argument("--without-ocr", action="store_true", help="take a PDF without text for unreadable")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=FIXTURES, help="with sound documents, by their suffix")
    parser.add_argument("--keep", type=Path, help="where to write documents that caused a problem or a fault")
    return parser


def _try_format(plan: Plan, asked: argparse.Namespace) -> int:
    if not seeds(plan.format, plan.folder):
        print(f"{plan.format:5} no documents to damage")
        return 0
    started = time.perf_counter()
    results = []
    with ProcessPoolExecutor(asked.processes) as pool:
        for number, result in enumerate(pool.map(partial(_trial, plan), range(asked.count), chunksize=16)):
            results.append(result)
            _keep(plan, number, result, asked.keep)
    for line in _report(plan.format, results, time.perf_counter() - started):
        print(line)
    return int(any(r.problem for r in results))


def _trial(plan: Plan, number: int) -> Result:
    with nullcontext() if plan.ocr else patch.dict(SCANS, clear=True):
        return _tried(plan, number)


def _tried(plan: Plan, number: int) -> Result:
    sound = seeds(plan.format, plan.folder)
    if plan.format == "html" and number % _QUIET_SHARE == 0:
        return unchanged(sound[number // _QUIET_SHARE % len(sound)], number, plan.seed, plan.limit)
    return attempt(damaged(plan.format, sound, number, plan.seed), plan.limit)


def _keep(plan: Plan, number: int, result: Result, folder: Path | None) -> None:
    if folder is None or (result.problem is None and result.reason not in FAULTS):
        return
    folder.mkdir(parents=True, exist_ok=True)
    body = damaged(plan.format, seeds(plan.format, plan.folder), number, plan.seed)
    (folder / f"{result.reason}-{plan.seed}-{number}.{plan.format}").write_bytes(body)


def _report(name: str, results: Sequence[Result], wall: float) -> Iterator[str]:
    counts = ", ".join(f"{reason} {count}" for reason, count in Counter(r.reason for r in results).most_common())
    taken = sorted(r.seconds * 1000 for r in results)
    most = f"median {statistics.median(taken):.1f} ms, most {taken[-1]:.0f} ms"
    yield f"{name:5} {len(results)} in {wall:.1f} s ({most}): {counts}"
    for detail, count in Counter(f"{r.reason}: {r.detail}" for r in results if r.reason in FAULTS).most_common(10):
        yield f"      contained {count}: {detail[:150]}"
    for number, result in enumerate(results):
        if result.problem:
            yield f"      PROBLEM number {number}: {result.problem}"


if __name__ == "__main__":
    sys.exit(main())
