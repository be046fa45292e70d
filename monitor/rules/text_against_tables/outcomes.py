"""Reads how applications were answered: 予以公开, 部分公开, 不予公开, 无法提供, 不予处理, 其他处理 (X-03)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from monitor.form import Edition
from monitor.rules.figures import Mention
from monitor.rules.text_against_tables.claims import REQUESTS, Cells, claim_of, requests_total, rows_with
from monitor.rules.text_against_tables.context import in_scope
from monitor.rules.text_against_tables.meaning import Count, Meaning, Walk
from monitor.rules.text_against_tables.vocabulary import FOREIGN, SENDERS, TOPIC

_GRANTED = r"(?:予以|给予|同意|准予|全部)公开"
_PARTLY = r"(?:予以|给予|同意)?部分公开|部分(?:予以|给予|同意)公开"
_TERMS: Mapping[str, str] = {
    "jointly": rf"{_GRANTED}(?:及|和|、|与|或|以及|（含|（包括|含)(?:{_PARTLY})）?",
    "granted": _GRANTED,
    "partially": _PARTLY,
    "refused": r"不予以?公开|不同意公开",
    "unavailable": r"(?:无法|不能)提供",
    "declined": r"不予处理",
    "other": r"其[他它](?:方式)?处理|作?其[他它]处理",
    "bare": r"公开",
}
_REASONED: Mapping[str, str] = {"refused": "不", "unavailable": "提供", "declined": "不予处理", "other": "处理"}
"""The ways of answering for which a reason may be named, each with what it is said by: looked for first, for speed."""
_QUOTES = re.compile("[“”‘’「」]")
_JOIN = (
    r"(?:其中|属于?|包括|包含|含|已|均|依法|决定|作出|做出|给予答复|答复|告知|对|有|"
    r"为|：|的|以及|以|并|共|及|和|按照?|方式|依申请|信息|[本我](?:行政)?(?:机关|单位|部门|街道|[局委办厅镇乡区县市]))*+"
)
_TAIL = r"(?:的|申请|决定|答复|告知书?|共计|合计|共|有|为|是|类|情形|方面|件数|：)*+"


def _before(term: str) -> re.Pattern[str]:
    """Give the pattern of the words before a figure that name a way of answering, and its reason where it has one."""
    reason = "[^，；]{0,40}?" if term in _REASONED else ""
    because = rf"(?:因|属于?|由于|涉及)?(?P<reason>{reason})(?:的|等?原因|等?情[形况]|等|而)*+"
    return re.compile(f"{_JOIN}{because}{_JOIN}(?:{_TERMS[term]}){_TAIL}")


_BEFORE = {term: _before(term) for term in _TERMS}
_AFTER = {term: re.compile(f"(?:申请)?{_JOIN}(?:{words}){_TAIL}") for term, words in _TERMS.items() if term != "bare"}
_JOINING = re.compile(_JOIN)
_BARE = re.compile(f"{_JOIN}公开{_TAIL}")
"""公开 alone, which says something of applications only right after they were counted."""
_ROWS: Mapping[str, str] = {
    "refused_state_secret": r"国家秘密",
    "refused_by_law": r"法律、?(?:行政)?法规禁止公开",
    "refused_security_stability": r"三安全一稳定",
    "refused_third_party": r"第三方合法权益",
    "refused_internal_affairs": r"内部事务信息",
    "refused_deliberative": r"过程性信息",
    "refused_enforcement_file": r"行政执法案卷",
    "refused_administrative_query": r"行政查询事项",
    "unavailable_not_held": r"不掌握",
    "unavailable_needs_creation": r"没有现成信息|另行制作",
    "unavailable_still_unclear": r"内容仍不明确",
    "declined_petition": r"信访",
    "declined_repeated": r"重复申请",
    "declined_publication": r"公开出版物",
    "declined_excessive": r"大量反复申请",
    "declined_reconfirmation": r"重新出具",
    "other_no_supplement": r"逾期不补正",
    "other_unpaid_fee": r"逾期未按",
}

_REASONS = re.compile("|".join(_ROWS.values()))
_LABELS: Mapping[str, str] = {
    "refused_state_secret": r"国家秘密",
    "refused_by_law": r"其[他它]法律、?(?:行政)?法规禁止公开",
    "refused_security_stability": r"危及三安全一稳定",
    "refused_third_party": r"保护第三方合法权益",
    "refused_internal_affairs": r"三类内部事务信息",
    "refused_deliberative": r"四类过程性信息",
    "refused_enforcement_file": r"行政执法案卷(?:信息)?",
    "refused_administrative_query": r"行政查询事项",
    "unavailable_not_held": r"不掌握(?:相关|该)?(?:政府)?信息",
    "unavailable_needs_creation": r"没有现成信息需要另行制作",
    "unavailable_still_unclear": r"补正后申请内容仍不明确",
    "declined_petition": r"信访、?举报、?投诉类(?:申请)?",
    "declined_publication": r"要求提供公开出版物",
    "declined_excessive": r"无正当理由大量反复申请",
    "declined_reconfirmation": r"要求行政机关确认或者?重新出具已获取信息",
    "other_no_supplement": r"(?:申请人)?无正当理由逾期不补正(?:、?行政机关不再处理其政府信息公开申请)?",
    "other_unpaid_fee": r"(?:申请人)?逾期未按收费通知要求缴纳费用(?:、?行政机关不再处理其政府信息公开申请)?",
}
"""The rows of the form by their own labels, as far as a label says no more than its row."""
_ALL_GRANTED, _IN_PART = requests_total("granted"), requests_total("partially_granted")
_LABEL = re.compile(rf"{_JOIN}(?:属于?)?(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _LABELS.items()) + rf"){_TAIL}")


def outcomes(mention: Mention, walk: Walk) -> Meaning | None:
    """Read a figure of applications answered in one way of the form."""
    before, after = _QUOTES.sub("", mention.before), _QUOTES.sub("", mention.after)
    fits = _of_row(before) or _of_term(_term(before, after), mention, walk.edition)
    if fits is None:
        return None
    bare = _BARE.fullmatch(mention.before) and not walk.sentence
    whole = not bare and _stands_on_the_whole(mention, walk) and in_scope(mention, "", walk.home)
    return Meaning(Count.OUTCOME, mention, whole, claim_of("X-03", mention, *fits))


def _of_row(before: str) -> tuple[Cells, ...] | None:
    """Give the row that the words before name by its own label."""
    match = _LABEL.fullmatch(before)
    return (requests_total(match.lastgroup),) if match and match.lastgroup else None


def _of_term(found: tuple[str, str] | None, mention: Mention, edition: Edition) -> tuple[Cells, ...] | None:
    return _fits(*found, mention, edition) if found else None


def _term(before: str, after: str) -> tuple[str, str] | None:
    """Give the way of answering that the words before, else those after, name; with the reason given."""
    for term, words in _BEFORE.items():
        match = words.fullmatch(before) if _REASONED.get(term, "") in before else None
        if match and _is_reason(match["reason"]):
            return term, match["reason"]
    if _JOINING.fullmatch(before):
        return next(((term, "") for term, words in _AFTER.items() if words.fullmatch(after)), None)
    return None


def _is_reason(words: str) -> bool:
    """Tell whether the words before the term are but its reason, not another verb, applicant or subject."""
    return not words or bool(_REASONS.search(words))


def _fits(term: str, reason: str, mention: Mention, edition: Edition) -> tuple[Cells, ...]:
    """Give the cells that a way of answering may mean: the group, or the rows whose reason is named."""
    if term in _REASONED:
        return _group_fits(f"{term}_", "" if "等" in mention.before else reason, edition)
    if term == "bare":
        return (_ALL_GRANTED, _ALL_GRANTED + _IN_PART)
    if term == "granted":
        alone = "部分公开" in mention.sentence.folded
        return (_ALL_GRANTED,) if alone else (_ALL_GRANTED, _ALL_GRANTED + _IN_PART)
    return (_IN_PART,) if term == "partially" else (_ALL_GRANTED + _IN_PART,)


def _group_fits(prefix: str, reason: str, edition: Edition) -> tuple[Cells, ...]:
    fits = _whole_group(prefix, edition)
    if not reason:
        return fits
    named = tuple(row for row, words in _ROWS.items() if row.startswith(prefix) and re.search(words, reason))
    return (*fits, requests_total(*named)) if named else fits


@cache
def _whole_group(prefix: str, edition: Edition) -> tuple[Cells, ...]:
    """Give the cells of a whole group: its rows, and the one that a document may merge them into."""
    merged = edition.table(REQUESTS).merged_rows if prefix == "other_" else ()
    return (requests_total(*rows_with(prefix, edition)), *(requests_total(row.key) for row in merged))


def _stands_on_the_whole(mention: Mention, walk: Walk) -> bool:
    """Tell whether the figure divides all applications: of the year and agency, not of a part."""
    if mention.inside:
        around = walk.enclosing(mention)
        return around is not None and around.count in {Count.HANDLED, Count.OUTCOME} and around.whole
    base = next((m for m in reversed(walk.sentence) if not m.mention.inside and not _beside(m)), None)
    if base is None:
        earlier = walk.last_before(Count.RECEIVED, Count.HANDLED)
        return earlier.whole if earlier else _topic(mention)
    if base.count in {Count.RECEIVED, Count.HANDLED}:
        return base.whole
    return base.count in {Count.CARRIED_IN, Count.CARRIED_OUT} and "其中" not in mention.before and base.whole


def _beside(meaning: Meaning) -> bool:
    """Tell whether a figure stands beside in the same division: another outcome, or one that the form lacks."""
    words = meaning.mention.before + meaning.mention.after
    unknown = meaning.count is Count.OTHER and not SENDERS.search(words) and not FOREIGN.search(words)
    return meaning.count is Count.OUTCOME or (unknown and "公开" not in words)


def _topic(mention: Mention) -> bool:
    said = "，".join((*mention.earlier, mention.before))
    return bool(TOPIC.search(said) or TOPIC.search(mention.sentence.heading))
