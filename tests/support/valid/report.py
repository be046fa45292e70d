"""Makes one valid report of a seed, ready to be built as a document and to be spoilt by one fault."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from monitor.form import Edition, edition_for
from monitor.settings import Kind
from tests.support.valid.facts import Facts
from tests.support.valid.prose import other_matters, overview, problems
from tests.support.valid.tables import Figures, tables

YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
LAYOUTS = ("spans", "spans", "spans repeated", "split over pages", "tabs", "Markdown, spans repeated")
_AGENCIES: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.GOVERNMENT: (("云川市兰溪区人民政府", "我区"), ("云川市清溪县人民政府", "全县")),
    Kind.DEPARTMENT: (
        ("云川市兰溪区水务局", "我局"),
        ("云川市兰溪区住房和城乡建设局", "区住建局"),
        ("云川市教育局", "本机关"),
        ("云川市兰溪区卫生健康委员会", "我委"),
    ),
    Kind.TOWNSHIP: (("云川市兰溪区东岭镇人民政府", "我镇"), ("云川市清溪县白沙乡人民政府", "我乡")),
    Kind.SUBDISTRICT: (("云川市兰溪区文昌街道办事处", "我街道"),),
    Kind.OTHER: (("云川市兰溪区机关事务服务中心", "本中心"),),
}
_LAST_DAY: Mapping[Kind, tuple[int, int]] = {Kind.GOVERNMENT: (3, 31)}
_BASES = {
    "2019": "按照《中华人民共和国政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）",
    "2021": "按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
}


@dataclass(frozen=True, slots=True)
class Made:
    """Holds a report as it is to be set; `figures` are by `table/row/column`."""

    seed: int
    kind: Kind
    agency: str
    year: int
    edition: Edition
    figures: Mapping[str, int]
    spec: Mapping[str, Any]
    """What tests.conformance.document builds, but for the cells."""

    def document(self, raws: Mapping[str, str] | None = None, **changes: Any) -> dict[str, Any]:
        """Give the document, with these raw texts in its cells and these parts changed."""
        cells = {**{cell: printed(cell, n) for cell, n in self.figures.items()}, **(raws or {})}
        return {**self.spec, "cells": cells, **changes}


def printed(cell: str, number: int) -> str:
    """Print a figure as the form has it: a change with its word."""
    if not cell.endswith("/change"):
        return str(number)
    return f"减{-number}" if number < 0 else f"增{number}" if number else "0"


def make(seed: int, told: Mapping[str, int] | None = None) -> Made:
    """Make the report of a seed, the same each time; its prose has the figures of its tables but for those `told`."""
    random = Random(seed)  # noqa: S311 - test data
    kind = random.choice(list(_AGENCIES))
    agency, we = random.choice(_AGENCIES[kind])
    year = random.choice(YEARS)
    edition = edition_for(year)
    assert edition is not None
    own = tables(edition, random)
    facts = Facts(kind, agency, we, year, edition.key, _with(own, told or {}), random)
    return Made(seed, kind, agency, year, edition, dict(_flat(own)), _spec(facts))


def _with(own: Mapping[str, Figures], told: Mapping[str, int]) -> Mapping[str, Figures]:
    other = deepcopy(dict(own))
    for cell, number in told.items():
        table, row, column = cell.split("/")
        other[table][row][column] = number
    return other


def _flat(own: Mapping[str, Figures]) -> list[tuple[str, int]]:
    return [(f"{t}/{row}/{c}", n) for t, rows in own.items() for row, values in rows.items() for c, n in values.items()]


def _spec(f: Facts) -> dict[str, Any]:
    return {
        "agency": f.agency,
        "year": f.year,
        "edition": f.edition,
        "title": f.pick("{agency}{year}年政府信息公开工作年度报告", "{agency}{year}年度政府信息公开工作年度报告"),
        "published": _day(f),
        "head": [_head(f)],
        "sections": {
            "overview": overview(f),
            "problems_and_improvements": problems(f),
            "other_matters": other_matters(f),
        },
        "layout": f.random.choice(LAYOUTS),
    }


def _day(f: Facts) -> str:
    month, day = _LAST_DAY.get(f.kind, (1, 31))
    return f"{f.year + 1}-{f.random.randint(1, month):02}-{f.random.randint(5, min(day, 28)):02}"


def _head(f: Facts) -> str:
    period = f.pick(
        f"{f.year}年1月1日至{f.year}年12月31日",
        f"{f.year}年1月1日至12月31日",
        f"自{f.year}年1月1日起至{f.year}年12月31日止",
    )
    return f"{_BASES[f.edition]}要求，{f.agency}编制本报告。本报告所列数据的统计期限为{period}。"
