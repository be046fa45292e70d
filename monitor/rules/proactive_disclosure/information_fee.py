"""Asks about charges of table 2 that are the information fee of section six (T2-08; 国办函〔2020〕109号)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monitor.extraction import Cell, Status, in_wan
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.figures import Sentence, read_number
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.text import sentences_of

CODE = "T2-08"
_POINTER = "/tables/proactive_disclosure/charges/amount_wan"
_SECTION = "other_matters"
_AMOUNT = (
    r"(?<![\d.，])(?P<{0}>\d{{1,3}}(?:，\d{{3}})+(?:\.\d{{1,6}})?|\d{{1,12}}(?:\.\d{{1,6}})?)(?P<{1}>万?元)(?![/／每])"
)
_FEE = re.compile(
    r"处理费[^。；\d]{0,20}"
    + _AMOUNT.format("after", "unit")
    + r"|"
    + _AMOUNT.format("before", "its")
    + r"[^。；，\d]{0,8}处理费"
)
_WAN = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class _Fee:
    """Holds an information fee that the text states, in yuan."""

    yuan: Decimal
    phrase: str
    sentence: Sentence


def _information_fee(given: Given) -> Iterator[Outcome | Finding]:
    cell = given.reading.cells.get(_POINTER)
    fees = tuple(f for f in _fees(given) if f.yuan)
    if cell is None or not fees:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (_POINTER,))
        return
    same = next((fee for fee in fees if _is_charged(cell, fee.yuan)), None)
    if not cell.certain:
        yield Outcome(CODE, Verdict.UNCERTAIN, (_POINTER,))
    elif same is None:
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    else:
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield _finding(cell, same, given)


information_fee = of_reading(CODE, _information_fee)


def _fees(given: Given) -> Iterator[_Fee]:
    for sentence in (s for s in sentences_of(given) if s.section == _SECTION):
        for found in _FEE.finditer(sentence.folded):
            amount = read_number(found["after"] or found["before"])
            yuan = amount * _WAN if "万元" in (found["unit"], found["its"]) else amount
            yield _Fee(yuan, sentence.text[found.start() : found.end()], sentence)


def _is_charged(cell: Cell, yuan: Decimal) -> bool:
    """Tell whether a cell in 万元 holds the fee: converted, converted and rounded, or as it stands in yuan."""
    charged = in_wan(cell.raw) if cell.status is Status.FOREIGN_UNIT else cell.value
    if not charged:
        return False
    charged = Decimal(charged)
    return charged in {yuan, yuan / _WAN} or charged == (yuan / _WAN).quantize(charged.normalize())


def _finding(cell: Cell, fee: _Fee, given: Given) -> Finding:
    sentence = fee.sentence
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(_POINTER,),
        actual=cell.raw if cell.value is None else cell.value,
        facts={"raw": cell.raw, "phrase": fee.phrase},
        evidence=of_quotes(given.reading, Quote(sentence.text, sentence.place), Quote(cell.raw, cell.place, _POINTER)),
    )
