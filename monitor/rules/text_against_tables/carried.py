"""Reads what was carried over: from the year before, and into the next (X-02)."""

from __future__ import annotations

import re
from functools import cache

from monitor.rules.figures import Mention
from monitor.rules.text_against_tables.claims import claim_of, requests_total
from monitor.rules.text_against_tables.context import group, in_scope, is_part
from monitor.rules.text_against_tables.meaning import Count, Meaning, Walk
from monitor.rules.text_against_tables.vocabulary import ANSWERED, FOREIGN, OBJECT, TOPIC, TREATED

_MOVE = r"(?:延期)?(?:结转|转入|转接|转结|顺延|遗留|延续|跨年|转|延期?(?=[至到]))"
_MOVING = re.compile("[转延遗跨]")
"""One of them stands in whatever carries: looked for first, for speed alone."""
_ON = r"(?:至|到|入|为|给|来)*"
_WORK = r"(?:继续)?(?:办理|答复|处理|办结)?(?:的)?"
_FORE = re.compile(r"(?:其中|另外?|尚?有|还有|剩余|余下|其余|的|未办结|尚未|办结|申请|将|和|及|含)*")
_FILLER = r"[^，；。]{0,16}?"
_HANDLED = re.compile(f"{ANSWERED}|{TREATED}|含|包括|其中")
_CASES = frozenset({"件", "宗", "起", "份"})
_COUNTS = (Count.RECEIVED, Count.HANDLED, Count.CARRIED_IN, Count.CARRIED_OUT, Count.OUTCOME)


def carried_in(mention: Mention, walk: Walk) -> Meaning | None:
    """Read a figure of applications that came over from the year before."""
    subject = _subject(mention, *_in_patterns(walk.home.year))
    if subject is None or not _about_applications(mention, walk):
        return None
    claim = claim_of("X-02", mention, requests_total("carried_in"), at_most=_is_within(mention, subject, walk))
    return Meaning(Count.CARRIED_IN, mention, _is_whole(mention, subject, walk), claim)


def carried_out(mention: Mention, walk: Walk) -> Meaning | None:
    """Read a figure of applications that go over to the next year."""
    subject = _subject(mention, *_out_patterns(walk.home.year))
    if subject is None or not _about_applications(mention, walk):
        return None
    claim = claim_of("X-02", mention, requests_total("carried_out"))
    return Meaning(Count.CARRIED_OUT, mention, _is_whole(mention, subject, walk), claim)


@cache
def _in_patterns(year: int | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of the words before and after; the year before may be named by its number."""
    named = f"|{year - 1}年度?" if year else ""
    last = f"(?:上一?年度?|去年度?{named})"
    this = f"(?:本年度?|今年度?{f'|{year}年度?' if year else ''})"
    state = r"(?:未办结|未答复|未办理完毕|尚未办结)?(?:的)?(?:政府信息公开申请|依申请公开|申请)?"
    moved = f"{last}{state}{_MOVE}{_ON}{this}?{_WORK}"
    before = f"^(?P<subject>.*?)(?:{moved}|结转自?{last}{_WORK}|{_MOVE}(?:至|到|入){this}{_WORK}){OBJECT}$"
    after = f"^(?:申请)?(?:为|是|系|属于?|由)?{moved}(?:申请|件)?$"
    return re.compile(before), re.compile(after)


@cache
def _out_patterns(year: int | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    named = f"|{year + 1}年度?" if year else ""
    following = f"(?:下一?年度?|次年度?|明年度?{named})"
    onward = f"(?:{_MOVE}{_ON}{following}{_WORK}|{following}{_MOVE}{_WORK})"
    return re.compile(f"^(?P<subject>.*?){onward}{OBJECT}$"), re.compile(f"^{_FILLER}{onward}(?:申请)?$")


def _subject(mention: Mention, before: re.Pattern[str], after: re.Pattern[str]) -> str | None:
    """Give the words before those that carry, or None where none carry."""
    if not _MOVING.search(mention.before) and not _MOVING.search(mention.after):
        return None
    if match := before.match(mention.before):
        return match["subject"]
    if mention.after.startswith(("至", "到")) and (match := before.match(mention.before + mention.after)):
        return match["subject"]
    if after.match(mention.after) and _FORE.fullmatch(mention.before):
        return mention.before
    return None


def _about_applications(mention: Mention, walk: Walk) -> bool:
    if FOREIGN.search(mention.before) or FOREIGN.search(mention.after):
        return False
    said = "，".join((*mention.earlier, mention.before, mention.after))
    if "申请" in said or walk.last(*_COUNTS) or walk.enclosing(mention):
        nearest = walk.enclosing(mention) or _nearest(walk)
        return nearest is None or nearest.count in _COUNTS or "申请" in mention.before + mention.after
    return bool(TOPIC.search(mention.sentence.heading)) and walk.last() is None


def _nearest(walk: Walk) -> Meaning | None:
    """Give what was counted last, but for unknown counts beside it that speak of nothing else."""
    counted = (m for m in reversed(walk.sentence) if not m.mention.inside)
    return next((m for m in counted if m.count is not Count.OTHER or not _is_beside(m)), None)


def _is_beside(meaning: Meaning) -> bool:
    words = meaning.mention.before + meaning.mention.after
    return meaning.mention.figure.unit in _CASES and not FOREIGN.search(words)


def _is_within(mention: Mention, subject: str, walk: Walk) -> bool:
    """Tell whether the figure is a part of what was handled: 答复805件（含上年结转18件）."""
    around = walk.enclosing(mention)
    if around:
        return around.count is not Count.RECEIVED
    base = walk.last(Count.RECEIVED, Count.HANDLED)
    inside = "其中" in subject or "含" in subject or any(c.startswith("其中") for c in group(mention))
    if inside:
        return base is None or base.count is Count.HANDLED
    return bool(_HANDLED.search(subject))


def _is_whole(mention: Mention, subject: str, walk: Walk) -> bool:
    around = walk.enclosing(mention)
    if (mention.inside and (around is None or not around.whole)) or _goes_on_with_a_part(mention, walk):
        return False
    rest = re.sub(r"其中|另外?|还|含|包含|包括", "", subject)
    return not is_part(rest) and in_scope(mention, rest, walk.home)


def _goes_on_with_a_part(mention: Mention, walk: Walk) -> bool:
    """Tell whether a sentence that begins with 其中 divides applications that were not this report's whole."""
    before = walk.last_before(Count.RECEIVED, Count.HANDLED)
    return before is not None and not before.whole and mention.sentence.folded.startswith("其中")
