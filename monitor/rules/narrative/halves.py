"""Parts section five into what it names as problems, as improvements, and as neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_CLAUSE = re.compile(r"[，；。：！\n]")
_NUMBERING = re.compile(r"^(?:（?[一二三四五六七八九十\d]{1,3}(?:）|[、.])|[一二三四五六七八九十]是)")
_FURNITURE = re.compile(
    r"[—\-–\s]*(?:第?\d{1,3}页?(?:[/共]+\d{1,3}页?)?)?[—\-–\s]*|(?:\d{4}|本|今|全)年度?|目前|总体来看"
)
"""Numbers of pages and words of time: they say nothing by themselves."""
_PROBLEMS = re.compile(
    r"(?:\d{4}年度?|目前)?(?:政府信息公开|政务公开)?(?:工作)?中?(?:存在的?)?(?:主要|突出)?的?(?:问题|不足|困难)(?:[和与及、](?:不足|原因|困难))?"
    r"(?:情况|方面|主要有|如下|有)?"
)
_IMPROVEMENTS = re.compile(
    r"(?:针对存在的?问题的?)?(?:主要的?)?(?:改进|整改)(?:工作)?(?:情况|措施|办法|方向|打算|意见|举措|思路)?(?:如下|方面)?|"
    r"下一?步(?:的?工作)?(?:改进)?(?:打算|计划|安排|措施|思路|重点)?"
)
_NOTHING = re.compile(
    r"(?:(?:\d{4}|本|今|全)年度?|目前)?[我本该]?[^，无没不未]{0,12}?(?:无|暂无|没有|暂未|不存在|未发现)(?:其他|明显|突出|重大)?(?:存在的?)?"
    r"(?:主要)?的?(?:问题|不足)?(?:及|和|、)?(?:改进|整改)?(?:情况|措施)?(?:需要?(?:说明|报告|改进)的?(?:事项|情况|问题|地方)?)?"
)


class _Half(Enum):
    """Says under which label a clause stands."""

    NEITHER = auto()
    PROBLEMS = auto()
    IMPROVEMENTS = auto()


@dataclass(frozen=True, slots=True)
class Halves:
    """Holds the clauses of section five that say something, labels left out, and the labels that stand there."""

    clauses: tuple[str, ...]
    """All of them, whatever the half."""
    problems: tuple[str, ...]
    improvements: tuple[str, ...]
    labels: frozenset[str]
    """`problems`, `improvements`, as far as the text has a label for them."""
    denied: bool
    """Whether it says 无 or as much, somewhere."""


def halves_of(folded: str) -> Halves:
    """Part the folded text of section five, its paragraphs one a line."""
    half, denied = _Half.NEITHER, False
    labels: set[str] = set()
    parts: dict[_Half, list[str]] = {each: [] for each in _Half}
    for clause in _clauses(folded):
        if label := _label(clause):
            half = label
            labels.add(label.name.lower())
        elif _NOTHING.fullmatch(clause):
            denied = True
        else:
            parts[half].append(clause)
    return Halves(
        clauses=tuple(clause for each in _Half for clause in parts[each]),
        problems=tuple(parts[_Half.PROBLEMS]),
        improvements=tuple(parts[_Half.IMPROVEMENTS]),
        labels=frozenset(labels),
        denied=denied,
    )


def _clauses(folded: str) -> list[str]:
    bare = (_NUMBERING.sub("", piece.strip()) for piece in _CLAUSE.split(folded))
    return [clause for clause in bare if not _FURNITURE.fullmatch(clause)]


def _label(clause: str) -> _Half | None:
    if _PROBLEMS.fullmatch(clause):
        return _Half.PROBLEMS
    return _Half.IMPROVEMENTS if _IMPROVEMENTS.fullmatch(clause) else None
