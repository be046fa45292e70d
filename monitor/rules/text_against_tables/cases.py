"""Reads reconsiderations and lawsuits about the disclosure of government information (X-04)."""

from __future__ import annotations

import re

from monitor.rules.figures import Mention
from monitor.rules.text_against_tables.claims import LITIGATION, RECONSIDERATION, claim_of, disputes
from monitor.rules.text_against_tables.context import group, in_scope
from monitor.rules.text_against_tables.meaning import Count, Meaning, Walk
from monitor.rules.text_against_tables.vocabulary import DISCLOSURE

_LITIGATION = r"(?:行政)?(?:诉讼|应诉)"
_RECONSIDERATION = r"(?:行政)?复议"
_DISPUTED = re.compile("复议|诉")
"""One of them stands in whatever names a case: looked for first, for speed alone."""
_TAIL = r"(?:申请|案件|案|类|方面|事项|的|被提起|发生|共计|合计|共|数量|总数|总量|数|有|为|是|：|均)*+"
_DIRECT = re.compile(rf"未经(?:行政)?复议(?:直接|而)?(?:起诉|提起{_LITIGATION}|{_LITIGATION}){_TAIL}$")
_AFTERWARDS = re.compile(rf"(?:行政)?复议后(?:又|再)?(?:起诉|提起{_LITIGATION}|{_LITIGATION}){_TAIL}$")
_BOTH = re.compile(rf"(?:{_RECONSIDERATION}(?:申请|案件)?(?:、|和|及|与|或|以及)(?:被?提起)?{_LITIGATION}){_TAIL}$")
_ONE = re.compile(rf"(?P<what>{_RECONSIDERATION}|{_LITIGATION}){_TAIL}$")
_BEHIND = re.compile(
    rf"^(?:因|涉及?|有关|关于)?(?:政府|政务)?信息公开(?:工作|类)?(?:的|引起的?|引发的?|产生的?|被申请|被提起)*"
    rf"(?P<what>{_RECONSIDERATION}|{_LITIGATION})(?:案件|申请|案)?$"
)
_NOT_THE_WHOLE = re.compile(
    r"受理|审理|审结|办理|承办|办结|处理|代理|指导|化解|调解|其[他它]|土地|征[收地]|新增|新收|新发|[一二再]审|撤回|维持|纠正|驳回|上一?年|"
    r"败诉|胜诉|出庭|负责人|不服|另|还有|各|分别|民事|刑事|上诉|结转|参加|参与|应对|统计|平均|同比"
)
_RESULTS = {
    "upheld": r"(?:结果维持|维持(?:原?(?:具体)?行政行为|原决定)?)",
    "rectified": r"(?:结果纠正|纠正)",
    "other_result": r"其[他它]结果",
    "pending": r"(?:尚未审结|未审结)",
}
_RESULT = re.compile(
    "(?:其中|结果|为|被|予以|已|：|、)*(?:"
    + "|".join(f"(?P<{k}>{v})" for k, v in _RESULTS.items())
    + ")(?:的|案件|为|：)*"
)
_OTHER_WORDS = re.compile(r"驳回|撤销|确认违法|撤回|终止|不予受理|胜诉|败诉")


def cases(mention: Mention, walk: Walk) -> Meaning | None:
    """Read a figure of reconsiderations or lawsuits."""
    groups = _groups(mention)
    if groups is None:
        return None
    whole = _is_about_disclosure(mention, walk) and _is_whole(mention, walk)
    return Meaning(Count.DISPUTE, mention, whole, claim_of("X-04", mention, disputes(groups)), groups)


def results(mention: Mention, walk: Walk) -> Meaning | None:
    """Read how many of the cases just counted ended in one way, in the words of the form."""
    match = _RESULT.fullmatch(mention.before)
    base = walk.enclosing(mention) if mention.inside else _last_case(walk)
    if match is None or base is None or base.count is not Count.DISPUTE:
        return None
    column = next(k for k, v in match.groupdict().items() if v)
    whole = base.whole and not _OTHER_WORDS.search(mention.sentence.folded) and _same_group(mention, base)
    claim = claim_of("X-04", mention, disputes(base.groups, column))
    return Meaning(Count.OUTCOME, mention, whole, claim, base.groups)


def _last_case(walk: Walk) -> Meaning | None:
    """Give the case count just before, only results of it between."""
    last = walk.last(Count.DISPUTE, Count.OTHER, Count.RECEIVED, Count.HANDLED)
    return last if last and last.count is Count.DISPUTE else None


def _same_group(mention: Mention, base: Meaning) -> bool:
    """Tell whether only one case count stands since the last ；: 复议3件、诉讼2件，维持4件 is of both or one."""
    counted = [c for c in group(mention) if re.search(r"复议|诉讼|应诉", c)]
    return len(counted) <= 1 or mention.inside or base.mention.inside


def _groups(mention: Mention) -> tuple[str, ...] | None:
    """Give the groups of table 4 that the words before name, or None."""
    words = mention.before
    if not _DISPUTED.search(words) and not _DISPUTED.search(mention.after):
        return None
    if _DIRECT.search(words):
        return LITIGATION[:1]
    if _AFTERWARDS.search(words):
        return LITIGATION[1:]
    if _BOTH.search(words):
        sure = re.search(r"共|合计|总", words) or not mention.figure.value
        return (*RECONSIDERATION, *LITIGATION) if sure else None
    match = _ONE.search(words) or _BEHIND.search(mention.after)
    if match is None:
        return None
    return RECONSIDERATION if "复议" in match["what"] else LITIGATION


def _is_about_disclosure(mention: Mention, walk: Walk) -> bool:
    """Tell whether the cases are about disclosure: said in the clause, of the case before, or by the section."""
    if (
        DISCLOSURE.search(mention.before)
        or _BEHIND.search(mention.after)
        or mention.sentence.section == "reconsideration_and_litigation"
    ):
        return True
    last = _last_case(walk)
    if last:
        return last.whole
    clauses = group(mention)
    because = bool(clauses) and clauses[-1].startswith(("因", "涉及")) and bool(DISCLOSURE.search(clauses[-1]))
    return because or bool(re.search("依申请|复议|诉讼", mention.sentence.heading))


def _is_whole(mention: Mention, walk: Walk) -> bool:
    if mention.inside or _NOT_THE_WHOLE.search(re.sub(r"被?申请", "", mention.before)):
        return False
    if "收到" in mention.before and (walk.home.reviews or not DISCLOSURE.search(mention.before)):
        return False
    return in_scope(mention, _subject(mention.before), walk.home)


def _subject(words: str) -> str:
    """Give the words up to what the cases are about."""
    return re.split(r"因|涉及|有关|关于|政府信息公开|信息公开|依申请|被申请|被提起|行政|复议|诉讼", words)[0]
