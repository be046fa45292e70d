"""Finds the documents that a page only shows or links, the likeliest report first."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, unquote_to_bytes, urljoin, urlsplit

from monitor.documents.links import DOCUMENTS, PICTURES
from monitor.documents.model import Document, Link, LinkKind

_ENDING = re.compile(rf"\.(?P<ending>{DOCUMENTS}|{PICTURES})(?![a-z0-9])", re.IGNORECASE)
_REPORT = re.compile(
    r"(?:信息公开|政务公开|政府信息).{0,12}(?:报告|年报)|年度报告|年报(?!表)|公开报告|xxgkn[db]|gknb", re.IGNORECASE
)
_OTHER_PAPER = re.compile(
    r"申请表|申请书|申请单|流程|指南|目录|办法|条例|细则|规定|通知|方案|要点|制度|样本|模板|预算|决算|清单|台账|解读"
    r"|图解|一图|读懂|政府工作报告|报表|网站"
)
_LOOKED_AT = re.compile(r"viewer|pdfjs|preview|generic/web|onlineread|flexpaper", re.IGNORECASE)
_CHROME_FRAME = re.compile(
    r"map|video|player|weather|tianqi|search|share|stat|login|count|header|footer|nav|top\.|foot"
)
_ARCHIVES = frozenset({"zip", "rar", "7z"})
_RANKS = {"docx": 6, "doc": 6, "wps": 6, "wpt": 6, "rtf": 5, "odt": 5, "pdf": 4, "ofd": 4, "mht": 3, "mhtml": 3}
_OF_A_SHEET = 2
_OF_A_PAGE = 1
_REPORT_WEIGHT, _SHOWN_WEIGHT, _CHROME_WEIGHT = 40, 20, -30


class EmbeddedKind(StrEnum):
    """Says what an embedded document seems to be; its bytes decide later."""

    DOCUMENT = "document"
    ARCHIVE = "archive"
    PAGE = "page"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Embedded:
    """Holds one document that a page shows or links."""

    url: str
    """Absolute where the address of the page is known, else as it stands there."""
    kind: EmbeddedKind
    title: str
    named: bool
    """Whether its name says that it is an annual report."""
    ending: str = ""
    """Ending of its name, e.g. `pdf`; empty where it has none."""


def embedded(document: Document, address: str = "") -> tuple[Embedded, ...]:
    """Give what a page embeds or links that may hold its report, likeliest first, pictures in their order.

    `address` is where the page was served from; without it addresses stay as they stand. Papers of another name,
    and what the frame of the page shows, are left out.
    """
    base = _joined(address, document.base or "") if address else document.base or ""
    found: dict[str, tuple[int, Embedded]] = {}
    for link in document.links:
        for weight, one in _judged(link, base):
            if one.url not in found or found[one.url][0] < weight:
                found[one.url] = (weight, one)
    return tuple(one for _, one in sorted(found.values(), key=lambda item: -item[0]))


def carried(url: str) -> bytes | None:
    """Give the bytes that an address carries within itself (RFC 2397); None for one that only points, or is broken."""
    head, comma, data = url.partition(",")
    if not comma or not head.lower().startswith("data:"):
        return None
    plain = unquote_to_bytes(data)
    try:
        return b64decode(b"".join(plain.split())) if head.lower().endswith(";base64") else plain
    except ValueError:
        return None


def _judged(link: Link, base: str) -> Iterator[tuple[int, Embedded]]:
    """Give a link with its weight; nothing where it cannot be the report."""
    target = _viewed(link.target)
    url = _joined(base, target)
    ending = _ending(link, target)
    kind = _kind(link, ending)
    if kind is None or not _may_be_fetched(url, kind):
        return
    name = f"{link.title} {_file_name(target)}"
    named = _REPORT.search(name) is not None
    if _is_other(link, kind, name, named=named):
        return
    weight = _REPORT_WEIGHT * named + _SHOWN_WEIGHT * (link.kind is LinkKind.FRAME) + _CHROME_WEIGHT * link.chrome
    yield weight + _rank(kind, ending), Embedded(url, kind, link.title, named, ending)


def _viewed(target: str) -> str:
    """Give the file that a viewer is told to show (`viewer.html?file=…`), else the target itself."""
    parts = _split(target)
    if parts is None or not parts[1] or not _LOOKED_AT.search(parts[0]):
        return target
    files = [value for _, value in parse_qsl(parts[1]) if _ENDING.search(value)]
    return _joined(parts[0], unquote(files[0]).partition("#")[0]) if files else target


def _split(target: str) -> tuple[str, str] | None:
    """Give what stands before the query, and the query; None for what is no address at all."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return target.partition("?")[0], parts.query


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return target


def _ending(link: Link, target: str) -> str:
    """Give the ending of the file's name: of its path, else of a name in the query, else of what the link says."""
    parts = _split(target)
    if parts is None:
        return ""
    told = (parts[0].rpartition("/")[2], *(v for _, v in parse_qsl(parts[1])), link.title)
    endings = (m["ending"].lower() for text in told for m in list(_ENDING.finditer(text))[-1:])
    return next(endings, "")


def _kind(link: Link, ending: str) -> EmbeddedKind | None:
    if link.kind is LinkKind.PICTURE:
        return EmbeddedKind.PICTURE
    if ending in _ARCHIVES:
        return EmbeddedKind.ARCHIVE
    if ending and re.fullmatch(PICTURES, ending) is None:
        return EmbeddedKind.DOCUMENT
    if link.kind is LinkKind.FRAME:
        return EmbeddedKind.PICTURE if ending else EmbeddedKind.PAGE
    return EmbeddedKind.DOCUMENT if "附件" in link.title or _REPORT.search(link.title) else None


def _may_be_fetched(url: str, kind: EmbeddedKind) -> bool:
    """Leave out what is no address of the web; a picture that stands in the page itself is there all the same."""
    scheme = url.partition(":")[0].lower() if ":" in url[:12] else ""
    return scheme in {"", "http", "https"} or (kind is EmbeddedKind.PICTURE and scheme in {"data", "file"})


def _is_other(link: Link, kind: EmbeddedKind, name: str, *, named: bool) -> bool:
    if kind is EmbeddedKind.PICTURE:
        return link.chrome
    if kind is EmbeddedKind.PAGE:
        return link.chrome or _CHROME_FRAME.search(link.target.lower()) is not None
    return (_OTHER_PAPER.search(name) is not None and not _STATUTORY.search(name)) or (link.chrome and not named)


_STATUTORY = re.compile(r"政府信息公开(?:工作)?(?:\d{4}年?)?(?:年度报告|年报)(?!.*(?:解读|图解|一图|读懂))")


def _file_name(target: str) -> str:
    return unquote(target).rpartition("/")[2]


def _rank(kind: EmbeddedKind, ending: str) -> int:
    if kind is EmbeddedKind.DOCUMENT:
        return _RANKS.get(ending, _OF_A_SHEET)
    return _OF_A_PAGE if kind is not EmbeddedKind.PICTURE else 0
