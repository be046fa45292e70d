"""Finds another year where this year's work and figures are told: a sentence left over from another report (N-07).

Only a year at the head of a sentence counts, and only where nothing near it explains it: what was carried over,
compared, planned or founded, what documents are called, and what had its own year beside it, is right as it stands.
"""

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
    r"^(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}[是、])?(?:[^，；。：\d]{2,14}(?:[：:]|情况|方面))?"
    r"(?:(?:依据|根据|按照|依照|严格(?:执行|落实|按照))[^，。；\d]{0,60}，)?"
)
_SPAN = r"\d|以来|来|起|底|末|初|前|后|间|[上下]半|第?[一二三四]季|期间|版|至|到|[—\-、和及]"
"""What makes a year a part of it, or more than it."""
_DATED = re.compile(rf"{_LEAD}(?P<year>20\d{{2}})年(?!{_SPAN})度?(?P<rest>.*)$")
_COUNT = r"[\d零一二两三四五六七八九十百]{1,6}(?:余|多)?"
_PIECES = r"(?:件次|件|条|份|宗|次|起|例|人次|篇|期|个|部)"
_STATED = {
    "requests": re.compile(
        rf"(?:收到|受理|接到|新收|办理|办结|答复)(?!的)[^，。；]{{0,24}}申请[^，。；]{{0,18}}?{_COUNT}{_PIECES}|"
        rf"(?:收到|受理|接到|新收)(?!的)[^，。；\d]{{0,8}}{_COUNT}{_PIECES}[^，。；]{{0,12}}申请|"
        r"(?:未|没有|无)(?:收到|接到|受理|发生|出现|产生)?[^，。；]{0,20}申请"
    ),
    "releases": re.compile(
        rf"(?:公开|发布|更新|公布)(?:了|(?!的))[^，。；]{{0,60}}(?:信息|规章|规范性文件|文件|公报|解读)[^，。；\d]{{0,10}}?{_COUNT}{_PIECES}|"
        rf"(?:公开|发布)(?:了|(?!的))[^，。；\d]{{0,6}}{_COUNT}(?:条|件|篇)|"
        rf"(?:制定|制发|印发|废止|出台)(?!的)[^，。；]{{0,10}}(?:规章|规范性文件)[^，。；\d]{{0,6}}?{_COUNT}{_PIECES}"
    ),
    "fees": re.compile(
        r"(?:未|没有|无)[^，。；]{0,16}(?:收取|产生|发生|收)[^，。；]{0,14}费|(?:收取|收到)[^，。；]{0,14}处理费"
    ),
    "disputes": re.compile(r"(?:未|没有|无)(?:发生|被|出现|产生|因)?[^，。；]{0,24}(?:行政复议|行政诉讼|复议|诉讼)"),
}
"""What the figures of a report state, by kind."""
_PRESENTED = re.compile(
    r"(?:现将|现公布|现发布|现予?公布|现向社会公[布开]|特向社会公[布开]|现对)[^，。；]{0,36}?(?P<year>20\d{2})年度?"
    r"[^，。；□\d]{0,12}(?:信息|政务)公开(?:工作)?的?(?:总体)?(?:年度报告|年报|情况|工作报告|报告)"
)
_OPENED = re.compile(
    r"(?:始终|一直)?(?:坚持(?:以|和|把)|(?:认真|深入|全面|严格|切实)(?:学习|贯彻|落实|执行|按照|遵循)|以习近平|扎实(?:推进|做好)|在[^，。]{2,24}领导下|"
    r"紧紧?围绕|持续(?:推进|深化)|积极(?:推进|贯彻))"
)
"""How a report opens its account of the year."""
_WHOLE_YEAR = re.compile(r"^(?:全年|一年来)")
_OWN_TIME = re.compile(r"今年|本年|明年|下一?年度?[^，。；]{0,2}计划")
_CARRIED = re.compile(
    r"(?<![无未])(?:结转|顺延|延续|延期)(?:到|至|下|本|今|次|转|\d)|转入|转接|遗留|跨年|未办结|未答复|(?<!上年)(?<!上年度)(?<!无)结转(?!下|情况)"
)
_ELSEWHERE = re.compile(
    r"同比|相比|比较|较|增长|增加|上升|下降|减少|统计|规划|计划|预计|预算|决算|版|工作要点|考核|测评|评估|截[至止]|以来|将(?:继续|进一步|加[强大快]|持续|不断|推|以|在|全面|深入|严格)|拟|要求各|通知|历[年史]|往年|"
    r"(?:印发|出台|制定|下发|发布|公布)的[《□]"
)
"""Words by which the clauses at the head are right: comparing, planning, naming documents."""
_ASIDE = re.compile(r"（[^（）]{0,200}）")
_UNDER = re.compile(r"在[^，。]{0,30}(?:领导|指导|关心|支持|部署)下，?")
"""Thanks to those above: they are not the subject."""
_OFFICE = re.compile(r"政府办公[室厅]|政府办|党政(?:综合)?办(?:公室)?")
"""The office that draws a government's report up speaks of it as its own."""


def other_years(text: Sequence[Sentence], home: Home) -> Iterator[Slip]:
    """Give the sentences that tell this report's work and figures under another year than its own."""
    if home.year is None:
        return
    yield from _openings(text, home)
    for _, paragraph in groupby((s for s in text if s.section in _SECTIONS), key=lambda s: s.paragraph):
        yield from _of_paragraph(tuple(paragraph), home)


def _openings(text: Sequence[Sentence], home: Home) -> Iterator[Slip]:
    """Give the first sentence of the overview, if it opens the account of another year and no figure finds it."""
    first = next((s for s in text if s.section == "overview" and not is_heading(s.folded)), None)
    if first is None or _is_explained(first, home):
        return
    found = _DATED.search(first.folded)
    if found and _is_other(found, home) and _OPENED.search(_head(found)) and not _kind(_head(found)):
        yield _slip(first, found, home)


def _of_paragraph(paragraph: Sequence[Sentence], home: Home) -> Iterator[Slip]:
    for at, sentence in enumerate(paragraph):
        if "20" not in sentence.folded or _is_explained(sentence, home):
            continue
        if presented := _PRESENTED.search(sentence.folded):
            yield _slip(sentence, presented, home)
        elif stated := _stated(sentence, paragraph[at + 1 : at + 2], home):
            found, kind = stated
            beside = [s for s in paragraph if s is not sentence and _has_own_time(s, home)]
            if not any(_STATED[kind].search(s.folded) for s in beside):
                yield _slip(sentence, found, home)


def _has_own_time(sentence: Sentence, home: Home) -> bool:
    return str(home.year) in sentence.text or bool(_OWN_TIME.search(sentence.folded))


def _is_explained(sentence: Sentence, home: Home) -> bool:
    """Tell whether a sentence names its own year, is a heading, or tells of what was carried over."""
    bare = _ASIDE.sub("", sentence.folded)
    return bool(_has_own_time(sentence, home) or is_heading(sentence.folded) or _CARRIED.search(bare))


def _stated(sentence: Sentence, following: Sequence[Sentence], home: Home) -> tuple[re.Match[str], str] | None:
    """Find another year at the head of a sentence that states figures, or goes on with 全年 and states them; which."""
    found = _DATED.search(sentence.folded)
    if found is None or not _is_other(found, home):
        return None
    goes_on = following and _WHOLE_YEAR.match(following[0].folded) and not _is_explained(following[0], home)
    kind = _kind(_head(found)) or (_kind(following[0].folded) if goes_on else None)
    return (found, kind) if kind else None


def _is_other(found: re.Match[str], home: Home) -> bool:
    """Tell whether the year is another, nothing at the head explains it, and the subject is the report's own."""
    head = _head(found)
    subject = _OFFICE.sub("政府", _UNDER.sub("", head).strip("，").split("，")[0])
    nearest = "，".join(head.split("，")[:2])
    other = int(found["year"]) != home.year and not _ELSEWHERE.search(nearest)
    return other and agency_of(subject, home) is not Whose.OTHER


def _head(found: re.Match[str]) -> str:
    """Give the first clauses behind the year, asides left out: what stands further on has its own time."""
    clauses = re.split("[，：]", _ASIDE.sub("", found["rest"]).lstrip("，："))
    return "，".join(clauses[:3]).split("；", maxsplit=1)[0]


def _kind(words: str) -> str | None:
    return next((kind for kind, pattern in _STATED.items() if pattern.search(words)), None)


def _slip(sentence: Sentence, found: re.Match[str], home: Home) -> Slip:
    phrase = phrase_at(sentence, found.start("year"), 36)
    return Slip("year", sentence, phrase, expected=str(home.year), actual=found["year"])
