"""Names the reason why the rows of a page may not be all that the listing holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from monitor.portals.anchors import Resolver
from monitor.portals.families import Rows
from monitor.portals.model import Link
from monitor.portals.page import Page
from monitor.portals.text import fold, squeeze

_OK = 200
_CHALLENGE_STATUS = (412, 512, 521)
_CHALLENGES = (
    "$_ts",
    "__jsluid",
    "__jsl_clearance",
    "EO_Bot_Ssid",
    "__tst_status",
    "WTKkN",
    "acw_sc__v2",
    "人机验证",
    "安全验证",
    "访问验证",
    "滑动验证",
)
_ERROR_TITLE = re.compile(
    r"\b40[034]\b|\b50\d\b|not found|forbidden|bad gateway|^error|页面不存在|(?:找不到|无法找到|未找到)"
    r"|页面(?:丢失|走丢|出错)|出错(?:了|啦|页)|错误(?:页|提示|信息)|访问(?:受限|被拒|出错|异常)|系统维护|拦截",
    re.IGNORECASE,
)
_ERROR_TEXT = re.compile(
    r"(?:访问|请求|查找|浏览)的(?:页面|网页|网站|内容|文件|栏目|信息|资源|URL)"
    r"|(?:页面|网页|内容|栏目)(?:已|已经)?(?:不存在|被删除|删除|丢失|走丢|找不到|无法访问)"
    r"|404|notfound|服务器(?:错误|内部错误|繁忙)|系统(?:维护|繁忙|升级)|访问(?:被拒绝|过于频繁|受限)|forbidden|拦截",
    re.IGNORECASE,
)
_LONGEST_ERROR_TEXT = 600
_MARKUP = re.compile(
    r"<\s*(?:!doctype|html|head|body|div|ul|table|li|a|p|script|meta|datastore|\?xml)\b", re.IGNORECASE
)
_READABLE_TYPE = re.compile(r"html|xml|text/plain|json|javascript", re.IGNORECASE)
_REDIRECTS = ("location.replace", "location.href", "location.assign", "window.location", "location=", "location =")
_REFRESH = re.compile(r"<meta[^>]{0,80}http-equiv\s*=\s*[\"']?refresh[^>]{0,80}url", re.IGNORECASE)
_SHELL_BYTES = 500
_TEMPLATES = (
    "text/x-handlebars",
    "text/x-template",
    "text/template",
    "v-for=",
    "ms-repeat",
    "ms-for",
    "ms-each",
    "ng-repeat=",
    "<% for",
    "<%for",
    "{{each",
    "{{#each",
    "{{ each",
    "{{range",
    "/gkmlpt/",
    "window._config",
    "jpaas-publish-server",
    "ewb-front",
    "getmessage.do",
    "/module/xxgk/search.jsp",
    "dataproxy.jsp",
)
_FETCHES = (
    "$.ajax",
    "$.get",
    "$.post",
    "$.getjson",
    "axios",
    "fetch(",
    "xmlhttprequest",
    ".load(",
    "document.write",
    "createapp",
    'id="app"',
    "id='app'",
    "id=app",
    'id="root"',
)
_REPORT_LIKE = re.compile(
    r"(?<!\d)(?:20\d{2}|二[〇○零Oo0][一二三四五六七八九〇○零]{2})(?:年度?)?"
    r"(?:(?:政府|政务)?信息|政务)(?:公开)?.{0,12}?(?:报告|年报)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度?)?(?:年?报告?)?")
_ROW_TITLE = 14


@dataclass(frozen=True, slots=True)
class _Facts:
    page: Page
    rows: Rows
    has_report: bool
    """Whether a link is titled like the report of a year: then the list, or a part of it, was read."""
    has_rows: bool
    unlinked: tuple[str, ...]


def doubt_of(page: Page, rows: Rows, unlinked: tuple[str, ...]) -> str | None:
    """Give the code of the first reason that holds, or None where the page reads as a plain listing."""
    facts = _Facts(page, rows, _has_report(rows.links), any(_is_row(link) for link in rows.links), unlinked)
    return next((code for code, holds in _REASONS if holds(facts)), None)


def _has_report(links: Iterable[Link]) -> bool:
    return any("报" in link.title and _REPORT_LIKE.search(squeeze(link.title)) for link in links)


def _is_row(link: Link) -> bool:
    return link.date is not None or len(link.title) >= _ROW_TITLE or _YEAR.fullmatch(link.title) is not None


def _is_challenge(facts: _Facts) -> bool:
    if facts.page.capture.status in _CHALLENGE_STATUS:
        return True
    # portals behind a challenge leave its script on the pages that they do serve
    return not facts.has_report and any(sign in facts.page.text for sign in _CHALLENGES)


def _is_soft_error(facts: _Facts) -> bool:
    page = facts.page
    if page.capture.status != _OK or _ERROR_TITLE.search(page.head_title):
        return True
    short = len(page.said) < _LONGEST_ERROR_TEXT
    return short and not facts.has_report and _ERROR_TEXT.search(squeeze(page.said)) is not None


def _is_not_html(facts: _Facts) -> bool:
    page = facts.page
    kind = page.capture.header("Content-Type")
    if page.explosive:
        return True
    if not page.text.strip() or facts.rows.own:
        return False
    other_type = kind is not None and _READABLE_TYPE.search(kind) is None
    return other_type or "\x00" in page.text or _MARKUP.search(page.text) is None


def _is_redirect_shell(facts: _Facts) -> bool:
    page = facts.page
    small = len(page.capture.body) < _SHELL_BYTES and any(sign in page.lower for sign in _REDIRECTS)
    return not facts.has_rows and (small or _REFRESH.search(page.text) is not None)


def _is_frame(facts: _Facts) -> bool:
    return not facts.has_report and any(
        _is_own_address(facts.page, node.attributes.get("src")) for node in facts.page.tree.css("iframe, frame")
    )


def _is_own_address(page: Page, src: str | None) -> bool:
    address = Resolver(page.base)(src.strip()) if src and src.strip() else None
    return address is not None and Resolver(page.url)("/") == Resolver(address)("/")


def unlinked_titles(page: Page, rows: Rows) -> tuple[str, ...]:
    """Give the lines that name a report, but by no link that can be followed."""
    lines = {squeeze(line): fold(line) for line in page.visible.split("\n") if "报" in line}
    named = {line: [m.group() for m in _REPORT_LIKE.finditer(line)] for line in lines}
    linked = "\n".join(squeeze(link.title) for link in rows.links) if any(named.values()) else ""
    return tuple(lines[line] for line, names in named.items() if any(name not in linked for name in names))


def _has_unlinked_title(facts: _Facts) -> bool:
    return bool(facts.unlinked)


def _is_script_drawn(facts: _Facts) -> bool:
    if facts.rows.own or facts.has_report:
        return False
    signs = _TEMPLATES if facts.has_rows else (*_TEMPLATES, *_FETCHES)
    return any(sign in facts.page.lower for sign in signs)


def _has_no_rows(facts: _Facts) -> bool:
    return not facts.has_rows


_REASONS: tuple[tuple[str, Callable[[_Facts], bool]], ...] = (
    ("challenge", _is_challenge),
    ("soft_error", _is_soft_error),
    ("not_html", _is_not_html),
    ("redirect_shell", _is_redirect_shell),
    ("frame", _is_frame),
    ("unlinked_title", _has_unlinked_title),
    ("script_drawn", _is_script_drawn),
    ("no_rows", _has_no_rows),
)
