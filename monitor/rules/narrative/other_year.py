"""Finds another year where this year's figures are stated: a sentence left over from another report (N-07)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from monitor.rules.figures import Sentence
from monitor.rules.figures.scope import Home, Whose, agency_of
from monitor.rules.figures.sentences import is_heading
from monitor.rules.narrative.slip import Slip, phrase_at

_SECTIONS = frozenset({"", "overview", "other_matters"})
_LEAD = (
    r"^(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}[是、])?"
    r"(?:[^，；。：\d]{2,14}(?:[：:]|情况|方面))?"
)
_SPAN = r"\d|以来|来|起|底|末|初|前|后|间|[上下]半|第?[一二三四]季|期间|版|至|到|[—\-、和及]"
"""What makes a year a part of it, or more than it."""
_DATED = re.compile(rf"{_LEAD}(?P<year>20\d{{2}})年(?!{_SPAN})度?(?P<rest>.*)$")
_COUNT = r"[\d零一二两三四五六七八九十百]{1,6}(?:余|多)?"
_REQUESTS = (
    rf"(?:收到|受理|接到|新收|办理|办结|答复)(?!的)[^，。；]{{0,24}}申请[^，。；]{{0,18}}?{_COUNT}(?:件次|件|条|份|宗|次|起|例|人次)|"
    rf"(?:收到|受理|接到|新收)(?!的)[^，。；\d]{{0,8}}{_COUNT}(?:件次|件|条|份|宗|次|起|例)[^，。；]{{0,12}}申请|"
    r"(?:未|没有|无)(?:收到|接到|受理|发生|出现|产生)?[^，。；]{0,20}申请"
)
_RELEASES = (
    rf"(?:公开|发布|更新)(?:了|(?!的))[^，。；]{{0,24}}信息[^，。；]{{0,10}}?{_COUNT}(?:条|件|篇|次)|"
    rf"(?:制定|制发|印发|废止|公开)(?!的)[^，。；]{{0,10}}规范性文件[^，。；]{{0,6}}?{_COUNT}(?:件|份|个|部)"
)
_FEES = r"(?:未|没有|无)[^，。；]{0,16}(?:收取|产生|发生|收)[^，。；]{0,14}费|(?:收取|收到)[^，。；]{0,14}处理费"
_DISPUTES = r"(?:未|没有|无)(?:发生|被|出现|产生|因)?[^，。；]{0,24}(?:行政复议|行政诉讼|复议|诉讼)"
_STATED = {
    "requests": re.compile(_REQUESTS),
    "releases": re.compile(_RELEASES),
    "fees": re.compile(_FEES),
    "disputes": re.compile(_DISPUTES),
}
"""What the figures of a report state, by kind."""
_PRESENTED = re.compile(
    r"(?:现将|现公布|现发布|现予?公布|现向社会公[布开]|特向社会公[布开]|现对)[^，。；]{0,36}?(?P<year>20\d{2})年度?"
    r"[^，。；□\d]{0,12}(?:信息|政务)公开(?:工作)?(?:的)?(?:年度报告|年报|情况|工作报告|报告)"
)
_OFFICE = re.compile(r"政府办公[室厅]|政府办|党政(?:综合)?办(?:公室)?")
"""The office that draws a government's report up speaks of it as its own."""
_ELSEWHERE = re.compile(
    r"结转|转入|转接|遗留|顺延|延续|跨年|同比|相比|比较|较|增长|增加|上升|下降|减少|统计|规划|计划|预算|决算|"
    r"版|工作要点|考核|测评|评估|累计|截[至止]|以来|今年|本年|明年|下一?年|(?<!现)将|拟|要求|通知|历[年史]|其中|往年"
)
"""Words by which a sentence with another year is right: carrying over, comparing, planning, naming documents."""


def other_years(text: Sequence[Sentence], home: Home) -> Iterator[Slip]:
    """Give the sentences that state this report's figures under another year than its own."""
    if home.year is None:
        return
    for _, paragraph in groupby((s for s in text if s.section in _SECTIONS), key=lambda s: s.paragraph):
        yield from _of_paragraph(tuple(paragraph), home)


def _of_paragraph(paragraph: Sequence[Sentence], home: Home) -> Iterator[Slip]:
    for sentence in paragraph:
        if str(home.year) in sentence.text or is_heading(sentence.folded) or _ELSEWHERE.search(sentence.folded):
            continue
        if presented := _PRESENTED.search(sentence.folded):
            yield _slip(sentence, presented, presented["year"], home)
        elif stated := _stated(sentence, home):
            kind, found = stated
            if not any(_STATED[kind].search(s.folded) for s in paragraph if s is not sentence):
                yield _slip(sentence, found, found["year"], home)


def _stated(sentence: Sentence, home: Home) -> tuple[str, re.Match[str]] | None:
    """Give what a sentence states from its first words on under another year: the kind, and the year's place."""
    found = _DATED.search(sentence.folded)
    if found is None or int(found["year"]) == home.year:
        return None
    rest = found["rest"].lstrip("，：")
    kind = next((k for k, pattern in _STATED.items() if _near(pattern, rest)), None)
    if kind is None or agency_of(_OFFICE.sub("政府", rest.split("，")[0]), home) is Whose.OTHER:
        return None
    return kind, found


def _near(pattern: re.Pattern[str], rest: str) -> bool:
    """Tell whether the first clauses behind the year state it: what stands further on has its own time."""
    return pattern.search("，".join(re.split("[，；]", rest)[:2])) is not None


def _slip(sentence: Sentence, found: re.Match[str], year: str, home: Home) -> Slip:
    start = found.start("year")
    return Slip("year", sentence, phrase_at(sentence, start, 36), expected=str(home.year), actual=year)
