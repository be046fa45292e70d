"""Notes what a page refers to that may be a document: attachments, frames, viewers, scripts that open, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.documents.model import Link, LinkKind
from monitor.documents.whitespace import fold

DOCUMENTS = "docx?|wps|wpt|rtf|odt|pdf|ofd|xlsx?|et|ods|csv|mht(?:ml)?|zip|rar|7z"
"""Endings of files that may be, or hold, a report."""
PICTURES = "jpe?g|png|bmp|tiff?|webp"
_FILE = re.compile(rf"\.(?:{DOCUMENTS})(?![a-z0-9])", re.IGNORECASE)
_SERVED = re.compile(r"downfile|download|attach|/__local/|附件", re.IGNORECASE)
_PAGE = re.compile(r"\.(?:s?html?|jsp|aspx?|php)$|/$", re.IGNORECASE)
_NO_ADDRESS = ("#", "javascript:", "mailto:")
_QUOTED = re.compile(
    rf"""(["'])(?P<target>[^"'<>\n]{{1,400}}?\.(?:{DOCUMENTS})(?:\?[^"'<>\n]{{0,200}})?)\1""", re.IGNORECASE
)
_SHOWN = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_PICTURE = re.compile(rf"\.(?:{PICTURES})(?![a-z0-9])|^data:image/|^file:", re.IGNORECASE)
_TOO_SMALL = 200
"""Pixels of a side below which a picture is an icon or a code to scan, never a page of a report."""
_DECORATION = re.compile(
    r"icon|logo|qr|ewm|erweima|weixin|wechat|weibo|wx|share|banner|btn|button|arrow|spacer|blank|loading|print"
    r"|jiucuo|gongan|gaba|beian|dangzheng|slh|wza|二维码|微信|微博|标识|公安|党政机关|无障碍|适老",
    re.IGNORECASE,
)
_FRAME_OF_PAGE = re.compile(
    r"(?:^|[\s_-])(?:header|head|top|topbar|footer|foot|bottom|nav|navbar|menu|sidebar|side|share|search|ewm|qrcode"
    r"|copyright|friend|link|links|crumb|crumbs|tool|tools)(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_FRAME_TAGS = frozenset(["header", "footer", "nav", "aside"])
_ARTICLE = re.compile(r"editor|zoom|ucap|article|content|detail|con_con|vsb_|attach|annex|fujian|main", re.IGNORECASE)
_MOST = 200
"""References kept; a page of a report has a dozen."""


def read_links(tree: LexborHTMLParser) -> tuple[Link, ...]:
    """Give what a page refers to, each sort in the order of the page."""
    return tuple(islice(chain(_shown(tree), _files(tree), _opened(tree), _pictures(tree)), _MOST))


def read_base(tree: LexborHTMLParser) -> str | None:
    """Give the address that a page states for its links (`<base href>`)."""
    node = tree.css_first("base[href]")
    return (node.attributes.get("href") or "").strip() or None if node else None


def _shown(tree: LexborHTMLParser) -> Iterator[Link]:
    for node in tree.css(", ".join(_SHOWN)):
        target = (node.attributes.get(_SHOWN[node.tag or ""]) or "").strip()
        film = target.lower().partition("?")[0].endswith((".swf", ".mp4", ".mp3", ".svg"))
        if target and not film and not target.startswith(("about:", "javascript:")):
            yield Link(target, LinkKind.FRAME, _told(node), _is_chrome(node))


def _files(tree: LexborHTMLParser) -> Iterator[Link]:
    for node in tree.css("a, [onclick]"):
        attributes = node.attributes
        href, click = (attributes.get("href") or "").strip(), attributes.get("onclick") or ""
        script = f"{href} {click}" if not href.strip("#") or href.startswith("javascript:") else click
        quoted = _QUOTED.search(script) if script else None
        if quoted:
            yield Link(quoted["target"], LinkKind.SCRIPT, _said(node), _is_chrome(node))
        elif href and not href.startswith(_NO_ADDRESS) and _leads_to_a_file(node, href):
            yield Link(href, LinkKind.ANCHOR, _said(node), _is_chrome(node))


def _leads_to_a_file(node: LexborNode, href: str) -> bool:
    if _PAGE.search(href):
        return False
    said = node.text() or ""
    return bool(_FILE.search(href) or _SERVED.search(href) or "附件" in said or _FILE.search(said))


def _opened(tree: LexborHTMLParser) -> Iterator[Link]:
    """Give the files that scripts of the page name."""
    for node in tree.css("script"):
        script = node.text() or ""
        if _FILE.search(script):
            yield from (Link(m["target"], LinkKind.SCRIPT, "") for m in _QUOTED.finditer(script))


def _pictures(tree: LexborHTMLParser) -> Iterator[Link]:
    for node in tree.css("img"):
        attributes = node.attributes
        target = (attributes.get("src") or attributes.get("data-src") or attributes.get("data-original") or "").strip()
        words = (
            f"{target[:300]} {attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('alt') or ''}"
        )
        if _PICTURE.search(target[:2000]) and not _DECORATION.search(words) and not _is_small(node):
            yield Link(target, LinkKind.PICTURE, _told(node), not _is_of_the_article(node))


def _is_of_the_article(node: LexborNode) -> bool:
    """Tell whether a picture stands in a paragraph, or in what is named as the article: templates hold many others."""
    above = list(_above(node))
    in_paragraph = any(element.tag == "p" for element in above[:3])
    return not _is_chrome(node) and (in_paragraph or any(_ARTICLE.search(_name(e)) for e in above))


def _is_small(node: LexborNode) -> bool:
    attributes = node.attributes
    style = dict(re.findall(r"(width|height)\s*:\s*(\d+)(?:\.\d+)?px", attributes.get("style") or ""))
    sides = [style.get(name) or attributes.get(name) or "" for name in ("width", "height")]
    return any(side.removesuffix("px").isdecimal() and int(side.removesuffix("px")) < _TOO_SMALL for side in sides)


def _said(node: LexborNode) -> str:
    return fold(node.text() or "") or _told(node)


def _told(node: LexborNode) -> str:
    attributes = node.attributes
    return next((fold(value) for name in ("title", "alt", "name") if (value := attributes.get(name))), "")


def _is_chrome(node: LexborNode) -> bool:
    """Tell whether a node stands in the frame of a page; the nearest element that says so decides."""
    for element in _above(node):
        if element.tag in _FRAME_TAGS or _FRAME_OF_PAGE.search(_name(element)):
            return True
        if element.tag == "article" or _ARTICLE.search(_name(element)):
            return False
    return False


def _above(node: LexborNode) -> Iterator[LexborNode]:
    current = node.parent
    while current is not None and current.tag not in {"body", "html"}:
        yield current
        current = current.parent


def _name(element: LexborNode) -> str:
    attributes = element.attributes
    return f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
