"""Reads what table 2 counts, in the words of the form: 制发, 废止, 现行有效, 处理决定 (X-05)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.form import Edition
from monitor.rules.figures import Mention
from monitor.rules.text_against_tables.claims import DISCLOSED, Cells, claim_of, disclosed
from monitor.rules.text_against_tables.context import group, in_scope
from monitor.rules.text_against_tables.meaning import Count, Meaning, Walk

MADE = r"(?:新?(?:制发|制定)(?:并?(?:印发|出台|实施))?|出台)"
_ACTS: Mapping[str, str] = {
    "made": MADE,
    "repealed": r"废止",
    "in_force": r"现行有效",
    "newly_made": r"新制作",
    "newly_disclosed": r"新公开",
    "total_disclosed": r"对外公开总数量?",
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "made": ("issued", "newly_made", "newly_disclosed"),
    "repealed": ("repealed",),
    "in_force": ("in_force",),
    "newly_made": ("newly_made",),
    "newly_disclosed": ("newly_disclosed",),
    "total_disclosed": ("total_disclosed",),
}
"""Columns that an act may mean, as far as the edition has them."""
DOCUMENTS: Mapping[str, str] = {"规章": "regulations", "规范性文件": "normative_documents"}
_DECIDED: Mapping[str, str] = {"许可": "licenses", "处罚": "penalties", "强制": "compulsion"}

_WHAT = r"(?:本?(?:政府|部门|行政))?(?P<what>规章|规范性文件)"
_ACT = "|".join(f"(?P<{name}>{words})" for name, words in _ACTS.items())
_LEAD = r"^(?P<subject>[^《》“”]*?)"
_NUMBER = r"(?:件数|数量|总数|共计|合计|共|数|计|为|是|：|有|了|的)*+"
_BEFORE = re.compile(rf"{_LEAD}(?:{_ACT})(?:了|的)?{_WHAT}{_NUMBER}$")
_TURNED = re.compile(rf"{_LEAD}{_WHAT}(?:本年度?)?(?:{_ACT}){_NUMBER}$")
_AROUND = re.compile(rf"{_LEAD}(?:{_ACT}){_NUMBER}$")
_BEHIND = re.compile(rf"^{_WHAT}$")
_GOES_ON = re.compile(rf"^(?P<subject>(?:其中|本年度?|全年|当年|目前)*)(?:{_ACT}){_NUMBER}$")
_DECISIONS = re.compile(
    r"^(?P<subject>.*?)(?:(?:作出|做出)(?:各类)?行政(?P<made>许可|处罚|强制)(?:处理)?决定|"
    rf"行政(?P<named>许可|处罚|强制)(?:本年度?)?处理决定){_NUMBER}$"
)
_ACTING = re.compile("[制台废效]|公开|行政")
"""One of them stands in whatever the patterns of what was done find: looked for first, for speed alone."""
_OTHER_BASE = re.compile(
    r"公开|发布|公布|公示|上网|上传|归集|归档|报送|推送|录入|备案|报备|审查|审核|审议|清理|解读|修订|修改|修正|失效|联合|"
    r"拟|计划|汇编|梳理|评估|征求|起草|合法性|转发|累计|[市区县旗州省]政府"
)
"""Words that say that something else was done to them, or that not all of them are counted."""
_REVISED = re.compile("修订|修改|修正|失效|拟|联合")


def measures(mention: Mention, walk: Walk) -> Meaning | None:
    """Read a figure of documents made, repealed or in force, or of decisions."""
    if not _ACTING.search(mention.before):
        return None
    if decided := _DECISIONS.match(mention.before):
        cells = disclosed(_DECIDED[decided["made"] or decided["named"]], "decisions")
        return _meaning(mention, walk, decided["subject"], () if _stands_by_others(mention) else (cells,))
    found = _of_document(mention, walk)
    if found is None:
        return None
    match, row = found
    act = next(name for name in _ACTS if match[name])
    fits = fits_of(row, act, walk.edition) if "公开" in match[act] or _counts_all(mention) else ()
    return _meaning(mention, walk, match["subject"], fits)


def _counts_all(mention: Mention) -> bool:
    return not _REVISED.search(mention.sentence.folded) and not _stands_by_others(mention)


def _stands_by_others(mention: Mention) -> bool:
    """Tell whether something else was done to what the clauses before count, and so perhaps to this."""
    return any(_OTHER_BASE.search(clause) for clause in group(mention))


def _of_document(mention: Mention, walk: Walk) -> tuple[re.Match[str], str] | None:
    """Give the words that say what was done, and to which row it was done."""
    if match := _BEFORE.match(mention.before) or _TURNED.match(mention.before):
        return match, DOCUMENTS[match["what"]]
    around, behind = _AROUND.match(mention.before), _BEHIND.match(mention.after)
    if around and behind:
        return around, DOCUMENTS[behind["what"]]
    base = walk.last()
    if base and base.row and (match := _GOES_ON.match(mention.before)):
        return match, base.row
    return None


def fits_of(row: str, act: str, edition: Edition) -> tuple[Cells, ...]:
    """Give the cells that an act on regulations or normative documents may mean."""
    there = edition.table(DISCLOSED).row(row).columns
    return tuple(disclosed(row, column) for column in COLUMNS[act] if column in there)


def _meaning(mention: Mention, walk: Walk, subject: str, fits: tuple[Cells, ...]) -> Meaning:
    apart = mention.inside or "其中" in subject or _OTHER_BASE.search(subject)
    whole = bool(fits) and not apart and in_scope(mention, subject, walk.home)
    row = fits[0][0].split("/")[3] if fits else ""
    return Meaning(Count.MEASURE, mention, whole, claim_of("X-05", mention, *fits) if fits else None, row=row)
