"""Mutates the rules and asks whether the tests notice: `python -m tests.bench.mutation --sample 600 --seed 1`.

A mutant is a module of `monitor/rules` with one change: a comparison, a boolean operator, a constant, a condition, a
filter, a yield, or an alternative of a pattern. It is killed where a case of the conformance suite (of its family) or
a test of `tests/rules` fails on it, or where it does not end. Prints every survivor with its place, the share killed by
kind, and on request the cases of the suite that failed on no mutant of the sample.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from random import Random

from tests.bench.mutation.prepared import Prepared, of_families, prepare
from tests.bench.mutation.sites import Mutant, mutants
from tests.bench.mutation.trial import Trial, Units, attempt, parse_once

RULES = Path("monitor/rules")
UNITS = ("tests/rules",)
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "publication": ("D",),
    "access": ("A",),
    "structure": ("S",),
    "proactive_disclosure": ("T2",),
    "requests": ("T3",),
    "fault_finder": ("T3", "T4"),
    "reconsideration_and_litigation": ("T4",),
    "text_against_tables": ("X", "Y"),
    "figures": ("X", "Y", "N"),
    "narrative": ("N",),
    "copying": ("C", "A"),
    "last_year": ("Y",),
    "children": ("H",),
    "reading_quality": ("E",),
}
"""By folder, the families of rules whose cases concern it; what several share concerns all."""
SEPARATE = "alternative"
"""The kind of mutants that are counted apart too: words of official prose that a pattern knows."""


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; gives 1 where less was killed than asked for."""
    options = _options().parse_args(arguments)
    chosen = _chosen(options)
    parse_once()
    cases = prepare()
    with ThreadPoolExecutor(options.jobs) as pool:
        found = pool.map(lambda mutant: _attempt(mutant, cases, every=options.cases), chosen)
        trials = list(_shown(chosen, found))
    lines, share = _summary(chosen, trials)
    print("\n".join(lines))
    if options.cases:
        print("\n".join(f"failed on none: {name}" for name in _idle(cases, trials)))
    return int(share < options.least)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=400, help="mutants to try, 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--module", default="**/*.py", help="pattern of files below monitor/rules")
    parser.add_argument(
        "--kind", action="append", help="only mutants of this kind; may be repeated; code: all but words"
    )
    parser.add_argument("--again", type=Path, metavar="FILE", help="only survivors of the run whose output is there")
    parser.add_argument("--least", type=float, default=95, help="percent to be killed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cases", action="store_true", help="name the cases of the suite that failed on no mutant")
    return parser


def _chosen(options: argparse.Namespace) -> list[Mutant]:
    every = [mutant for file in sorted(RULES.glob(options.module)) for mutant in mutants(file)]
    every = [mutant for mutant in every if _is_asked(mutant, options)]
    size = min(options.sample or len(every), len(every))
    print(f"{len(every)} mutants, {size} tried")
    return Random(options.seed).sample(every, size)  # noqa: S311 - a sample that can be drawn again


def _is_asked(mutant: Mutant, options: argparse.Namespace) -> bool:
    if options.again and f"survived: {mutant.place}" not in _survivors(options.again):
        return False
    return not options.kind or mutant.kind in options.kind or (options.kind == ["code"] and mutant.kind != SEPARATE)


@cache
def _survivors(told: Path) -> frozenset[str]:
    """Give the lines of an earlier run, written into a file."""
    return frozenset(told.read_text(encoding="utf-8").splitlines())


def _attempt(mutant: Mutant, cases: Sequence[Prepared], *, every: bool) -> Trial:
    families = _families(mutant)
    return attempt(mutant, of_families(cases, families), Units(families, UNITS, every=every))


def _families(mutant: Mutant) -> tuple[str, ...]:
    return FAMILIES.get(mutant.file.parent.name, ())


def _shown(chosen: Sequence[Mutant], trials: Iterator[Trial]) -> Iterator[Trial]:
    for mutant, trial in zip(chosen, trials, strict=True):
        if trial.outcome not in {"killed", "invalid"}:
            print(f"{trial.outcome}: {mutant.place}", flush=True)
        yield trial


def _summary(chosen: Sequence[Mutant], trials: Sequence[Trial]) -> tuple[list[str], float]:
    tried = [(m.kind, t) for m, t in zip(chosen, trials, strict=True) if t.outcome != "invalid"]
    all_of, killed = Counter(k for k, _ in tried), Counter(k for k, t in tried if t.outcome == "killed")
    by_cases = sum(bool(t.by) for _, t in tried)
    words = all_of[SEPARATE]
    rest, rest_killed = all_of.total() - words, killed.total() - killed[SEPARATE]
    lines = [
        f"{kind:12} {killed[kind]:5} of {all_of[kind]:5} killed, {_share(killed[kind], all_of[kind])}"
        for kind in all_of
    ]
    all_killed = (
        f"all          {killed.total():5} of {all_of.total():5} killed, {_share(killed.total(), all_of.total())}"
    )
    return [
        *lines,
        f"code         {rest_killed:5} of {rest:5} killed, {_share(rest_killed, rest)}",
        f"{all_killed} ({by_cases} by the conformance suite alone)",
    ], 100 * killed.total() / max(1, all_of.total())


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f} %"


def _idle(cases: Sequence[Prepared], trials: Sequence[Trial]) -> list[str]:
    failed = {name for trial in trials for name in trial.by}
    return [one.case.name for one in cases if one.case.name not in failed]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
