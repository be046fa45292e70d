"""Judges titles: the annual report of which year and which agency, something like it, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.portals.model import AgencyNames, Link, Sighting, Verdict
from monitor.portals.names import Attribution, Whose, attribute, trim
from monitor.portals.near_misses import (
    is_other_publicity,
    near_miss_of_paper,
    near_miss_of_surroundings,
    near_miss_of_title,
)
from monitor.portals.text import squeeze
from monitor.portals.years import YEAR_MARK, figures, take_year

DOUBTFUL = frozenset(
    (
        "doubtful",
        "several_years",
        "no_year",
        "cut_title",
        "announcement",
        "collection",
        "unknown_tail",
        "similar_name",
        "unclear_name",
    )
)
"""Reasons of near misses that may be the report after all: they prove neither presence nor absence."""

_DOUBTS_OF_NAMES = {Whose.SIMILAR: "similar_name", Whose.UNCLEAR: "unclear_name"}
_Y = YEAR_MARK
_SUBJECT = (
    r"(?:(?<!人民)政府信息|政务信息|信息|政务)(?:公开)?(?:工作)?"
    r"(?:[和与及暨、](?:政府信息|政务信息|信息|政务)(?:公开)?(?:工作)?)?"
)
_REPORT = re.compile(
    rf"(?P<phrase>{_SUBJECT})(?:情况|工作|的|年度|年|{_Y}|总结|执行|实施){{0,6}}(?P<kind>年度报告|年报|报告书?|总结)"
)
_STATUTORY = re.compile(rf"政府信息公开(?:工作)?{_Y}?(?:工作)?(?:年度报告|年报)")
_YEAR_ONLY = re.compile(rf"{_Y}(?:年度|年)?")
_SHORT = re.compile(
    rf"(?P<head>[^{_Y}]*?)(?:{_Y}(?:年度|年)?(?:工作)?(?:年报|年度报告|报告)|(?:年报|年度报告)[(\[]?{_Y}[)\]]?)"
)
_COLUMN = re.compile(r"(?:政府|政务)?信息公开.{0,6}(?:年报|年度报告|报告)|公开年报")
_COLLECTION = re.compile(
    r"汇总|合集|汇编|一览|各(?:级|类)?(?:部门|单位|机关|委办局|[镇乡区县市街](?!人民政府))|(?:直|属)(?:部门|单位)$"
)
"""Reports of several agencies on one page: that of one agency may be among them."""
_CUT = re.compile(r"(?:\.{2,}|…+)$")
_CUT_PHRASE = re.compile(rf"(?:信息公开|政务公开|政府信息)|{_Y}(?:政府?|信息?|政务)$")
_KIND = re.compile(r"报告|年报|报表|公开|总结")
_DISCLOSURE = re.compile(r"信息公开|政务公开|政府信息|公开.{0,4}年报")
_LONGEST_TITLE = 400
_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|html?|txt|rtf|zip|rar)$", re.IGNORECASE)
_HARMLESS_TAIL = re.compile(
    rf"(?:[(\[](?:图片|超链|PDF|WORD|OFD|文字|文本|电子|网页|公开|最终|全文|附件|附表|含附表|更正|更新|修订|修改|重新发布|盖章|扫描|{_Y})*"
    rf"(?:版|件|稿|后)?\d?[)\]]|全文|正文|{_Y}|(?:及|含)附[件表]|new|[\s\-—_:.。》>\"”!])*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Title:
    """Holds a title ready to be judged: squeezed, its year taken out."""

    link: Link
    whole: str
    marked: str
    year: int | None
    several: bool

    def sighting(self, verdict: Verdict, reason: str, agency: str | None = None) -> Sighting:
        """Give the judgement."""
        return Sighting(self.link, verdict, reason, self.year, agency)

    def near_miss(self, reason: str, agency: str | None = None) -> Sighting:
        """Give a refusal, with the reason."""
        return self.sighting(Verdict.NEAR_MISS, reason, agency)


def classify(link: Link, names: Sequence[AgencyNames], *, listing_title: str = "") -> Sighting:
    """Judge one link by its title.

    `names` are the agencies that are watched; without any, titles are attributed to nobody.
    `listing_title` (what the page calls itself) gives titles such as `2024` or `2024年年报` their meaning.
    """
    title = _prepare(link)
    match = _REPORT.search(title.marked)
    code = near_miss_of_title(title.whole, statutory=match is not None and _is_clean(title, match))
    if code:
        return title.sighting(Verdict.NEAR_MISS if _KIND.search(title.whole) else Verdict.OTHER, code)
    if _CUT.search(title.whole):
        return _judge_cut(title, names)
    if match and _is_about_publicity(match):
        return _judge_report(title, match, names)
    return _judge_short(title, names, listing_title)


def _prepare(link: Link) -> _Title:
    whole = _FILE.sub("", figures(squeeze(link.title[:_LONGEST_TITLE])))
    return _Title(link, whole, *take_year(whole))


def _is_clean(title: _Title, match: re.Match[str]) -> bool:
    """Tell whether the statutory name stands there and nothing that matters follows it."""
    harmless = _HARMLESS_TAIL.fullmatch(title.marked, match.end()) is not None
    return harmless and _STATUTORY.fullmatch(match.group()) is not None


def _is_about_publicity(match: re.Match[str]) -> bool:
    """Want 公开, or 政府信息 with 年度 (政府信息年度报告): 信息报告 and 政务报告 are other things."""
    phrase = match.group("phrase")
    return "公开" in phrase or (phrase.startswith("政府信息") and _is_yearly(match))


def _is_yearly(match: re.Match[str]) -> bool:
    return "年" in match.group().replace(_Y, "")


def _judge_cut(title: _Title, names: Sequence[AgencyNames]) -> Sighting:
    if title.year is None or not _CUT_PHRASE.search(_CUT.sub("", title.marked)):
        return title.sighting(Verdict.OTHER, "unrelated")
    return _attributed(title, attribute(title.marked.partition(_Y)[0], names), doubt="cut_title")


def _judge_report(title: _Title, match: re.Match[str], names: Sequence[AgencyNames]) -> Sighting:
    head, tail = title.marked[: match.start()], title.marked[match.end() :]
    if is_other_publicity(head, match.group("phrase")):
        return title.near_miss("other_publicity")
    code = near_miss_of_surroundings(head, tail)
    if code:
        return title.near_miss(code)
    behind = "" if _HARMLESS_TAIL.fullmatch(tail) else tail
    head, behind = (trim(part.replace(_Y, "")) for part in (head, behind))
    attribution = attribute(head or behind, names)
    doubt = _doubt(title, match, head)
    if _COLLECTION.search(head) or _COLLECTION.search(behind):
        doubt = "collection"
    elif head and behind:
        doubt = "unknown_tail"
    return _attributed(title, attribution, doubt=doubt, reason=_reason(match))


def _doubt(title: _Title, match: re.Match[str], head: str) -> str | None:
    if title.several:
        return "several_years"
    summary = "信息" not in match.group("phrase") and not _is_yearly(match)
    return "doubtful" if summary or "关于" in head else None


def _reason(match: re.Match[str]) -> str:
    return "annual_report" if _STATUTORY.fullmatch(match.group()) else "loose_title"


def _judge_short(title: _Title, names: Sequence[AgencyNames], listing_title: str) -> Sighting:
    doubt = None if _COLUMN.search(squeeze(listing_title)) else "doubtful"
    bare = trim(title.marked)
    if _YEAR_ONLY.fullmatch(bare):
        return _attributed(title, attribute("", names), doubt=doubt, reason="year_only")
    short = _SHORT.fullmatch(bare)
    if short:
        return _attributed(title, attribute(short.group("head"), names), doubt=doubt, reason="short_title")
    if not _DISCLOSURE.search(bare):
        return title.sighting(Verdict.OTHER, "unrelated")
    code = near_miss_of_paper(bare)
    if code or title.year is None:
        return title.near_miss(code) if code else title.sighting(Verdict.OTHER, "unrelated")
    # a year and information disclosure, in words that are not known: it may be the report, misspelt
    return _attributed(title, attribute(title.marked.partition(_Y)[0], names), doubt="doubtful")


def _attributed(title: _Title, by: Attribution, *, doubt: str | None, reason: str = "") -> Sighting:
    """Name the agency, unless that or the title itself is in doubt."""
    if by.whose is Whose.OTHER_BODY:
        return title.sighting(Verdict.OTHER, "other_body")
    if title.year is None and not title.several:
        named = by.whose is not Whose.NOBODY or title.link.date is not None
        return title.near_miss("no_year", by.agency) if named else title.sighting(Verdict.OTHER, "column")
    doubt = doubt or _DOUBTS_OF_NAMES.get(by.whose)
    return title.near_miss(doubt, by.agency) if doubt else title.sighting(Verdict.REPORT, reason, by.agency)
