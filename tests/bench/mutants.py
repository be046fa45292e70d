"""Measures the rules on made reports: `python -m tests.bench.mutants --pairs 2000`, valid ones alone: `--valid 10000`.

A pair is a valid report and the same report with one fault. Every fault that breaks a relation, or the form, must be
found at its cells; the valid report must get no violation and no query. Prints the recall by kind of fault, every fault
that was missed, and every false alarm with its sentence.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from monitor.app.examine import Examined
from monitor.rules import Finding
from tests.support.valid.asked import asked
from tests.support.valid.report import Made, make
from tests.support.valid.spoilt import KINDS, Spoilt, Wanted

GRAVE = frozenset({"violation", "query"})
_TRIES = 200
"""Reports that are looked at for one that has a place for a fault."""


@dataclass(slots=True)
class Tally:
    """Counts what was found, missed and invented."""

    pairs: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    valid: int = 0
    alarms: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    uncertain: int = 0
    """Valid reports of which something was uncertain."""

    @property
    def is_perfect(self) -> bool:
        """Tell whether all was found and nothing invented."""
        return not self.alarms and not self.misses


def false_alarms(made: Made, tally: Tally) -> None:
    """Ask about a valid report and note every violation and query."""
    answer = asked(made)
    tally.valid += 1
    tally.uncertain += answer.judgement.counts["uncertain"] > 0
    tally.alarms += [_alarm(made, finding) for finding in answer.judgement.findings if finding.severity in GRAVE]


def spoil(made: Made, kind: str, tally: Tally) -> bool:
    """Put a fault into a report and note whether it is found; false where the report has no place for it."""
    spoilt = KINDS[kind](made, Random(made.seed))  # noqa: S311 - test data
    if spoilt is None:
        return False
    missed = missing(spoilt, made)
    tally.pairs[kind] += 1
    tally.found[kind] += not missed
    tally.misses += [f"seed {made.seed} {kind}: {' or '.join(w.codes)} at {', '.join(w.pointers[:3])}" for w in missed]
    return True


def missing(spoilt: Spoilt, made: Made) -> list[Wanted]:
    """Give what should be found of a fault and is not."""
    answer = asked(made, spoilt.document)
    return [wanted for wanted in spoilt.wanted if not any(_is(finding, wanted) for finding in _said(answer))]


def _said(answer: Examined) -> Sequence[Finding]:
    return [finding for finding in answer.judgement.findings if finding.severity in GRAVE]


def _is(finding: Finding, wanted: Wanted) -> bool:
    return finding.code in wanted.codes and set(wanted.pointers) <= set(finding.pointers)


def _alarm(made: Made, finding: Finding) -> str:
    quotes = [quote.text for quote in finding.evidence.quotes]
    said = f"{finding.code} {finding.severity} expected={finding.expected} actual={finding.actual}"
    return f"seed {made.seed} {made.kind} {made.year}: {said} {' | '.join(quotes[:2])}"


def pairs(count: int, first: int, tally: Tally) -> None:
    """Ask about so many pairs, the kinds of fault taking turns."""
    kinds, seed = list(KINDS), first
    for number in range(count):
        for _ in range(_TRIES):
            made, seed = make(seed), seed + 1
            if spoil(made, kinds[number % len(kinds)], tally):
                false_alarms(made, tally)
                break


def report(tally: Tally, seconds: float) -> Iterator[str]:
    """Give what is printed."""
    for kind in tally.pairs:
        yield f"{kind:16} {tally.found[kind]:5} of {tally.pairs[kind]:5} found"
    if tally.pairs:
        yield f"{'all':16} {tally.found.total():5} of {tally.pairs.total():5} found"
    yield from (f"missed: {miss}" for miss in tally.misses)
    yield from (f"false alarm: {alarm}" for alarm in tally.alarms)
    yield f"{tally.valid} valid reports: {len(tally.alarms)} false alarms, {tally.uncertain} with something uncertain"
    yield f"{seconds:.0f} s"


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; gives 1 where a fault was missed or a false alarm raised."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutants", description=__doc__)
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--valid", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, metavar="SEED")
    options = parser.parse_args(arguments)
    tally, began = Tally(), time.monotonic()
    pairs(options.pairs, options.first, tally)
    for seed in range(options.first, options.first + options.valid):
        false_alarms(make(seed), tally)
    print("\n".join(report(tally, time.monotonic() - began)))
    return int(not tally.is_perfect)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
