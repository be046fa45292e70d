"""Builds the portal of an invented county as a static mirror: 99 reports on ten pages, three sub-listings, and dirt.

The shape is that of county portals on EmpireCMS: a home page, a landing page of disclosure, a parent column that shows
all rows of its sub-columns (部门年报, 乡镇年报, 政府年报), addresses that bear the day of an import, near misses in
neighbouring columns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.support.misbehaviour import conditional
from tests.support.offices import Owing
from tests.support.portal import Handler, Portal

COUNTY = "云川市兰溪县"
YEARS = (2023, 2022, 2021)
PER_PAGE = 10
_DEPARTMENTS = (
    "发展和改革局",
    "教育局",
    "工业和信息化局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "住房和城乡建设局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康委员会",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
)
_TOWNS = ["城关", "东河", "西岭", "南坪", "北川", "石桥", "柳林", "马营", "胡集", "陈店", "老君", "起台"]
_NEAR_MISSES = (
    "兰溪县2023年度政府网站工作年度报表",
    "2023年兰溪县政府工作报告",
    "关于做好2023年政府信息公开工作年度报告编制工作的通知",
    "兰溪县政府信息公开指南",
    "兰溪县2023年法治政府建设年度报告",
    "一图读懂兰溪县2023年政府信息公开工作年度报告",
)


@dataclass(frozen=True, slots=True)
class Body:
    """Is one agency that publishes in the county."""

    id: str
    name: str
    kind: str
    column: str


BODIES: tuple[Body, ...] = (
    Body("gov", f"{COUNTY}人民政府", "government", "zfnb"),
    *(Body(f"d{n:02}", f"{COUNTY}{name}", "department", "bmnb") for n, name in enumerate(_DEPARTMENTS, 1)),
    *(Body(f"t{n:02}", f"{COUNTY}{name}镇人民政府", "township", "xznb") for n, name in enumerate(_TOWNS, 1)),
)
"""33 agencies, each with a report of every year: 99 in all."""

_COLUMNS = {"bmnb": "部门年报", "xznb": "乡镇年报", "zfnb": "政府年报"}
_PARENT = "xxgknb"


@dataclass(frozen=True, slots=True)
class Posted:
    """Is one row of the listing."""

    body: Body
    year: int
    path: str

    @property
    def title(self) -> str:
        return f"{self.body.name}{self.year}年政府信息公开工作年度报告"


def posted() -> tuple[Posted, ...]:
    """Give all reports, as the parent column shows them."""
    numbered = enumerate(((body, year) for year in YEARS for body in BODIES), 7000)
    return tuple(
        Posted(body, year, f"/xxgk/xxgknb/{body.column}/2024-07-12/{number}.html") for number, (body, year) in numbered
    )


def agencies(portal: Portal) -> list[Owing]:
    """Give the agencies as the office lists them, all on the parent column."""
    return [Owing(body.id, body.name, portal.url(f"/xxgk/{_PARENT}/"), body.kind) for body in BODIES]


def routes(rows: Sequence[Posted] | None = None) -> dict[str, Handler]:
    """Give every page of the mirror, each with a validator; `rows` are the reports that the columns show."""
    shown = posted() if rows is None else rows
    return {path: _served(markup) for path, markup in _pages(shown)}


def _served(markup: str) -> Handler:
    body = markup.encode()
    digest = hashlib.sha256(body).hexdigest()[:16]
    changed_at = datetime(2024, 2, 2, tzinfo=UTC) + timedelta(seconds=int(digest[:5], 16))
    return conditional(body, f'"{digest}"', format_datetime(changed_at, usegmt=True))


def _pages(rows: Sequence[Posted]) -> Iterator[tuple[str, str]]:
    yield (
        "/",
        _page(
            "兰溪县人民政府",
            "<ul><li><a href='/xxgk/'>政府信息公开</a></li><li><a href='/xwzx/'>新闻中心</a></li></ul>",
        ),
    )
    yield "/xxgk/", _page("政府信息公开", _landing())
    yield "/xwzx/", _page("新闻中心", _rows([(f"/xwzx/{n}.html", f"兰溪县召开第{n}次工作推进会") for n in range(1, 6)]))
    yield (
        "/xxgk/xxgkzd/",
        _page("信息公开制度", _rows([(f"/xxgk/xxgkzd/{n}.html", t) for n, t in enumerate(_NEAR_MISSES)])),
    )
    yield from _column(f"/xxgk/{_PARENT}/", "信息公开年报", rows)
    for column, name in _COLUMNS.items():
        yield from _column(f"/xxgk/{_PARENT}/{column}/", name, [r for r in rows if r.body.column == column])
    for row in rows:
        yield (
            row.path,
            _page(row.title, f"<h1>{row.title}</h1><p>发布日期：{row.year + 1}-01-20 来源：{row.body.name}</p>"),
        )


def _landing() -> str:
    columns = {
        "xxgkzd": "信息公开制度",
        _PARENT: "信息公开<br>年报",
        **{f"{_PARENT}/{c}": n for c, n in _COLUMNS.items()},
    }
    return "<ul>" + "".join(f"<li><a href='/xxgk/{c}/'>{name}</a></li>" for c, name in columns.items()) + "</ul>"


def _column(address: str, name: str, rows: Sequence[Posted]) -> Iterator[tuple[str, str]]:
    """Give the pages of a column: `index.html`, `index_2.html` and on, ten rows each."""
    count = max(1, -(-len(rows) // PER_PAGE))
    for number in range(1, count + 1):
        shown = [(r.path, r.title) for r in rows[PER_PAGE * (number - 1) : PER_PAGE * number]]
        markup = _page(name, f"{_rows(shown)}{_pager(number, count, len(rows))}")
        if number == 1:
            yield address, markup
        yield f"{address}{_file(number)}", markup


def _rows(shown: Sequence[tuple[str, str]]) -> str:
    items = (
        f"<li><a href='{path}' title='{title}'>{title[:34]}</a><span class='time'>2024-02-02</span></li>"
        for path, title in shown
    )
    return f"<ul class='list'>{''.join(items)}</ul>"


def _file(number: int) -> str:
    return "index.html" if number == 1 else f"index_{number}.html"


def _pager(number: int, count: int, total: int) -> str:
    numbers = "".join(
        f"<b>{n}</b>&nbsp;" if n == number else f"<a href='{_file(n)}'>{n}</a>&nbsp;" for n in range(1, count + 1)
    )
    onward = (
        f"<a href='{_file(number + 1)}'>下一页</a>&nbsp;<a href='{_file(count)}'>尾页</a>" if number < count else ""
    )
    return f'<div><a title="Total record">&nbsp;<b>{total}</b> </a>&nbsp;{numbers}{onward}</div>' if count > 1 else ""


def _page(title: str, inner: str) -> str:
    menu = "<a href='/'>网站首页</a><a href='/xxgk/'>信息公开</a><a href='/e/search/index.php'>搜索</a>"
    dirt = "<a href='/wzdt/'>网站地图</a><a href='/zt/2023.html'>2023年度专题</a>"
    body = f"<div class='nav'>{menu}</div>{inner}<div class='foot'>{dirt}</div>"
    return f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"
