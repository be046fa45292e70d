"""Asks section five for problems and for improvements (N-05; art. 50(4))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.extraction import SectionText
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes
from monitor.rules.figures.fold import fold, squeeze
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.narrative.halves import Halves, halves_of
from monitor.settings import Severity

CODE = "N-05"
_KEY = "problems_and_improvements"
_LACKING = re.compile(
    r"不足|短板|差距|薄弱|不够|有待|[尚仍还需]需|须进一步|需(?:进一步|加强|提[高升]|要)|欠|不到位|不[高强深全多实严细快准]|滞后|困难|缺[乏少失]|单一|弱|(?<!减)少|"
    r"不(?:规范|及时|完善|健全|平衡|充分|均衡|熟|足|善|同步|一致|清|畅|便|新|勤|明|稳|专)|慢|(?<!降)低|偏|窄|参差|松懈|生疏|频繁|兼职|陈旧|脱节|未能|未及时|存在[^，]{1,24}"
)
_PROBLEM = re.compile("问题")
_SOLVED = re.compile(r"解决|回应|答复|回复|发现|反映|咨询|热点|关心|关注|需求")
"""Words that make 问题 the public's matter, or one that is dealt with: no problem of the work is named by it."""
_MEASURE = re.compile(
    r"加强|强化|提升|完善|健全|推[进动]|优化|加大|规范|落实|开展|细化|改进|深化|提高|拓[展宽]|严格|组织|举办|建立|做好|整改|督促|增[强加设]|丰富|"
    r"明确|抓[好紧实]|聚焦|创新|修订|梳理|培训|压实|转变|充实|配[备强齐]|探索|制定|编制"
)
_STILL = re.compile(r"有待|[尚仍还]需|需(?:进一步|要|加强|提)|亟[待需]|不够|不足|不到位|欠缺|应进一步|须进一步")
_AHEAD = re.compile(
    r"下一步|今后|改进(?:措施|情况|方向|办法)|整改(?:措施|情况)|下一?年|针对|为此|我[局委办厅镇乡县区市][^，。]{0,4}将"
)


def _problems(given: Given) -> Iterator[Outcome | Finding]:
    section = given.reading.section(_KEY)
    if section is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    fault = _fault(halves_of("\n".join(fold(squeeze(p.text)) for p in section.passages)))
    if fault is None:
        yield Outcome(CODE, Verdict.PASS, (f"/sections/{_KEY}",))
    elif given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN, (f"/sections/{_KEY}",))
    else:
        yield Outcome(CODE, Verdict.FAIL, (f"/sections/{_KEY}",))
        yield _finding(fault, section, given)


problems = of_reading(CODE, _problems)


def _fault(text: Halves) -> str | None:
    """Give the variant of what section five lacks, or None."""
    if not text.clauses:
        return "none" if text.denied else "empty"
    if not (text.problems or any(_is_problem(c) for c in text.clauses)) or _denies_half("problems", text):
        return "no_problems"
    improved = text.improvements or any(_improves(c) for c in text.clauses)
    return "no_improvements" if not improved or _denies_half("improvements", text) else None


def _denies_half(half: str, text: Halves) -> bool:
    """Tell whether both halves have a label, and under this one stands 无 alone."""
    return text.denied and len(text.labels) > 1 and not getattr(text, half)


def _is_problem(clause: str) -> bool:
    return bool(_LACKING.search(clause) or (_PROBLEM.search(clause) and not _SOLVED.search(clause)))


def _improves(clause: str) -> bool:
    """Tell whether a clause says what is or will be done: words that look ahead, or of action and of no lack."""
    if _AHEAD.search(clause):
        return True
    return bool(_MEASURE.search(clause) and not _STILL.search(clause) and not _LACKING.search(clause))


def _finding(fault: str, section: SectionText, given: Given) -> Finding:
    passages = tuple(Quote(p.text, p.place) for p in section.passages)
    return Finding(
        code=CODE,
        severity=Severity.VIOLATION if fault in {"empty", "none"} else Severity.QUERY,
        pointers=(f"/sections/{_KEY}",),
        variant=fault,
        facts={"heading": section.heading, "sentence": section.text},
        evidence=of_quotes(given.reading, Quote(section.heading, section.place), *passages),
    )
