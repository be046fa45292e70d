"""Asks about leftovers of a template: ××, 请填写, （文字描述）, empty brackets, lines to write on (S-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.extraction import Passage
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote

CODE = "S-06"
_X = "[×✕✖☓╳XxＸｘ]"
_BODY = r"(?:[省市州盟区县旗镇乡局委办厅院所站]|街道|社区|人民政府|政府|单位|部门|机关|中心)"
_COUNTED = r"(?:[年月日件条次份个项名篇期场家宗起元%]|人次|万元)"
_OPEN, _CLOSE = r"[（(【\[［<＜]\s{0,4}", r"\s{0,4}[）)】\]］>＞]"

_MASKS = re.compile(
    rf"(?<![0-9A-Za-z*×ＸXx]){_X}{{2,8}}(?={_BODY}|{_COUNTED})|(?<=[\u4e00-\u9fff]){_X}(?=[件条次份篇月]|万元)|"
    rf"(?:(?:19|20){_X}{{2}}|20\d{_X})(?=年)|(?<![\u4e00-\u9fff])某某(?={_BODY})|(?<=[我为是的在即])某某(?={_BODY})"
)
"""Signs that hide a name or a figure; in the telling of a case they should."""
_PLACEHOLDERS = re.compile(
    r"请(?:在此|在此处)?(?:填写|填入|填报|输入|补充)(?!.{0,12}(?:申请|表|单|《|问卷|登记|真实|姓名|验证|意见|留言))|"
    r"此处(?:填写|填报|填入|填|报告|插入|补充|输入|简述|描述|说明)|"
    rf"{_OPEN}(?:文字描述|待填写?|待补充|待完善|示例|样例|范例|填写|插入)[^（(）)【】\[\]]{{0,30}}{_CLOSE}|"
    r"^(?:示例|样例|范例|填写说明|填报说明)(?:[：:]|$)|"
    r"【(?:本)?(?:行政机关|机关|单位|部门|填报单位|年份|年度|数字|数量|日期|姓名|地址|电话|网址)(?:名称|全称|号码)?】|"
    r"[［\[（(<＜](?:(?:行政)?(?:机关|单位|部门|填报单位)(?:名称|全称)|年份|填?数字|填?数量)[］\]）)>＞]"
)
_EMPTY = re.compile(
    r"[（(](?<![0-9A-Za-z_].)[\s_＿]{0,20}[）)](?![A-Za-z(])|【[\s_＿]{0,20}】|〔\s{0,8}〕|《\s{0,8}》|"
    r"[_＿﹍﹏](?<![0-9A-Za-z/].)[_＿﹍﹏]{1,59}(?![0-9A-Za-z/.])"
)
"""What must not stand before is looked for behind the first sign: so a search may skip to the next sign at once."""
_CASE = re.compile(r"申请人|当事人|原告|被告|第三人|公司|一案|诉讼?案|案例|[张王李刘赵陈]某|车牌|手机号|身份证")
"""Words of a sentence that tells of a case."""
_RULED = re.compile(r"[_＿﹍﹏\-—=*\s]*")
"""A passage that is all of this is a line drawn across the page."""
_SENTENCE = re.compile(r"[^。！？\n]+")
_HINTED = re.compile(
    r"请[填在输补]|此处|描述|待[填补完]|[示样范]例|填[写报]|插入|【|(?:[名全]称|年份|数[字量])[］\]）)>＞]"
)
_MASKED = re.compile(f"{_X}|某某")
"""What stands in whatever the patterns find: looked for first, for speed alone."""


def _leftovers(given: Given) -> Iterator[Outcome | Finding]:
    passages = tuple(_passages(given))
    # Nearly every report is clean: the whole is looked at first, and its paragraphs only if there is something.
    clean = next(_of_passage("\n".join(p.text for p in passages)), None) is None
    found = [] if clean else [(p, words) for p in passages if (words := tuple(_of_passage(p.text)))]
    if not found:
        yield Outcome(CODE, Verdict.PASS)
    elif given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN)
    else:
        yield Outcome(CODE, Verdict.FAIL)
        yield from (_finding(passage, words, given) for passage, words in found)


leftovers = of_reading(CODE, _leftovers)


def _passages(given: Given) -> Iterator[Passage]:
    """Give the title, the headings and every paragraph; tables are other rules'."""
    reading = given.reading
    if reading.title and reading.title_place:
        yield Passage(reading.title, reading.title_place)
    yield from reading.preamble
    for section in reading.sections:
        yield Passage(section.heading, section.place)
        yield from section.passages


def _of_passage(text: str) -> Iterator[str]:
    """Give the leftovers of a paragraph, each once, as they stand there."""
    if _RULED.fullmatch(text):
        return
    found = [m.group() for m in _EMPTY.finditer(text)]
    if _HINTED.search(text):
        found += [m.group() for sentence in _SENTENCE.findall(text) for m in _PLACEHOLDERS.finditer(sentence)]
    if _MASKED.search(text):
        told = (s for s in _SENTENCE.findall(text) if _MASKED.search(s) and not _CASE.search(s))
        found += [m.group() for sentence in told for m in _MASKS.finditer(sentence)]
    yield from dict.fromkeys(found)


def _finding(passage: Passage, words: tuple[str, ...], given: Given) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        facts={"leftovers": words, "sentence": passage.text},
        evidence=of_quotes(given.reading, Quote(passage.text, passage.place)),
    )
