"""Tells of applications, truly, in the wordings of real reports, and of much that is no application."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.settings import Kind
from tests.support.valid.facts import Facts
from tests.support.valid.numerals import share, split

_NOUN = ("政府信息公开申请", "依申请公开政府信息申请", "政府信息公开申请")
_GROUPS = {
    "予以公开": "granted",
    "部分公开": "partially_granted",
    "不予公开": "refused_",
    "无法提供": "unavailable_",
    "不予处理": "declined_",
    "其他处理": "other_",
}


def applications(f: Facts) -> Iterator[str]:
    """Give the paragraphs on applications."""
    yield f.pick("（二）依申请公开。", "（二）依申请公开情况。", "二是依法办理依申请公开。") + "".join(_sentences(f))
    if f.chance(0.3):
        yield _reconsideration(f)


def _sentences(f: Facts) -> Iterator[str]:
    if f.chance(0.3):
        yield _tempting(f)
    yield _flow(f)
    if f.chance(0.5) and f.requests("outcome_total"):
        yield _outcomes(f)
    if f.chance(0.3) and f.requests("received"):
        yield _applicants(f) if f.chance(0.5) else _channels(f)
    if f.chance(0.25):
        yield _before(f)
    if f.chance(0.3):
        yield _tempting(f)


def _flow(f: Facts) -> str:
    """Say what came in, was carried in, was closed and is carried out."""
    received, carried_in = f.requests("received"), f.requests("carried_in")
    closed, carried_out = f.requests("outcome_total"), f.requests("carried_out")
    if not received:
        return f.pick(
            f"{f.year}年，{f.we}未收到政府信息公开申请。",
            "全年未收到政府信息公开申请。",
            f"{f.year}年收到政府信息公开申请0件。",
        )
    parts = [_received(f, received)]
    if carried_in and f.chance(0.7):
        parts.append(
            f.pick(
                f"上年结转{f.say(carried_in)}件", f"{f.year - 1}年结转{carried_in}件", f"上年度结转申请{carried_in}件"
            )
        )
    elif not carried_in and f.chance(0.2):
        parts.append("无上年结转申请")
    if closed and f.chance(0.8):
        parts.append(f.pick(f"办结{f.say(closed)}件", f"共答复{closed}件", f"本年度办理完毕{closed}件"))
    if carried_out and f.chance(0.7):
        parts.append(f.pick(f"结转下年度继续办理{carried_out}件", f"另有{carried_out}件结转至{f.year + 1}年办理"))
    elif not carried_out and f.chance(0.4):
        parts.append(f.pick("均已按时办结", "已全部办结", "无结转下年度办理的申请"))
    return "，".join(parts) + "。"


def _received(f: Facts, received: int) -> str:
    noun, count = f.random.choice(_NOUN), f.say(received)
    return f.pick(
        f"全年共收到{noun}{count}件",
        f"{f.year}年，{f.we}新收{noun}{count}件",
        f"{f.year}年度，{f.we}共受理{noun}{count}件",
        f"全年收到{count}件{noun}",
        f"本年度新收{noun}{count}件",
        f"截至{f.year}年12月31日，{f.we}共收到{noun}{count}件",
    )


def _outcomes(f: Facts) -> str:
    whole = f.requests("outcome_total")
    found = {name: f.sum_of(prefix) for name, prefix in _GROUPS.items()}
    told = [(name, count) for name, count in found.items() if count or f.chance(0.3)]
    shares = f.chance(0.3)
    parts = [f"{name}{f.say(n)}件" + (f"，占{share(n, whole, f.random)}" if shares and n else "") for name, n in told]
    joint = "；" if shares else f.pick("，", "、")
    return f.pick(f"答复政府信息公开申请{whole}件，其中：", f"在答复的{whole}件申请中，") + joint.join(parts) + "。"


def _applicants(f: Facts) -> str:
    received, persons = f.requests("received"), f.requests("received", "natural_person")
    return (
        f"收到的政府信息公开申请{received}件中，自然人申请{f.say(persons)}件、"
        f"法人或其他组织申请{f.say(received - persons)}件。"
    )


def _channels(f: Facts) -> str:
    received = f.requests("received")
    net, letter, counter = split(received, 3, f.random)
    return f"收到政府信息公开申请{received}件，其中网络申请{net}件，信函申请{letter}件，当面申请{counter}件。"


def _before(f: Facts) -> str:
    """Compare with last year, of which no report is at hand."""
    received = f.requests("received")
    more = f.random.randint(1, 40)
    return f.pick(
        f"申请数量较上年增加{more}件。",
        f"{f.year - 1}年收到政府信息公开申请{received + more}件，{f.year}年收到{received}件。",
        f"与{f.year - 1}年相比，申请量有所上升。",
        f"申请量同比增长{more}.5%。",
    )


def _tempting(f: Facts) -> str:
    return f.words("applications", *(["governments"] if f.kind is Kind.GOVERNMENT else []))


def _reconsideration(f: Facts) -> str:
    """Say what table 4 counts: by its totals, or that there was none."""
    asked = f.cases("reconsideration")
    sued = f.cases("litigation_direct") + f.cases("litigation_after_reconsideration")
    if not asked and not sued:
        return f.pick(
            "全年未发生因政府信息公开引起的行政复议和行政诉讼。",
            "因政府信息公开被申请行政复议0件，被提起行政诉讼0件。",
            "本年度无政府信息公开行政复议、行政诉讼。",
        )
    return f.pick(
        f"因政府信息公开被申请行政复议{f.say(asked)}件，被提起行政诉讼{f.say(sued)}件。",
        f"全年政府信息公开行政复议案件{asked}件，政府信息公开行政诉讼案件{sued}件。",
    )
