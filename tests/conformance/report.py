"""Reports a run by rule: how many cases passed, and what is wrong with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.conformance.plain import Case

Results = Mapping[str, Sequence[str]]
"""By name of the case: what is wrong with the answer."""


def listing(cases: Sequence[Case]) -> Iterator[str]:
    """Give a line a case."""
    for case in cases:
        yield f"{case.name:60} {case.role:7} {case.says}"


def by_rule(cases: Sequence[Case], results: Results) -> Iterator[str]:
    """Give a line for every rule and, under it, every case that failed with its reasons."""
    passed, failed = _counted(cases, results)
    for rule in dict.fromkeys(case.rule for case in cases):
        yield f"{rule:6} {passed[rule]:4} passed  {failed[rule]:4} failed"
        yield from (line for case in cases if case.rule == rule for line in _wrong(case, results[case.name]))
    yield f"all    {passed.total():4} passed  {failed.total():4} failed"


def _counted(cases: Sequence[Case], results: Results) -> tuple[Counter[str], Counter[str]]:
    passed = Counter(case.rule for case in cases if not results[case.name])
    return passed, Counter(case.rule for case in cases if results[case.name])


def _wrong(case: Case, reasons: Sequence[str]) -> Iterator[str]:
    if reasons:
        yield f"       {case.name}: {case.says}"
        yield from (f"         {reason}" for reason in reasons)
