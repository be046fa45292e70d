"""Adds up the parts that a sentence lists, and holds them against its own total (X-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monitor.form import Verdict
from monitor.rules.figures import Mention
from monitor.rules.given import Given
from monitor.rules.text import mentions_of
from monitor.rules.text_against_tables.claims import requests_total
from monitor.rules.text_against_tables.compare import is_contradicted, known
from monitor.rules.text_against_tables.meaning import Count, Meaning
from monitor.rules.text_against_tables.statements import Statement, plain
from monitor.rules.text_against_tables.vocabulary import COMPARED
from monitor.rules.text_against_tables.walk import Told, tell, wholes

_TOTAL = re.compile(r"(?:以上|上述|各类|两项|三项)*(?:总计|合计|共计|总共|共)(?:收到|受理|发布|公开|为|有|是|计)?")
_WHOLE = re.compile("共|总|合计|累计|其中|全年")
_OPENS = re.compile(r"^其中(?:包括|包含|有|：)?")
_COMPLETE = re.compile(r"(?:分别为|分别是|具体为|具体是|分为)：?")
_REST = re.compile(r"^(?:其[他它]|其余)(?!处理|方式处理|结果|社会组织|组织)")
"""Begins the part that holds all others; 其他处理, 其他结果 and 其他组织 are kinds of their own."""
_NO_LIST = re.compile(r"同比|相比|增|减|平均|另|还|此外|同时|包括|包含|含|等$|各$|分别|其中|\d")
_YEAR = re.compile(r"^\d{4}年度?")
_FEWEST = 2

_ANSWERS = (r"不予公开", r"(?:无法|不能)提供", r"不予处理", r"其[他它](?:方式)?处理")
_PARTITIONS = tuple(
    tuple(re.compile(words) for words in partition)
    for partition in (
        (r"自然人|公民|个人", r"法人(?:或者?|和|及|、)其[他它]组织"),
        (r"未经复议|直接起诉", r"复议后"),
        (r"维持", r"纠正", r"其[他它]结果", r"未审结"),
        (r"予以公开(?!.*部分)", r"^部分公开", *_ANSWERS),
        (r"予以公开.*部分公开", *_ANSWERS),
    )
)
"""Sets of parts that leave nothing over: who may apply, how a suit comes about, how cases end, how one may answer."""
_APPLICANT = re.compile("自然人|公民|个人|法人|企业|科研机构|公益组织|法律服务机构|其[他它]组织")
_CHANNEL = re.compile("网|信函|来信|邮寄|邮件|邮箱|传真|当面|现场|窗口|书面")
_CLASS = re.compile("类(?:信息|申请|事项|文件)?的?$")


@dataclass(frozen=True, slots=True)
class _List:
    """Holds a total with its parts, and what else the parts may add up to."""

    total: Mention
    parts: tuple[Mention, ...]
    complete: bool
    """Whether the parts are plainly all; else they only cannot be more than the whole."""
    others: frozenset[Decimal] = frozenset()

    @property
    def sum(self) -> Decimal:
        return sum((part.figure.value for part in self.parts), Decimal(0))


def sums(given: Given) -> Iterator[Statement]:
    """Give every list of parts that can be held against its total."""
    earlier: tuple[Mention, ...] = ()
    for told, mentions in zip(tell(given), mentions_of(given), strict=True):
        counted = tuple(m for m in mentions if m.figure.unit != "%")
        if earlier and earlier[0].sentence.paragraph != told.sentence.paragraph:
            earlier = ()
        if len(counted) >= _FEWEST:
            for listed in (*_summed(counted), *_divided(told, counted, earlier, given)):
                yield from _statement(listed, given)
        earlier = counted or earlier


def _statement(listed: _List, given: Given) -> Iterator[Statement]:
    total = listed.total.figure.value
    agrees = listed.sum == total or listed.sum in listed.others
    fails = not agrees and (listed.complete or listed.sum > total)
    if fails and _is_owned(listed, given):
        return
    if agrees or fails:
        verdict = Verdict.FAIL if fails else Verdict.PASS
        facts = {"count": len(listed.parts), "unit": listed.total.figure.unit, "total": plain(total)}
        sentence = listed.parts[-1].sentence
        yield Statement(sentence, _phrase(listed), listed.sum, total, verdict, facts=facts)


def _is_owned(listed: _List, given: Given) -> bool:
    """Tell whether a figure of the list contradicts a table: that fault is told there, and this follows from it."""
    listed_figures = {(m.sentence, m.figure) for m in (listed.total, *listed.parts)}
    return any(
        (meaning.mention.sentence, meaning.mention.figure) in listed_figures and is_contradicted(claim, given)
        for meaning, claim in wholes(given)
    )


def _phrase(listed: _List) -> str:
    first, last = sorted((listed.total, listed.parts[-1]), key=lambda m: m.figure.start)
    if listed.total.sentence is not listed.parts[-1].sentence:
        text = listed.parts[-1].sentence.text
        return f"{listed.total.phrase}。{text[: listed.parts[-1].figure.end]}"
    start = min(first.start, listed.parts[0].start)
    end = last.figure.end + (0 if last.before else len(last.after))
    return first.sentence.text[start:end].strip("，；：、。,;:")


def _summed(counted: tuple[Mention, ...]) -> Iterator[_List]:
    """Find parts that a total follows: 网上20件，信函30件，共50件."""
    main = [m for m in counted if not m.inside]
    for position, total in enumerate(main):
        parts = tuple(main[:position])
        if position < _FEWEST or not _TOTAL.fullmatch(total.before) or not _may_be_added(parts, total):
            continue
        if any(_WHOLE.search(part.before) for part in parts[1:]) or _WHOLE.search(_bare(parts[0])):
            continue
        listed = _List(total, parts, complete=True)
        lasts = [_List(total, parts[n:], complete=True) for n in range(position - 1)]
        agreeing = next((last for last in lasts if last.sum == total.figure.value), None)
        if agreeing or (_are_alike(parts) and total.figure.value >= max(part.figure.value for part in parts)):
            yield agreeing or listed


def _are_alike(parts: tuple[Mention, ...]) -> bool:
    """Tell whether the parts are plainly what the total adds up: two, or more that are named alike."""
    return len(parts) == _FEWEST or len({part.before[-2:] for part in parts}) == 1


def _bare(part: Mention) -> str:
    return part.before.replace("全年", "")


def _divided(told: Told, counted: tuple[Mention, ...], earlier: tuple[Mention, ...], given: Given) -> Iterator[_List]:
    """Find a total that its parts follow, in the sentence, in parentheses, or in the next sentence with 其中."""
    main = tuple(m for m in counted if not m.inside)
    for position, first in enumerate(main):
        before = main[position - 1] if position else _last(earlier)
        if before and (opens := _opens(first)) and (position or opens == "其中"):
            parts = _until_group_ends(main[position:])
            listed = _list(before, parts, complete=opens != "其中")
            others = frozenset(m.figure.value for m in (*earlier, *main[:position]) if m.figure.exact)
            yield from _with_others(listed, told, given, others)
            break
    aside = tuple(m for m in counted if m.inside)
    for total in main if aside else ():
        inner = tuple(m for m in aside if m.enclosing is total.figure)
        yield from _list(total, inner, complete=False)


def _until_group_ends(parts: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Cut a list at the first ；, unless its parts themselves are set apart by those."""
    text = parts[0].sentence.folded
    if len(parts) < _FEWEST or "；" in text[parts[0].figure.end : parts[1].figure.start]:
        return parts
    end = text.find("；", parts[1].figure.end)
    return parts if end < 0 else tuple(part for part in parts if part.figure.start < end)


def _last(earlier: tuple[Mention, ...]) -> Mention | None:
    return next((m for m in reversed(earlier) if not m.inside), None)


def _opens(first: Mention) -> str:
    """Give the word that opens a list before this figure: 其中, or one that announces all."""
    last = first.earlier[-1] if first.earlier else ""
    if _COMPLETE.search(first.before) or _COMPLETE.fullmatch(last):
        return "全部"
    return "其中" if _OPENS.match(first.before) or _OPENS.fullmatch(last) else ""


def _list(total: Mention, parts: tuple[Mention, ...], *, complete: bool) -> Iterator[_List]:
    if len(parts) < _FEWEST or not _may_be_added(parts, total):
        return
    names = _names(parts)
    complete = complete or bool(_REST.match(names[-1])) or any(_covers(p, names) for p in _PARTITIONS)
    if complete or _exclude_each_other(names, total):
        yield _List(total, parts, complete)


def _exclude_each_other(names: list[str], total: Mention) -> bool:
    """Tell whether the parts cannot be more than the whole; what was published may be on many channels."""
    asked = any("申请" in words for words in (total.before, total.after, *names))
    apart = (_APPLICANT, _CLASS, *((_CHANNEL,) if asked else ()))
    return any(all(words.search(name) for name in names) for words in apart)


def _covers(partition: tuple[re.Pattern[str], ...], names: list[str]) -> bool:
    return len(names) == len(partition) and all(any(p.search(name) for name in names) for p in partition)


def _names(parts: tuple[Mention, ...]) -> list[str]:
    """Give what the parts are called, without the words that open the list."""
    names = [part.before or part.after for part in parts]
    return [_YEAR.sub("", _COMPLETE.sub("", _OPENS.sub("", names[0]))), *names[1:]]


def _may_be_added(parts: tuple[Mention, ...], total: Mention) -> bool:
    """Tell whether parts and total are exact, of one unit, and the parts named without more than their names."""
    names = _names(parts)
    alike = all(m.figure.exact and m.figure.unit == total.figure.unit for m in (total, *parts))
    named = all(name and not COMPARED.search(name) and not _NO_LIST.search(name) for name in names)
    return alike and named and not COMPARED.search(total.before) and _has_no_other_number(parts)


def _has_no_other_number(parts: tuple[Mention, ...]) -> bool:
    """Tell whether the text of the list has no figure without a unit, and does not end on 等."""
    sentence = parts[0].sentence
    text = sentence.folded[parts[0].start : parts[-1].figure.end]
    for part in parts:
        text = text.replace(sentence.folded[part.figure.start : part.figure.end], "", 1)
    bare = re.sub(r"（[^（）]*）|\d+(?:\.\d+)?%|\d{4}年", "", text)
    return not re.search(r"\d", bare) and not parts[-1].after.startswith("等")


def _with_others(lists: Iterator[_List], told: Told, given: Given, before: frozenset[Decimal]) -> Iterator[_List]:
    """Add what else the parts may divide: with what was carried in, without what is carried out, an earlier count."""
    for listed in lists:
        said = (*told.walk.paragraph, *told.meanings)
        others = before.union(_others(listed, said), _of_tables(given))
        yield _List(listed.total, listed.parts, listed.complete, others)


def _of_tables(given: Given) -> Iterator[Decimal]:
    """Give what the answers of a report may add up to, though its text divides what was received."""
    for rows in (("outcome_total",), ("received", "carried_in")):
        number = known(given).sum(requests_total(*rows))
        if number is not None:
            yield Decimal(number)


def _others(listed: _List, said: tuple[Meaning, ...]) -> Iterator[Decimal]:
    before = [m for m in said if m.mention not in listed.parts and m.mention.figure.exact]
    bases = {m.mention.figure.value for m in before if m.count in {Count.RECEIVED, Count.HANDLED, Count.DISPUTE}}
    carried = {m.mention.figure.value for m in said if m.count in {Count.CARRIED_IN, Count.CARRIED_OUT}}
    for base in bases | {listed.total.figure.value}:
        yield base
        for more in carried:
            yield from (base + more, base - more)
