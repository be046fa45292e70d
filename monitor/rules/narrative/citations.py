"""Notes a basis that is superseded or misquoted: 60号 after 2020, 国办发 for 国办公开办函, old regulations (N-08)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.figures import Sentence
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.text import sentences_of

CODE = "N-08"
_LAST_OF_60 = 2020
"""Last report year of 国办公开办函〔2019〕60号; reports of 2021 on follow 〔2021〕30号."""
_OWN_HEAD = "国办公开办函"
_NUMBER = re.compile(
    r"(?P<head>国办[\u4e00-\u9fff]{0,6})\s?[〔\[（(［【]\s?(?P<year>\d{4})\s?[〕\]）)］】]\s?(?P<number>\d{1,4})\s?号"
)
_FORM = re.compile(r"年度报告格式|年度报告有关事项|信息公开工作年度报告")
"""Titles of the notices on the form: with another one, the number is another document's."""
_FORMS = {(2019, 60), (2021, 30)}
_FEE, _FEE_NUMBER = re.compile(r"处理费"), (2020, 109)
_REACH = 90
_OLD_DECREE = re.compile(r"(?:国务院令|国令|国务院|令)[（(]?第?\s?492\s?号")
_OLD_DAY = re.compile(
    r"(?:信息公开条例|《条例)》?[^。；《]{0,12}2008年5月1日|2008年5月1日[^。；《]{0,12}《[^》]{0,16}(?:信息公开)?条例|"
    r"2007年[^。；《]{0,8}(?:颁布|公布|通过|制定)[^。；《]{0,10}《[^》]{0,16}信息公开条例"
)
_NEW = re.compile(r"711|修订|修改|2019|以来|废止|新《?条例")
"""Words by which a sentence that names what was before knows of what is now, or only tells of the past."""
_OLD_ARTICLE = re.compile(r"(?:信息公开条例|《条例)》?[^。；，]{0,12}三十[一二]条[^。；]{0,40}(?:年度报告|年报|本报告)")
_KNOWN = re.compile(r"2021[〕\]）)］】]30号|废止")
_SIGNS = re.compile(r"国办|令[（(]?第?\s?[4４]|[2２][0０][0０][78７８]年|三十[一二]条")
"""One of them stands in whatever the patterns find: looked for first, for speed alone."""
_WIDTHS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class _Fault:
    """Says what is wrong with a citation, as it stands in the sentence, and what belongs there."""

    variant: str
    cited: str
    right: str


def _citations(given: Given) -> Iterator[Outcome | Finding]:
    year = given.subject.report_year
    found = {fault: s for s in reversed(sentences_of(given)) for fault in _of_sentence(s, year)}
    if found and given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN)
        return
    yield Outcome(CODE, Verdict.FAIL if found else Verdict.PASS)
    yield from (_finding(sentence, fault, given) for fault, sentence in found.items())


citations = of_reading(CODE, _citations)


def _of_sentence(sentence: Sentence, year: int | None) -> Iterator[_Fault]:
    if not _SIGNS.search(sentence.text):
        return
    text = sentence.text.translate(_WIDTHS)
    for found in _NUMBER.finditer(text):
        before = text[max(text.rfind("号", 0, found.start()) + 1, found.start() - _REACH) : found.start()]
        for judge in _OF_NUMBERS:
            if fault := judge(found, before, year):
                yield fault
                break
    if not _NEW.search(text):
        yield from (_Fault("regulations", m.group(), "国务院令第711号") for m in _OLD_DECREE.finditer(text))
        yield from (_Fault("regulations", m.group(), "国务院令第711号") for m in _OLD_DAY.finditer(text))
    yield from (_Fault("article", m.group(), "第五十条") for m in _OLD_ARTICLE.finditer(text))


def _superseded(found: re.Match[str], before: str, year: int | None) -> _Fault | None:
    """Find 60号 as the basis of a report that the form of 2021 governs."""
    late = year is not None and year > _LAST_OF_60 and not _KNOWN.search(found.string)
    if late and _key(found) == (2019, 60) and (_is_form(before) or found["head"].endswith(_OWN_HEAD)):
        return _Fault("superseded", found.group(), f"{_OWN_HEAD}〔2021〕30号")
    return None


def _misquoted(found: re.Match[str], before: str, year: int | None) -> _Fault | None:
    """Find a notice on the form under another head or number; a year unknown asks for no number."""
    if not _is_form(before):
        return None
    if _key(found) in _FORMS and found["head"] != _OWN_HEAD:
        return _Fault("misquoted", found.group(), f"{_OWN_HEAD}〔{found['year']}〕{found['number']}号")
    wrong = "年度报告格式" in before and found["head"] == _OWN_HEAD and _key(found) not in _FORMS
    if wrong and year is not None and year > _LAST_OF_60:
        return _Fault("misquoted", found.group(), f"{_OWN_HEAD}〔2021〕30号")
    return None


def _fee_misquoted(found: re.Match[str], before: str, _year: int | None) -> _Fault | None:
    if _FEE.search(before) and _key(found) == _FEE_NUMBER and found["head"] != "国办函":
        return _Fault("misquoted", found.group(), "国办函〔2020〕109号")
    return None


_OF_NUMBERS: tuple[Callable[[re.Match[str], str, int | None], _Fault | None], ...] = (
    _superseded,
    _misquoted,
    _fee_misquoted,
)


def _key(found: re.Match[str]) -> tuple[int, int]:
    return int(found["year"]), int(found["number"])


def _is_form(before: str) -> bool:
    """Tell whether the title right before the number is that of a notice on the form."""
    title = before[before.rfind("《") :] if "》" in before else before
    return bool(_FORM.search(title))


def _finding(sentence: Sentence, fault: _Fault, given: Given) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        expected=fault.right,
        actual=fault.cited,
        variant=fault.variant,
        evidence=of_quotes(given.reading, Quote(sentence.text, sentence.place)),
    )
