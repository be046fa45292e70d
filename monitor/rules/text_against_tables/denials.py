"""Reads denials: nothing received, no dispute, all done, all upheld, never corrected (X-08)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitor.rules.figures.scope import Whose, agency_of, time_of
from monitor.rules.given import Given
from monitor.rules.text_against_tables.claims import (
    LITIGATION,
    RECONSIDERATION,
    Cells,
    Claim,
    disputes,
    requests_total,
)
from monitor.rules.text_against_tables.context import is_part, without_carrying
from monitor.rules.text_against_tables.meaning import Count
from monitor.rules.text_against_tables.measures import DOCUMENTS, MADE, fits_of
from monitor.rules.text_against_tables.vocabulary import ASKED, DISCLOSURE, OBJECT, TOPIC
from monitor.rules.text_against_tables.walk import Told, tell

_NONE = r"(?:未曾|没有|未|无|(?<![百千万])零)"
_HAPPENED = r"(?:发生|出现|产生|收到|接到|存在|引发|引起|有|被|涉及)*+"
_ENDING = (
    r"(?:的|等|案件|情况|情形|事项|现象|事件|案|申请|发生|产生|记录|有关|相关|：|、|和|及|或|投诉|举报|申诉|国家赔偿)*+"
)
_ABOUT = (
    r"(?:一起|一件|一例|[01][起件例]|因|由|由于|涉及|有关|关于|对|针对|本机关|本单位|我[局委办厅镇乡县区市]|我?街道|政府信息公开|政务公开|依申请公开|信息公开|政府信息|工作|"
    r"申请|答复|处理|方面|问题|相关|类|而|引发|引起|导致|产生|被|提起|提出|发生|的|任何|公民|法人|其他组织|、|和|或|者)*?"
)
_COURT = r"(?:行政)?(?:诉讼|应诉)"
_REVIEW = r"(?:行政)?复议"
_DISPUTES = (
    rf"(?:(?:{_REVIEW}|{_COURT})(?:案件|申请)?+(?:、|和|及|与|或者|或|以及)?+(?:被?提起|被?申请|发生|引发|被)?+)++"
)

_NO_REQUEST = re.compile(rf"^(?P<lead>.*?){_NONE}{_HAPPENED}(?P<object>{ASKED})(?:的?(?:情况|情形|事项|件))?$")
_ZERO_REQUESTS = re.compile(
    rf"^(?P<lead>.*?)(?:收到|接到|受理|新收)?(?P<object>{OBJECT}(?:均|都)?[为是]?)(?<=[为是])(?:0|零|“0”)$"
)
_NO_CARRYING = re.compile(
    r"^(?P<lead>.*?)(?:无|没有|不存在|未有)(?:需|要|任何|申请)*"
    r"(?:(?P<before>(?:上一?年度?|去年度?)的?(?:结转|转入|遗留|顺延)(?:至|到)?(?:本年度?)?)|"
    r"(?P<after>(?:结转|转入|顺延|延续)(?:至|到|入)?(?:下一?年度?|次年度?|明年)|(?:下一?年度?|次年度?)结转))"
    r"(?:继续)?(?:办理|答复|处理)?的?(?:依申请公开|政府信息公开)?(?:申请|事项|情况|件)*$"
)
_NO_DISPUTE = re.compile(rf"^(?P<lead>.*?){_NONE}{_HAPPENED}{_ABOUT}(?P<what>{_DISPUTES}){_ENDING}$")
_DISPUTES_NONE = re.compile(
    rf"^(?P<lead>.*?)(?P<what>{_DISPUTES})(?:案件|情况|事项|数量|数|申请|案|等|的)*+(?:均|都|也)*"
    r"(?:未发生|没有发生|未出现|[为是](?:0|零|“0”)|为无|均无)$"
)
_NONE_MADE = re.compile(
    rf"^(?P<lead>.*?)(?:未曾|未|没有){MADE}(?:任何)?"
    r"(?P<what>(?:(?:政府|部门|行政)?(?:规章|规范性文件)(?:、|和|及|与|或者?|以及)?)++)$"
)
_ALL_DONE = re.compile(
    r"^(?:申请|上述申请|以上申请|所有申请)?(?:现?[已均]|全部|都)*(?:均|全部)(?:现?已|都)?"
    r"(?:(?:依法|依规|按时|按期|及时|按规定)*(?:办结|办理完毕|办理完结|答复完毕|办复)|(?:依法|依规)*(?:予以|作出|做出)?(?:答复|回复))(?:完毕)?$"
)
_ALL_UPHELD = re.compile(r"^(?:结果|复议结果|判决结果)?(?:均|全部)(?:获|被|予以|得到|为)?(?:结果)?维持(?:原.{0,8})?$")
_LOST = re.compile(
    r"^(?P<lead>.*?)(?:未发生|未出现|没有|无|不存在|实现|保持|(?<![百千万])零)(?P<what>.*(?:败诉|纠错|纠正|确认违法).*)$"
)
_PAPERS = re.compile("公文|文件|发文|属性|目录")
"""Words of a sentence in which 依申请公开 may be a class of documents."""
_CORRECTED = re.compile("败诉|纠错|纠正|撤销")
_CUT = re.compile("[，；：。！？]")
_DENYING = re.compile("[未无没零0均全败纠违]")
"""What each of these patterns has one of; most clauses have none, and cost no more than to see that."""
_NOTHING = re.compile("[未无没不零0]")
_MOVED = re.compile("[转留延]")
_DISPUTED = re.compile("复议|诉")
_LOSING = re.compile("败诉|纠错|纠正|确认违法")
"""What a denial of anything, of carrying, of disputes and of defeats has one of: looked for first, for speed alone."""
_LONGEST = 120
"""Characters of a clause; a longer one denies nothing plainly."""
_CARRIED = re.compile("结转|顺延|下一?年|次年|延期")
_CONDITION = re.compile(r"若|如|凡|对于|对[^，]{0,6}未|超过|逾期|正当理由|防止|避免|确保|力争|杜绝|争取|目标")


def denials(given: Given) -> Iterator[Claim]:
    """Give what the text denies of the tables, one claim a denial."""
    for told in tell(given):
        if not _DENYING.search(told.sentence.folded):
            continue
        clauses = [c for c in _CUT.split(told.sentence.folded) if c]
        for position, clause in enumerate(clauses):
            following = clauses[position + 1] if position + 1 < len(clauses) else ""
            may_deny = len(clause) <= _LONGEST and _DENYING.search(clause)
            found = tuple(_of_clause(clause, following, told)) if may_deny else ()
            if found and _speaks_plainly(told, clauses[: position + 1]):
                yield from found


def _of_clause(clause: str, following: str, told: Told) -> Iterator[Claim]:
    if _NOTHING.search(clause):
        yield from _of_nothing(clause, following, told)
    if _ALL_DONE.match(clause):
        yield from _all_done(clause, told)
    if _ALL_UPHELD.match(clause):
        yield from _all_upheld(clause, told)
    if _LOSING.search(clause) and (match := _LOST.match(clause)):
        yield from _none_lost(match, told)


def _of_nothing(clause: str, following: str, told: Told) -> Iterator[Claim]:
    for asked in (_NO_REQUEST, _ZERO_REQUESTS) if "申请" in clause else ():
        if match := asked.match(clause):
            yield from _no_request(match, told)
    if _MOVED.search(clause) and (match := _NO_CARRYING.match(clause)):
        yield from _no_carrying(match, told)
    disputed = _DISPUTED.search(clause) and not _CORRECTED.search(following)
    if disputed and (match := _NO_DISPUTE.match(clause) or _DISPUTES_NONE.match(clause)):
        yield from _no_dispute(match, told)
    if "规" in clause and (match := _NONE_MADE.match(clause)):
        yield from _none_made(match, told)


def _speaks_plainly(told: Told, clauses: list[str]) -> bool:
    """Tell whether nothing up to here names another time or agency, or a condition, plan or part."""
    said = "，".join(clauses)
    other = any(time_of(without_carrying(c), told.walk.home) is Whose.OTHER for c in clauses)
    return not other and not _CONDITION.search(clauses[-1]) and agency_of(said, told.walk.home) is not Whose.OTHER


def _no_request(match: re.Match[str], told: Told) -> Iterator[Claim]:
    words = match["object"]
    explicit = "申请" in words and ("公开" in words or _has_topic(told))
    if _PAPERS.search(told.sentence.folded):
        explicit = "申请" in words.replace("依申请公开", "")
    if explicit and not is_part(match["lead"] + words):
        yield _claim("no_request", match.group(), told, requests_total("received"))


def _no_carrying(match: re.Match[str], told: Told) -> Iterator[Claim]:
    if is_part(match["lead"]) or not (_has_topic(told) or _received_before(told)):
        return
    if match["before"]:
        yield _claim("no_carried_in", match.group(), told, requests_total("carried_in"))
    else:
        yield _claim("no_carried_out", match.group(), told, requests_total("carried_out"))


def _received_before(told: Told) -> bool:
    said = (*told.walk.paragraph, *told.meanings)
    return any(m.count is Count.RECEIVED and m.whole for m in said)


def _no_dispute(match: re.Match[str], told: Told) -> Iterator[Claim]:
    if is_part(match["lead"]):
        return
    if "复议" in match["what"]:
        yield _claim("no_reconsideration", match.group(), told, disputes(RECONSIDERATION))
    if re.search("诉讼|应诉", match["what"]):
        yield _claim("no_litigation", match.group(), told, disputes(LITIGATION))


def _none_made(match: re.Match[str], told: Told) -> Iterator[Claim]:
    for word, row in DOCUMENTS.items():
        if word in match["what"]:
            fits = fits_of(row, "made", told.walk.edition)
            yield Claim("X-08", told.sentence, match.group(), Decimal(0), fits, variant="none_made")


def _all_done(clause: str, told: Told) -> Iterator[Claim]:
    """Claim that nothing is carried out: only right after all that was received, if no carrying is told."""
    base = next((m for m in reversed(told.meanings) if not m.mention.inside), None)
    before = told.sentence.folded.find(clause)
    received = base is not None and base.count is Count.RECEIVED and base.whole and base.mention.figure.end <= before
    earlier = told.walk.paragraph
    carried = any(m.count is Count.CARRIED_OUT for m in earlier) or _CARRIED.search(told.sentence.folded)
    if received and not carried:
        yield _claim("all_done", clause, told, requests_total("carried_out"))


def _all_upheld(clause: str, told: Told) -> Iterator[Claim]:
    groups = {g for m in told.meanings if m.count is Count.DISPUTE and m.whole for g in m.groups}
    for named in (RECONSIDERATION, LITIGATION):
        if groups >= set(named):
            cells = disputes(named, "rectified") + disputes(named, "other_result")
            yield _claim("all_upheld", clause, told, cells)


def _none_lost(match: re.Match[str], told: Told) -> Iterator[Claim]:
    if not DISCLOSURE.search(told.sentence.folded) and not _has_topic(told):
        return
    what = match["what"]
    if re.search(r"复议(?:机关|决定)?(?:被)?(?:纠错|纠正|确认违法)", what):
        yield _claim("none_rectified", match.group(), told, disputes(RECONSIDERATION, "rectified"))
    if "败诉" in what:
        yield _claim("none_lost", match.group(), told, disputes(LITIGATION, "rectified"))


def _has_topic(told: Told) -> bool:
    return bool(TOPIC.search(told.sentence.heading) or TOPIC.search(told.sentence.folded))


def _claim(variant: str, phrase: str, told: Told, cells: Cells) -> Claim:
    return Claim("X-08", told.sentence, phrase, Decimal(0), (cells,), variant=variant)
