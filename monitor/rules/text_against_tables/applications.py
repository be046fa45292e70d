"""Reads what was received and what was handled: 新收, 收到, 受理 (X-01); 办结, 办理, 答复 (X-03)."""

from __future__ import annotations

import re

from monitor.rules.figures import Mention
from monitor.rules.text_against_tables.claims import Cells, claim_of, requests_total
from monitor.rules.text_against_tables.context import group, in_scope, is_part, speaks_of_others
from monitor.rules.text_against_tables.meaning import Count, Meaning, Walk
from monitor.rules.text_against_tables.vocabulary import (
    ANSWERED,
    BOTH,
    FOREIGN,
    OBJECT,
    RECEIVED,
    TOPIC,
    TREATED,
)

_VERB = f"{RECEIVED}|{BOTH}|{ANSWERED}|{TREATED}"
_COUNTED = re.compile(
    rf"^(?P<subject>.*?)(?P<verbs>(?:(?:{_VERB})(?:并|和|及|与|、)?(?:依法|依规|已|及时|按时|全部|予以)*)+)(?P<object>{OBJECT})$"
)
_DOING = re.compile("[收增接受办答回处]|信息公开申请|依申请公开")
"""One of them stands in what is counted, of itself or by its verb: looked for first, for speed alone."""
_NAMED = re.compile(
    rf"^(?P<subject>(?:全年|本?年度?|\d{{4}}年度?|共有?|我[市区县省镇乡局委厅办]|[、的])*)(?P<verbs>)"
    rf"(?P<object>(?:政府)?信息公开申请{OBJECT}|依申请公开(?:政府信息)?申请{OBJECT})$"
)
_NOT_SO = re.compile(
    r"(?:不予?|其[他它]|未|尚|正在|待|需|应|拟|再|暂)$|(?:予以|给予)(?!$)|部分公开|不予|不存在|不掌握|无法|告知|提供|其[他它](?!组织)|"
    r"结转|转入|顺延|遗留|下一?年|次年|继续"
)
_AFTER = re.compile(rf"^{OBJECT}(?:[已均全]|中?$)")
_CLOSED = re.compile(
    r"(?:申请)?(?:[已均都]|全部|按时|按期|及时|依法|依规|按照?[^，；]{0,12}要求|在?(?:法定|规定)(?:期限|时限|时间)内|予以|进行|作出|做出)*"
    rf"(?:书面|规范)?(?:{ANSWERED})(?:完毕|完成)?"
)
_FORE = re.compile("(?:其中|申请|有|已)*")
_DUE = "[应需须待]"
_TOGETHER = re.compile(
    rf"(?:全年|本年度?|总)*(?:共计|合计|总计|共|{_DUE})(?:{_DUE}|计|有|为)*(?:(?<={_DUE})(?:办理|处理|答复))?(?:申请)?"
)
_CASES = frozenset({"件", "宗", "起", "份"})
_BECAME = re.compile(rf"(?:其中|现|[已均]|全年|共|按时|按期|依法|实际)*(?:{ANSWERED})")
_NOT_DONE = re.compile("[已均]|办结|答复|办理")
_EXPLICIT = re.compile(r"依申请|信息.*申请|申请.*(?:公开|信息)")
_EXCEPT = re.compile(r"^[^（，；。]{0,12}（[^）]*(?:不含|不包括|不计|除外|另[^，）]*(?:上一?年|去年))")
_WHOLE_AGAIN = re.compile(r"共|全年|总|合计|累计|年度")

_NEW = requests_total("received")
_ALL = requests_total("received", "carried_in")
_DONE = requests_total("outcome_total")


def applications(mention: Mention, walk: Walk) -> Meaning | None:
    """Read a figure of applications received or handled."""
    if _is_sum(mention, walk):
        return Meaning(Count.RECEIVED, mention, whole=True, claim=claim_of("X-01", mention, _ALL))
    match = _counted(mention.before)
    if match is None:
        return _closed(mention, walk)
    subject, verbs, words = match["subject"].removesuffix("登记"), match["verbs"], match["object"]
    listed = "新增" in verbs and "事项" in words
    if listed or _NOT_SO.search(subject) or not _is_about_applications(mention, words, walk):
        return None
    received = not verbs or bool(re.match(f"{RECEIVED}|{BOTH}", verbs))
    return Meaning(
        count=Count.RECEIVED if received else Count.HANDLED,
        mention=mention,
        whole=not is_part(words + mention.after) and _is_whole(mention, subject, verbs, walk),
        claim=claim_of("X-01" if received else "X-03", mention, *_fits(verbs)),
    )


def _counted(words: str) -> re.Match[str] | None:
    return (_COUNTED.match(words) or _NAMED.match(words)) if _DOING.search(words) else None


def _is_sum(mention: Mention, walk: Walk) -> bool:
    """Tell whether a figure adds up what was received and what was carried in, just told: 共136件, 应办理136件."""
    if mention.inside or not _TOGETHER.fullmatch(mention.before) or _NOT_DONE.match(mention.after):
        return False
    told = [m for m in walk.sentence if not m.mention.inside]
    return [m.count for m in told] == [Count.RECEIVED, Count.CARRIED_IN] and all(m.whole for m in told)


def _closed(mention: Mention, walk: Walk) -> Meaning | None:
    """Read a figure that stands before its verb, 其中8件已办结: it divides what was received and claims nothing."""
    base = walk.last() or walk.last_before()
    about = base is not None and base.count in {Count.RECEIVED, Count.CARRIED_IN}
    if about and _FORE.fullmatch(mention.before) and _CLOSED.fullmatch(mention.after):
        return Meaning(Count.HANDLED, mention)
    return None


def _fits(verbs: str) -> tuple[Cells, ...]:
    """Give what the verbs may mean, most likely first; 收到 and 受理 may cover what was carried in, 新收 may not."""
    said = frozenset(re.findall(_VERB, verbs))
    if said and all(verb.startswith("新") for verb in said):
        return (_NEW,)
    fits: list[Cells] = [_ALL] if BOTH in said else []
    if not said or any(re.fullmatch(RECEIVED, verb) for verb in said):
        fits += [_NEW, _ALL]
    if any(re.fullmatch(f"{ANSWERED}|{TREATED}", verb) for verb in said):
        fits.append(_DONE)
    if any(re.fullmatch(TREATED, verb) for verb in said):
        fits.append(_ALL)
    return tuple(dict.fromkeys(fits))


def _is_about_applications(mention: Mention, words: str, walk: Walk) -> bool:
    """Tell whether applications for government information are counted, by the words or by the context."""
    after = mention.after if _AFTER.match(mention.after) else ""
    if mention.after and not after:
        return _EXPLICIT.search(words) is not None and not FOREIGN.search(mention.after)
    if _EXPLICIT.search(words + after):
        return True
    if speaks_of_others(mention):
        return False
    before = walk.last_told()
    told = before is None or before.count is not Count.OTHER
    return ("申请" in words + after or told) and (_topic(mention) or _goes_on(mention, walk))


def _topic(mention: Mention) -> bool:
    """Tell whether the heading or the words before speak of applications for government information."""
    said = "，".join((*mention.earlier, mention.before))
    return bool(TOPIC.search(said) or TOPIC.search(mention.sentence.heading))


def _goes_on(mention: Mention, walk: Walk) -> bool:
    """Tell whether a sentence says only what became of the applications counted last in the one before."""
    before = walk.last_before()
    counted = before is not None and before.count in {Count.RECEIVED, Count.CARRIED_IN} and before.whole
    return counted and not mention.earlier and mention.figure.unit in _CASES and bool(_BECAME.match(mention.before))


def _is_whole(mention: Mention, subject: str, verbs: str, walk: Walk) -> bool:
    if mention.inside or is_part(subject) or FOREIGN.search(subject):
        return False
    if _EXCEPT.match(mention.sentence.folded[mention.figure.end :]):
        return False
    if "其中" in subject and not verbs.startswith("新"):
        return False
    parts = any(clause.startswith("其中") for clause in group(mention))
    if parts and not _WHOLE_AGAIN.search(subject) and not verbs.startswith("新"):
        return False
    return in_scope(mention, subject.replace("其中", ""), walk.home)
