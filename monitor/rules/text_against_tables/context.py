"""Judges whether a figure speaks of the whole: of this year, this agency, and of nothing but the thing counted."""

from __future__ import annotations

import re

from monitor.rules.figures import Mention
from monitor.rules.figures.scope import Home, Whose, agency_of, agency_that_acts, time_of
from monitor.rules.text_against_tables.vocabulary import FOREIGN, PART

_PUBLIC = re.compile(
    r"(?:公民|自然人|个人)[、，]?(?:企业)?(?:或|或者|和)?法人(?:和|或者|或|及|、|以及|与)其[他它](?:社会)?组织|"
    r"(?:各类|在?法定(?:期限|时限|时间)内?)"
)
_EVERYWHERE = re.compile(r"(?:通过)?[^，]*(?:等|各种|各类|多种|不同)(?:渠道|方式|途径|形式|平台)")
_REGIONAL = re.compile(r"[全我][省市州区县旗镇乡](?:各级)?(?:各)?")
_CARRIED = re.compile(
    r"(?:[上下]一?年度?|去年度?|次年度?|\d{4}年度?)(?:未办结|未答复|未办理完毕)?的?(?:政府信息公开|依申请公开)?(?:申请)?"
    r"(?:结转|转入|转接|转结|遗留|顺延|延续)(?:至|到)?(?:本年度?|今年度?|\d{4}年度?)?|"
    r"(?:结转|转|顺延|延期|延续|转接|转结)(?:至|到|入|自)?(?:[上下]一?年度?|次年度?|明年|\d{4}年度?)"
)
_MOVING = re.compile("[年转延]")
"""One of them stands in all words of carrying over: looked for first, for speed alone."""


def without_carrying(words: str) -> str:
    """Remove the words of carrying over: 2023年结转 names the year of origin, not of the count."""
    return _CARRIED.sub("", words) if _MOVING.search(words) else words


def in_scope(mention: Mention, subject: str, home: Home) -> bool:
    """Tell whether neither the words before a figure nor the clauses before it name another time or agency."""
    time = time_of(without_carrying(subject), home)
    if time is Whose.OTHER or agency_of(without_carrying(subject), home) is Whose.OTHER:
        return False
    clauses = [without_carrying(clause) for clause in mention.earlier]
    if time is Whose.UNSAID and any(time_of(clause, home) is Whose.OTHER for clause in clauses):
        return False
    return agency_of(subject, home) is Whose.OWN or _actor(clauses, home) is not Whose.OTHER


def is_part(subject: str) -> bool:
    """Tell whether the words before the verb make the figure a part: a channel, an applicant, a mode, 另."""
    rest = _REGIONAL.sub("", _PUBLIC.sub("", subject))
    return bool(PART.search(_EVERYWHERE.sub("", rest)))


def speaks_of_others(mention: Mention) -> bool:
    """Tell whether the clauses of the same group (up to the last ；) speak of other things that are counted."""
    return any(FOREIGN.search(clause) for clause in (*group(mention), mention.before))


def group(mention: Mention) -> tuple[str, ...]:
    """Give the clauses before the mention's own since the last ；."""
    clauses = mention.earlier
    if "；" in clauses:
        clauses = clauses[len(clauses) - clauses[::-1].index("；") :]
    return clauses


def _actor(clauses: list[str], home: Home) -> Whose:
    """Give whom the nearest earlier clause names as its subject."""
    said = (agency_that_acts(clause, home) for clause in reversed(clauses))
    return next((whose for whose in said if whose is not Whose.UNSAID), Whose.UNSAID)
