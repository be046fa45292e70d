"""Tells what a portal serves where an article stood: that there is none, another place, another page, or who knows.

Only what says so beyond doubt counts as gone. A portal in trouble, a block page, a challenge, a login and a page that
a script draws say nothing of the article.
"""

from __future__ import annotations

import re
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from monitor.evidence import Capture
from monitor.portals.addresses import is_same_host, same_page
from monitor.portals.listing import read_listing
from monitor.portals.model import ListingPage
from monitor.portals.page import Page, open_page
from monitor.portals.text import squeeze


class Instead(StrEnum):
    """Says what is served at an address."""

    NOTHING = "nothing"
    """The portal says that there is no such page."""
    ELSEWHERE = "elsewhere"
    """It sends to its home page, or to a folder above."""
    PAGE = "page"
    """An ordinary page; whether it is the article is for others to tell."""
    DOUBTFUL = "doubtful"


_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_BUSY = re.compile(
    r"系统(?:维护|繁忙|升级|异常)|维护中|服务器(?:错误|内部错误|繁忙|异常)|(?:访问|请求)(?:已?被|过于|频繁|受限|异常)|拦截|防火墙|攻击"
    r"|稍[后候]|重试|验证|认证|登录|登陆|(?<!\d)(?:403|50\d)(?!\d)|forbidden|denied|badgateway|unavailable|timeout",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"(?:页面|网页|文件|内容|信息|文章|资源|栏目|url)(?:可能)?(?:已经?)?(?:不存在|被?删除|被?移除|丢失|走丢|找不到|下线)"
    r"|找不到|无法找到|未找到|没有找到|(?:已|被)删除|(?<!\d)404(?!\d)|notfound",
    re.IGNORECASE,
)
_ORDINARY = 200
"""Characters that an ordinary page shows at least, its menus counted."""
_SHORT = 600
"""Characters that a message takes at most, with what frames it."""
_NO_DOUBT = frozenset({None, "no_rows"})


def instead(capture: Capture) -> Instead:
    """Tell what an answer serves; a redirect counts for where it ends."""
    if capture.status in _GONE:
        return Instead.NOTHING
    if capture.status != HTTPStatus.OK:
        return Instead.DOUBTFUL
    if not is_same_host(capture.final_url, capture.url):
        return Instead.DOUBTFUL
    page = open_page(capture)
    if page.explosive or _says(_BUSY, page):
        return Instead.DOUBTFUL
    if _leads_up(capture.url, capture.final_url):
        return Instead.ELSEWHERE
    return _of_page(page, read_listing(capture))


def _of_page(page: Page, read: ListingPage) -> Instead:
    if read.doubt != "challenge" and _says(_ABSENT, page):
        return Instead.NOTHING
    if read.paging.instead:
        targets = [request.url for request in read.paging.ahead]
        up = any(_leads_up(page.capture.url, url) for url in targets)
        return Instead.ELSEWHERE if up else Instead.DOUBTFUL
    ordinary = read.doubt in _NO_DOUBT and len(page.said) >= _ORDINARY
    return Instead.PAGE if ordinary else Instead.DOUBTFUL


def _says(words: re.Pattern[str], page: Page) -> bool:
    """Tell whether a page says so in its title, or in the little that it says at all."""
    short = squeeze(page.said) if len(page.said) < _SHORT else ""
    return words.search(squeeze(page.head_title)) is not None or words.search(short) is not None


def _leads_up(asked: str, served: str) -> bool:
    """Tell whether an address leads to the home page of its host, or to a folder that it lies in."""
    if same_page(asked, served) or not is_same_host(served, asked):
        return False
    folder = urljoin(served, ".") if not urlsplit(served).path.endswith("/") else served
    is_folder = same_page(served, folder)
    return is_folder and urlsplit(asked).path.startswith(urlsplit(folder).path or "/")
