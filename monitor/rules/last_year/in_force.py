"""Holds the documents in force against last year's, what was issued and what was repealed (Y-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.extraction import Number
from monitor.form import Verdict
from monitor.rules.evidence import severity_of
from monitor.rules.last_year.identical import is_identical
from monitor.rules.last_year.pair import Pair, of_pair, took_over
from monitor.rules.model import Finding, Outcome
from monitor.rules.text import sentences_of
from monitor.rules.values import number

CODE = "Y-02"
_TABLE = "proactive_disclosure"
_ROWS = ("regulations", "normative_documents")
_DOCUMENTS = re.compile(r"规章|规范性文件|制发")
_OTHERWISE = re.compile(r"修订|修改|修正|失效|有效期|统计口径")
"""How documents come and go without being issued or repealed as the form counts it."""


def _in_force(pair: Pair) -> Iterator[Outcome | Finding]:
    if not pair.same_edition:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    for row in _ROWS:
        yield from _of_row(pair, row)


in_force = of_pair(CODE, _in_force)


def _of_row(pair: Pair, row: str) -> Iterator[Outcome | Finding]:
    held, issued, repealed = (f"/tables/{_TABLE}/{row}/{column}" for column in ("in_force", "issued", "repealed"))
    pointers = (held, issued, repealed)
    expected = _expected(pair, held, issued, repealed)
    verdict = _verdict(pair, pointers, expected)
    yield Outcome(CODE, verdict, pointers)
    if verdict is Verdict.FAIL and not is_identical(pair, _TABLE):
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=pointers,
            expected=expected,
            actual=number(pair.now(held)),
            facts={
                "last": pair.last.year,
                "before": number(pair.then(held)),
                "issued": number(pair.now(issued)),
                "repealed": number(pair.now(repealed)),
            },
            evidence=pair.evidence(pointers, (held,)),
        )


def _expected(pair: Pair, held: str, issued: str, repealed: str) -> Number | None:
    before, more, less = number(pair.then(held)), number(pair.now(issued)), number(pair.now(repealed))
    return None if before is None or more is None or less is None else before + more - less


def _verdict(pair: Pair, pointers: tuple[str, ...], expected: Number | None) -> Verdict:
    if not all(pair.has(p, p) for p in pointers):
        return Verdict.NOT_APPLICABLE
    held = number(pair.now(pointers[0]))
    if held is None or expected is None:
        return Verdict.UNCERTAIN
    if held == expected:
        return Verdict.PASS
    return Verdict.UNCERTAIN if took_over(pair.given) or _counted_otherwise(pair, pointers) else Verdict.FAIL


def _counted_otherwise(pair: Pair, pointers: tuple[str, ...]) -> bool:
    """Tell whether a cell of either year, or the text, speaks of documents that were revised or have expired."""
    cells = (reading.cells.get(p) for reading in (pair.given.reading, pair.last) for p in pointers)
    if any(cell is not None and _OTHERWISE.search(cell.raw) for cell in cells):
        return True
    texts = (sentence.folded for sentence in sentences_of(pair.given))
    return any(_OTHERWISE.search(text) and _DOCUMENTS.search(text) for text in texts)
