"""Spoils a made report with one fault, and says what must be found of it, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from monitor.form import Table, load_edition
from tests.support import faults
from tests.support.figures import LITIGATION, REQUESTS
from tests.support.valid.lies import lied, meant
from tests.support.valid.relations import broken
from tests.support.valid.report import Made
from tests.support.valid.tables import outcomes, tables


@dataclass(frozen=True, slots=True)
class Wanted:
    """Says one finding that must be there: one of these codes, at all of these pointers."""

    codes: tuple[str, ...]
    pointers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoilt:
    """Holds a report with one fault."""

    document: Mapping[str, Any]
    wanted: tuple[Wanted, ...]


_FAR = 2.5
"""Points by which a share must be off to be off beyond rounding."""
_OTHERS: Mapping[str, str] = {
    "镇人民政府": "云川市石桥县青山镇人民政府",
    "乡人民政府": "云川市石桥县黄花乡人民政府",
    "县人民政府": "云川市石桥县人民政府",
    "水务局": "云川市兰溪区审计局",
    "街道办事处": "云川市兰溪区青云街道办事处",
}
"""By the end of a name, another agency of the same class."""
Spoil = Callable[[Made, Random], Spoilt | None]
"""Puts a fault into a report; None where this one has no place for it."""


def _want(*codes: str, at: Iterable[str] = ()) -> tuple[Wanted, ...]:
    return (Wanted(codes, tuple(at)),)


def _figures(fault: faults.Fault) -> Spoil:
    """Put a fault into table 3 or 4; every relation that it breaks must be found at its cells."""

    def spoil(made: Made, random: Random) -> Spoilt | None:
        table = made.edition.table(random.choice((REQUESTS, REQUESTS, LITIGATION)))
        own: Any = {f"/tables/{cell}": n for cell, n in made.figures.items() if cell.startswith(f"{table.key}/")}
        changed: Any = {p.removeprefix("/tables/"): n for p, n in fault(table, own, random).items()}
        return _with_figures(made, table, changed)

    return spoil


def _with_figures(made: Made, table: Table, changed: Mapping[str, int]) -> Spoilt | None:
    found = broken(table, {**made.figures, **changed})
    if not found:
        return None
    wanted = tuple(Wanted((code,), tuple(f"/tables/{cell}" for cell in cells)) for code, cells in found)
    return Spoilt(made.document({cell: str(n) for cell, n in changed.items()}), wanted)


def _wrong_total(made: Made, random: Random) -> Spoilt | None:
    table = made.edition.table(random.choice((REQUESTS, LITIGATION)))
    cell = f"{table.key}/{random.choice(table.rows).key}/total"
    return _with_figures(made, table, {cell: made.figures[cell] + random.choice((1, 10, 100))})


def _negative(made: Made, random: Random) -> Spoilt | None:
    cells = [c for c, n in made.figures.items() if n and c.startswith(f"{REQUESTS}/")]
    if not cells:
        return None
    cell = random.choice(cells)
    raws = {cell: str(-made.figures[cell])}
    return Spoilt(made.document(raws), _want("T3-04", at=[f"/tables/{cell}"]))


def _row_removed(made: Made, random: Random) -> Spoilt:
    row = random.choice(outcomes(made.edition.table(REQUESTS)))
    return Spoilt(made.document(without=[f"{REQUESTS}/{row}"]), _want("S-04", at=[f"/tables/{REQUESTS}/{row}"]))


def _table_removed(made: Made, random: Random) -> Spoilt:
    table = random.choice(made.edition.tables)
    return Spoilt(made.document(without=[table.key]), _want("S-03", at=[f"/tables/{table.key}"]))


def _section_removed(made: Made, random: Random) -> Spoilt:
    section = random.choice(made.edition.sections).key
    sections = {**made.spec["sections"], section: []}
    tables_gone = [t.key for t in made.edition.tables if t.section == section]
    document = made.document(headings={section: None}, sections=sections, without=tables_gone)
    return Spoilt(document, _want("S-01", at=[f"/sections/{section}"]))


def _wrong_edition(made: Made, random: Random) -> Spoilt:
    other = load_edition("2019" if made.edition.key == "2021" else "2021")
    cells = {
        f"{t}/{r}/{c}": n
        for t, rows in tables(other, random).items()
        for r, row in rows.items()
        for c, n in row.items()
    }
    document = replace(made, figures=cells).document(edition=other.key)
    return Spoilt(document, _want("S-05", at=["/edition"]))


def _late(made: Made, random: Random) -> Spoilt:
    day = f"{made.year + 1}-{random.randint(4, 5):02}-{random.randint(1, 28):02}"
    return Spoilt(made.document(published=day), _want("D-01", "D-02", "D-03", at=["/published_on"]))


def _yuan(made: Made, random: Random) -> Spoilt:
    cell = next(c for c in made.figures if c.endswith("/amount_wan"))
    raw = f"{random.randint(1, 900) * 1000}元"
    return Spoilt(made.document({cell: raw}), _want("T2-03", at=[f"/tables/{cell}"]))


def _more_issued(made: Made, random: Random) -> Spoilt | None:
    row = "proactive_disclosure/normative_documents"
    if f"{row}/issued" not in made.figures:
        return None
    most = made.figures[f"{row}/in_force"] + made.figures[f"{row}/repealed"]
    raws = {f"{row}/issued": str(most + random.randint(1, 9))}
    return Spoilt(made.document(raws), _want("T2-04", at=[f"/tables/{row}/issued"]))


def _section(made: Made, key: str, paragraphs: list[str]) -> dict[str, Any]:
    return made.document(sections={**made.spec["sections"], key: paragraphs})


def _added(made: Made, sentence: str) -> dict[str, Any]:
    return _section(made, "overview", [*made.spec["sections"]["overview"], sentence])


def _told(made: Made, sentence: str) -> dict[str, Any]:
    """Put a sentence in the place of all that is told of applications."""
    own = made.spec["sections"]["overview"]
    kept = [p for p in own if p.startswith(("（一）", "（三）", "（四）", "（五）"))]
    return _section(made, "overview", [kept[0], f"（二）依申请公开。{sentence}", *kept[1:]])


def _leftover(made: Made, random: Random) -> Spoilt:
    left = random.choice(
        ("全年公开信息XX条。", "××单位认真落实条例。", "本年度共公开（　）条信息。", "请填写主要做法。")
    )
    return Spoilt(_added(made, left), _want("S-06"))


def _short_period(made: Made, _: Random) -> Spoilt:
    head = [f"本报告所列数据的统计期限为{made.year}年1月1日至{made.year}年11月30日。"]
    return Spoilt(made.document(head=head), _want("S-07", at=["/period"]))


def _wrong_share(made: Made, random: Random) -> Spoilt | None:
    """State a share that is right of nothing that the table counts, nor for what the sentence adds up to."""
    rows = ("outcome_total", "granted", "partially_granted")
    whole, part, beside = (made.figures[f"{REQUESTS}/{row}/total"] for row in rows)
    bases = {n for cell, n in made.figures.items() if cell.startswith(f"{REQUESTS}/") and n} | meant(made)
    right = [100 * some / base for some in (part, part + beside, part + whole) for base in bases if base]
    wrong = [percent for percent in range(2, 99) if all(abs(percent - own) > _FAR for own in right)]
    if not part or not wrong:
        return None
    sentence = f"答复政府信息公开申请{whole}件，其中予以公开{part}件，占{random.choice(wrong)}%。"
    return Spoilt(_told(made, sentence), _want("X-07"))


def _wrong_parts(made: Made, random: Random) -> Spoilt | None:
    """State parts that add up to nothing that the table counts."""
    whole = made.figures[f"{REQUESTS}/received/total"]
    added = whole + random.randint(1, 3)
    if not whole or added in meant(made):
        return None
    first = random.randint(0, whole)
    sentence = f"收到政府信息公开申请{whole}件，其中网络申请{first}件，其他渠道申请{added - first}件。"
    return Spoilt(_told(made, sentence), _want("X-06"))


def _false_denial(made: Made, random: Random) -> Spoilt | None:
    denials = {
        f"{REQUESTS}/received/total": "本年度未收到政府信息公开申请。",
        f"{REQUESTS}/carried_out/total": "所有申请均已办结，无结转下年度办理的申请。",
        f"{LITIGATION}/reconsideration/total": "全年未发生因政府信息公开引起的行政复议。",
    }
    cell, sentence = random.choice(list(denials.items()))
    if not made.figures[cell]:
        return None
    return Spoilt(_told(made, sentence), _want("X-08", at=[f"/tables/{cell}"]))


def _no_results(made: Made, _: Random) -> Spoilt | None:
    if made.kind not in {"government", "township"}:
        return None
    paragraphs = [p for p in made.spec["sections"]["overview"] if not p.startswith("（五）")]
    wanted = tuple(Wanted((code,)) for code in ("N-02", "N-03", "N-04"))
    return Spoilt(_section(made, "overview", [*paragraphs, "（五）监督保障。组织业务培训两次。"]), wanted)


def _empty_five(made: Made, random: Random) -> Spoilt:
    text = random.choice(([], ["无。"], ["本年度不存在主要问题。"]))
    at = ["/sections/problems_and_improvements"]
    return Spoilt(_section(made, "problems_and_improvements", text), _want("N-05", at=at))


def _empty_six(made: Made, _: Random) -> Spoilt:
    return Spoilt(_section(made, "other_matters", []), _want("N-06", at=["/sections/other_matters"]))


def _another_agency(made: Made, _: Random) -> Spoilt | None:
    """Let another agency of the same class present the report, as where a text was copied."""
    other = next((name for ending, name in _OTHERS.items() if made.agency.endswith(ending)), None)
    if other is None:
        return None
    head = f"现公布{other}{made.year}年政府信息公开工作年度报告。"
    return Spoilt(made.document(head=[head, *made.spec["head"]]), _want("N-07"))


def _identity(made: Made, _: Random) -> Spoilt:
    return Spoilt(_added(made, "申请人吴某（身份证号：11010519491231002X）的申请已答复。"), _want("A-05"))


def _text_figure(made: Made, random: Random) -> Spoilt | None:
    """Have the prose tell another figure than a table holds."""
    lie = lied(made, random)
    if lie is None:
        return None
    codes = ("X-01", "X-02", "X-03", "X-04", "X-05", "X-08")
    return Spoilt(made.document(sections=lie.sections), _want(*codes, at=[f"/tables/{lie.cell}"]))


KINDS: Mapping[str, Spoil] = {
    "one figure": _figures(faults.one_figure),
    "two swapped": _figures(faults.two_swapped),
    "run moved": _figures(faults.run_moved),
    "row moved": _figures(faults.row_moved),
    "digits split": _figures(faults.digits_split),
    "wrong total": _wrong_total,
    "text figure": _text_figure,
    "wrong share": _wrong_share,
    "wrong parts": _wrong_parts,
    "false denial": _false_denial,
    "negative": _negative,
    "row removed": _row_removed,
    "table removed": _table_removed,
    "section removed": _section_removed,
    "wrong edition": _wrong_edition,
    "late": _late,
    "yuan in a cell": _yuan,
    "more issued": _more_issued,
    "leftover": _leftover,
    "short period": _short_period,
    "no results": _no_results,
    "empty five": _empty_five,
    "empty six": _empty_six,
    "another agency": _another_agency,
    "identity card": _identity,
}
"""Every kind of fault."""
