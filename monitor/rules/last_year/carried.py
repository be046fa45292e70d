"""Holds what was carried in against what last year's report carried out (Y-01)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import severity_of
from monitor.rules.last_year.identical import is_identical
from monitor.rules.last_year.pair import Pair, compared, of_pair, took_over
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import number

CODE = "Y-01"
_TABLE = "requests"


def _carried(pair: Pair) -> Iterator[Outcome | Finding]:
    columns = [c.key for c in pair.given.edition.table(_TABLE).columns]
    pairs = [(f"/tables/{_TABLE}/carried_in/{c}", f"/tables/{_TABLE}/carried_out/{c}") for c in columns]
    verdicts = {now: _verdict(pair, now, then) for now, then in pairs}
    yield from (Outcome(CODE, verdict, (now,)) for now, verdict in verdicts.items())
    # The total goes first: it is what a reader looks for, and what the finding names.
    differing = [(n, t) for n, t in reversed(pairs) if verdicts[n] is Verdict.FAIL]
    if differing and not is_identical(pair, _TABLE):
        yield _finding(pair, differing)


carried = of_pair(CODE, _carried)


def _verdict(pair: Pair, now: str, then: str) -> Verdict:
    if not pair.has(now, then):
        return Verdict.NOT_APPLICABLE
    verdict, own, last = compared(pair.now(now), pair.then(then)), number(pair.now(now)), number(pair.then(then))
    if verdict is Verdict.FAIL and took_over(pair.given) and own is not None and last is not None and own > last:
        # A merged agency also carries in what others left: only less than its predecessor's is a question.
        return Verdict.UNCERTAIN
    return verdict


def _finding(pair: Pair, differing: list[tuple[str, str]]) -> Finding:
    now, then = (tuple(pointers) for pointers in zip(*differing, strict=True))
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=now,
        expected=number(pair.then(then[0])),
        actual=number(pair.now(now[0])),
        facts={"last": pair.last.year},
        evidence=pair.evidence(now, then),
    )
