"""Notes an overview that leaves out one of its five aspects (N-01; the form of 2021, 总体情况)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.extraction import SectionText
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.figures import Sentence
from monitor.rules.figures.sentences import is_heading
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.narrative.text import read_whole
from monitor.rules.text import sentences_of

CODE = "N-01"
_KEY = "overview"
_POINTER = (f"/sections/{_KEY}",)
_CHANNELS = r"平台|网站|渠道|载体|阵地|专栏|专区|公众号|新媒体|公报|公开栏|公示栏|查阅点"
_BUILD = (
    r"建设|建好|建立|打造|升级|改版|优化|完善|拓宽|拓展|丰富|维护|运维|管理|管护|整合|强化|加强|健全|规范|创新|作用|搭建|开设|设立|设置|"
    r"依托|集约"
)


@dataclass(frozen=True, slots=True)
class _Aspect:
    """Names one aspect and the words by which an overview treats it."""

    name: str
    treated: re.Pattern[str]
    """Words that treat it, whatever the overview's order."""
    mentioned: re.Pattern[str]
    """Words that may treat it, where the overview does not name its aspects in headings."""


_ASPECTS = (
    _Aspect(
        "主动公开",
        re.compile(
            r"主动公开|主动发布|公开(?:的?内容|领域|各类|政府信息|信息|政务)|发布[^，。]{0,8}信息|信息[^，。]{0,6}[公发][开布]"
        ),
        re.compile(r"公开|发布"),
    ),
    _Aspect(
        "依申请公开",
        re.compile(r"依法?申请|申请公开|公开申请|申请(?:件|人|办理|答复|受理|工作)|[收受][到理][^，。]{0,20}申请"),
        re.compile(r"申请"),
    ),
    _Aspect(
        "政府信息管理",
        re.compile(
            r"信息(?:资源|的?规范化?|内容|安全)?的?管理|(?:公文|文件|档案|目录|属性|台账|栏目|内容|制度)[^，。]{0,6}管理|"
            r"审[核查批签校]|[三先][审重]|规范性文件[^，。]{0,10}(?:管理|清理|备案|审查|废止|修订|现行|统一)|公开属性|目录|清单|保密|脱密|源头|指南|台账|清理|更新[^，。]{0,8}机制|动态调整|归档|"
            r"发布(?:制度|流程|机制|程序)"
        ),
        re.compile(r"管理|制度|机制|更新"),
    ),
    _Aspect(
        "平台建设",
        re.compile(rf"(?:{_CHANNELS})[^，。]{{0,14}}(?:{_BUILD})|(?:{_BUILD})[^，。]{{0,16}}(?:{_CHANNELS})"),
        re.compile(_CHANNELS),
    ),
    _Aspect(
        "监督保障",
        re.compile(
            r"监督|保障(?:措施|机制|工作|体系|到位|力度|水平|能力|有力)|(?:组织|队伍|制度|经费|人员|人才|机制|强化|加强|服务)保障|考[核评]|评议|评估|"
            r"培训|督[查促办导]|检查|巡查|自查|领导小组|组织领导|责任|追责|问责|专人|分管|整改|通报"
        ),
        re.compile(r"保障(?!公众|群众|人民|公民|社会|民生)|领导|落实|专门|人员"),
    ),
)
_NAMED = 3
"""Aspects named in headings from which on the overview is held to name them all."""


def _aspects(given: Given) -> Iterator[Outcome | Finding]:
    section = given.reading.section(_KEY)
    if section is None or not section.text.strip():
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, _POINTER)
        return
    text = [s for s in sentences_of(given) if s.section == _KEY]
    lacking = tuple(_lacking(text))
    if not lacking:
        yield Outcome(CODE, Verdict.PASS, _POINTER)
    elif not read_whole(given):
        yield Outcome(CODE, Verdict.UNCERTAIN, _POINTER)
    else:
        yield Outcome(CODE, Verdict.FAIL, _POINTER)
        yield _finding(section, lacking, given)


aspects = of_reading(CODE, _aspects)


def _lacking(text: Sequence[Sentence]) -> Iterator[str]:
    """Give the aspects that nothing in the overview treats."""
    whole = "。".join(s.folded for s in text)  # no pattern reaches across 。
    untreated = [aspect for aspect in _ASPECTS if not aspect.treated.search(whole)]
    if not untreated:
        return
    headings = [s.folded for s in text if is_heading(s.folded)]
    named = sum(any(aspect.treated.search(h) for h in headings) for aspect in _ASPECTS)
    for aspect in untreated:
        if named >= _NAMED or not aspect.mentioned.search(whole):
            yield aspect.name


def _finding(section: SectionText, lacking: tuple[str, ...], given: Given) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=_POINTER,
        facts={"lacking": lacking, "heading": section.heading},
        evidence=of_quotes(given.reading, Quote(section.heading, section.place)),
    )
