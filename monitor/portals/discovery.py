"""Finds on a page the links that may lead to the listing of annual reports, by names, paths and metadata.

Nothing is decided here: every candidate carries its reasons, and the office confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.evidence import Capture
from monitor.portals.addresses import is_same_host, plain
from monitor.portals.families import generic
from monitor.portals.page import Page, open_page
from monitor.portals.text import squeeze

_REPORTS = re.compile(r"(?:政府信息|信息|政务|部门|乡镇|镇街)?(?:公开)?(?:工作)?(?:年度)?(?:年报|年度报告)")
_DISCLOSURE = re.compile(r"(?:法定主动公开|政府信息公开|信息公开|政务公开|依法公开)")
_ALIEN = re.compile(r"网站.{0,6}(?:年报|报表|年度报告)|政府工作报告|统计|企业|公示系统|财政|决算|法治|旧|英文")
_LISTING_PATH = re.compile(
    r"(?:^|[/_-])(?:zf)?(?:xx)?gk(?:gz)?n(?:d)?b(?:g)?\d*(?:/|_|\.|$)|/(?:bm|xz|zf|jd|zj)nb(?:/|$)|/gkndbg|/ndbg(?:/|$)"
)
_DISCLOSURE_PATH = re.compile(r"/(?:zf)?xxgk(?:/|\.|$)|/zwgk(?:/|\.|$)|/gkmlpt(?:/|$)|/xxgkpt|/fdzdgk|/zfxxgkzl")
_WRONG_PATH = re.compile(r"/zfgznb|/zfwzgznd|/zfgzndb")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Holds a link that may lead to the listing, and why."""

    url: str
    title: str
    score: int
    """The higher, the likelier; from LISTING_FROM on it may be the listing itself."""
    reasons: tuple[str, ...]
    """Codes: `title`, `path`, `section`, `section_path`, `column`."""


LISTING_FROM = 4


def candidates(capture: Capture) -> tuple[Candidate, ...]:
    """Give the links of a page that may lead to the listing of annual reports, the likeliest first."""
    page = open_page(capture)
    found: dict[str, Candidate] = {}
    for one in (*_itself(page), *_linked(page)):
        key = plain(one.url)
        if key not in found or one.score > found[key].score:
            found[key] = one
    return tuple(sorted(found.values(), key=lambda c: (-c.score, len(c.url))))


def _itself(page: Page) -> Iterator[Candidate]:
    """Take the page itself for the listing where its column says so (国办发〔2017〕47号, ColumnName)."""
    if _is_named(squeeze(page.title)):
        yield Candidate(page.url, page.title, LISTING_FROM + 1, ("column",))


def _linked(page: Page) -> Iterator[Candidate]:
    for link in generic.read(page).links:
        if link.date is None and is_same_site(link.url, page.url):
            reasons = tuple(_reasons(squeeze(link.title), urlsplit(link.url).path.lower()))
            score = sum(_WEIGHTS[reason] for reason in reasons)
            if score > 0:
                yield Candidate(link.url, link.title, score, reasons)


_WEIGHTS = {"title": 4, "path": 3, "section": 2, "section_path": 1}


def _reasons(title: str, path: str) -> Iterator[str]:
    if _ALIEN.search(title) or _WRONG_PATH.search(path):
        return
    if _is_named(title):
        yield "title"
    elif _DISCLOSURE.search(title):
        yield "section"
    if _LISTING_PATH.search(path):
        yield "path"
    elif _DISCLOSURE_PATH.search(path):
        yield "section_path"


def _is_named(title: str) -> bool:
    """Tell the name of a column of annual reports; a report's own title has a year in it."""
    match = _REPORTS.search(title)
    bare = len(title) <= len(match.group()) + 6 if match else False
    return bare and not re.search(r"\d{4}", title) and not _ALIEN.search(title)


def is_same_site(url: str, own: str) -> bool:
    """Tell whether an address is of the same portal: its host, or another of the same domain (zwgk.a.gov.cn)."""
    there, here = (urlsplit(u).hostname or "" for u in (url, own))
    domain = here.split(".")
    wide = ".".join(domain[-3:]) if here.endswith(".gov.cn") else here
    return is_same_host(url, own) or there == wide or there.endswith(f".{wide}")
