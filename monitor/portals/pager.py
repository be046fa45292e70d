"""Looks for signs of further pages: those that can be followed, those that are only counted, those that are unclear.

A sign is strong (another page is named, or counted) or weak (a pager's words or script without a number).
A weak sign is overruled only where the page says in so many words that it is the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from monitor.fetch import Request
from monitor.portals.addresses import is_another_page, is_same_host, same_page
from monitor.portals.anchors import Anchor
from monitor.portals.model import Paging
from monitor.portals.page import Page
from monitor.portals.text import squeeze

_WORDS = (
    "下一页",
    "下页",
    "后一页",
    "下一頁",
    "下一屏",
    "尾页",
    "末页",
    "最末页",
    "最后一页",
    "上一页",
    "上页",
    "前一页",
    "加载更多",
    "点击加载",
)
_PAGER_WORD = re.compile(rf"[<>«»‹›|\[\]]*(?:{'|'.join(_WORDS)}|next|nextpage|last)[<>«»‹›|\[\]]*", re.IGNORECASE)
_ARROW = re.compile(r"[>»›]{1,2}")
_NUMBER = re.compile(r"[\[(第]?(\d{1,3})[\])页]?")
_LONGEST_LABEL = 30
_WORD_IN_ATTRIBUTE = re.compile(rf"(?:title|alt|value|aria-label)\s*=\s*(?:[\"']\s*)?(?:{'|'.join(_WORDS)})")

_PAGES_SAID = (
    re.compile(r"共 ?(?:计|有)? ?[:：]? ?(\d{1,5}) ?页"),
    re.compile(r"总 ?(?:共|计)? ?(?:有)? ?页?数? ?[:：]? ?(\d{1,5}) ?页"),
    re.compile(r"总页数 ?[:：]? ?(\d{1,5})"),
    re.compile(r"(?<![\d/])\d{1,4} ?/ ?(\d{1,4}) ?页"),
    re.compile(r"页 ?(?:次|码)? ?[:：]? ?\d{1,4} ?/ ?(\d{1,4})(?![\d/])"),
    re.compile(r"共 ?\d+ ?(?:条|篇|项|则)(?:记录|信息|数据)?[ ,，;；|]{0,3}\d{1,4} ?/ ?(\d{1,4})(?![\d/])"),
    re.compile(r"Page \d+ of (\d{1,4})"),
    re.compile(r"Total (\d{1,4}) pages?"),
)
_RECORDS_SAID = (
    re.compile(r"[共总] ?(?:计|有|共|检索到)? ?[:：]? ?(\d{1,6}) ?(?:条|篇|项|则|个记录)"),
    re.compile(r"(?:总(?:记录|条|信息)|记录总|数据总)数 ?[:：]? ?(\d{1,6})"),
)
_PAGES_ASSIGNED = (
    "countpage",
    "count_page",
    "pagecount",
    "page_count",
    "page-count",
    "pagetotal",
    "page_total",
    "totalpage",
    "total_page",
    "total-page",
    "maxpage",
    "max_page",
    "allpage",
    "all_page",
)
_RECORDS_ASSIGNED = (
    "total",
    "recordcount",
    "recordscount",
    "record_count",
    "record-count",
    "rowcount",
    "row_count",
    "recordstotal",
)
_ASSIGNED = re.compile(r"[-_]?(?:records?|rows?|counts?|num|size|datas?|items?|s)?[\"']?\s*[=:>]\s*[\"']?(\d{1,7})")
_DRAWN = re.compile(r"createPage(?:HTML)?\(\s*(?:[\"'][^\"'\d][^\"']{0,40}[\"']\s*,\s*)?([^,)]{0,40})")
_PAGE_FILES = ("index_", "list_")
_REST_OF_PAGE_FILE = re.compile(r"(?:pageid_?)?\d{1,4}\.(?:s?html?|jsp|aspx?|php)")
_START_OF_PAGE_FILE = re.compile(r"(?:^|[^\w/])(?:\./)?[a-z-]*$")
_ENGINES = (
    "dataproxy.jsp",
    "/fjdzapp/",
    "/module/xxgk/search.jsp",
    "jpaas-publish-server",
    "gkmlpt/api",
    "getmessage.do",
    ".trsapi",
    "loadpagedata(",
    "laypage",
    ".pagination(",
    ".jpage(",
    "pagination_script_config",
    "aspnetpager",
    "pgcountmode",
    "getgovinfolist",
    "getfilelistbycodeid",
)
_CALL_WITH_PAGE = re.compile(r"\(.*(?:[1-9]|pag)", re.IGNORECASE)
_PAGER_NAME = re.compile(r"pag(?:e|ing|ination)|fenye", re.IGNORECASE)
_LEVELS = 4
_LONGEST_CALL = 300
_SEVERAL = 2


def linked_pages(page: Page) -> Paging:
    """Tell how a listing goes on by the links of its pager, and how much of it the page says there is.

    A pager that is dead beside links to other pages stands on the last page; one without any such link is unclear.
    """
    labels = [(_label(anchor), anchor) for anchor in page.anchors]
    onward = [anchor.target for label, anchor in labels if _leads_on(label, anchor, page.url)]
    near = tuple(dict.fromkeys(target for target in onward if target and is_same_host(target, page.url)))
    called = any(target is None for target in onward) or any(_is_unlinked(file, page, near) for file in _files(page))
    weak = not near and _has_weak_sign(page, labels) and not _says_single(page)
    return Paging(
        ahead=tuple(Request(target) for target in near),
        pages=max(_pages_said(page), default=None),
        rows=max(_rows_said(page), default=None),
        unclear=called or weak or any(target and target not in near for target in onward),
    )


def _label(anchor: Anchor) -> str:
    text = anchor.node.text()
    return squeeze(text) if len(text) < _LONGEST_LABEL or len(text.strip()) < _LONGEST_LABEL else ""


def _number(label: str) -> int:
    match = _NUMBER.fullmatch(label)
    return int(match.group(1)) if match else 0


def _leads_on(label: str, anchor: Anchor, own: str) -> bool:
    """Know a strong sign: a number, a pager's word or an address that leads to another page."""
    numbered = _number(label) > 1
    if anchor.target is None:
        return numbered and _CALL_WITH_PAGE.search(anchor.script[:_LONGEST_CALL]) is not None
    if numbered or _PAGER_WORD.fullmatch(label) or _ARROW.fullmatch(label):
        return not same_page(anchor.target, own)
    return is_another_page(anchor.target, own)


def _pages_said(page: Page) -> Iterator[int]:
    yield from _figures(_PAGES_SAID, page.said)
    yield from _assigned(page.lower, _PAGES_ASSIGNED)
    yield from _drawn(page)


def _rows_said(page: Page) -> Iterator[int]:
    yield from _figures(_RECORDS_SAID, page.said)
    yield from _assigned(page.lower, _RECORDS_ASSIGNED)


def _files(page: Page) -> Iterator[str]:
    """Give the files of further pages that scripts and attributes name."""
    if "page$2" in page.lower:
        yield "page$2"
    for file in _PAGE_FILES:
        yield from _page_files(page.lower, file)


def _is_unlinked(file: str, page: Page, linked: tuple[str, ...]) -> bool:
    return not any(url.lower().endswith(file) for url in (*linked, page.url))


def _figures(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[int]:
    return (int(match.group(1)) for pattern in patterns for match in pattern.finditer(text))


def _assigned(text: str, names: Iterable[str]) -> Iterator[int]:
    for name in names:
        for position in _positions(text, name):
            match = _ASSIGNED.match(text, position + len(name))
            if match:
                yield int(match.group(1))


def _page_files(text: str, file: str) -> Iterator[str]:
    """Find `index_1.html` of this folder in a script; `a/b/index_1.html` belongs to another listing."""
    for position in _positions(text, file):
        rest = _REST_OF_PAGE_FILE.match(text, position + len(file))
        if rest and _START_OF_PAGE_FILE.search(text[max(0, position - _LONGEST_LABEL) : position]):
            yield file + rest.group()


def _positions(text: str, part: str) -> Iterator[int]:
    position = text.find(part)
    while position >= 0:
        yield position
        position = text.find(part, position + 1)


def _drawn(page: Page) -> list[int]:
    """Read the number of pages that a page-drawing call is given; a variable may hold any number."""
    arguments = [
        match.group(1).strip(" \"'")
        for match in _DRAWN.finditer(page.text)
        if not page.text.endswith("function ", 0, match.start())
    ]
    return [int(argument) if argument.isdigit() else _SEVERAL for argument in arguments]


def _has_weak_sign(page: Page, labels: list[tuple[str, Anchor]]) -> bool:
    return (
        any(_may_lead_on(label, anchor) for label, anchor in labels)
        or _words_in("".join(page.said.split())) > sum(_words_in(label) for label, _ in labels)
        or (_words_in(page.text) > 0 and _WORD_IN_ATTRIBUTE.search(page.text) is not None)
        or any(engine in page.lower for engine in _ENGINES)
    )


def _words_in(text: str) -> int:
    return sum(text.count(word) for word in _WORDS)


def _may_lead_on(label: str, anchor: Anchor) -> bool:
    """Know a link that a script may bring to life; `href=""` alone leads to the page itself."""
    if anchor.target is not None or (anchor.href == "" and not anchor.script):
        return False
    return _PAGER_WORD.fullmatch(label) is not None or (_number(label) > 1 and _is_pager(anchor.node))


def _is_pager(node: LexborNode | None) -> bool:
    for _ in range(_LEVELS):
        if node is None:
            return False
        if _PAGER_NAME.search(f"{node.attributes.get('class')} {node.id}"):
            return True
        node = node.parent
    return False


def _says_single(page: Page) -> bool:
    said = {*_figures(_PAGES_SAID, page.said), *_drawn(page)}
    return said == {1}
