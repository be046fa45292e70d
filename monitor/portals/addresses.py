"""Compares addresses: the same page, another page of the same listing, or something else."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_INDEX_FILE = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$")
_PAGE_FILE = re.compile(r"([a-z][\w-]*?)[_-]?(\d{1,4})?\.(?:s?html?|jsp|aspx?|php)", re.IGNORECASE)
_PAGE_KEY = re.compile(r"p|pn|(?:cur|curr|current)?page(?:_?(?:no|num|index|id))?|start(?:record)?", re.IGNORECASE)
_DIRECTORY_NAMES = ("index", "default", "list")


def same_page(url: str, own: str) -> bool:
    """Tell whether two addresses name one page: fragments, index files and page=1 make no other page."""
    return plain(url) == plain(own)


def is_same_host(url: str, own: str) -> bool:
    """Tell whether two addresses lead to one host, whatever the scheme."""
    return urlsplit(url).netloc.lower() == _split(own).netloc.lower()


def is_another_page(url: str, own: str) -> bool:
    """Tell whether an address is that of another page of this listing: index_2.html, list.aspx?page=3."""
    here = _split(own)
    folder = here.path.rpartition("/")[0]
    if not url.startswith(f"{here.scheme}://{here.netloc}{folder}"):
        return False
    there = urlsplit(url)
    if there.path == here.path:
        return _is_paged(there.query) and not same_page(url, own)
    return _is_numbered(there.path, here.path) or _is_counted_down(there.path, here.path)


@lru_cache(maxsize=64)
def _split(own: str) -> SplitResult:
    return urlsplit(own)


@lru_cache(maxsize=256)
def plain(url: str) -> str:
    """Give the address without what makes no other page of it: fragment, index file, page=1, the order of its query."""
    parts = urlsplit(url)
    path = _INDEX_FILE.sub("/", parts.path).rstrip("/")
    query = parse_qsl(parts.query, keep_blank_values=True)
    return f"{parts.netloc}{path}?{urlencode(sorted(q for q in query if not _is_first(*q)))}"


def _is_first(key: str, value: str) -> bool:
    return value in ("", "0", "1") and _PAGE_KEY.fullmatch(key) is not None


def _is_paged(query: str) -> bool:
    return any(_PAGE_KEY.fullmatch(key) and value.isdigit() for key, value in parse_qsl(query))


def _is_numbered(path: str, own: str) -> bool:
    folder, _, file = path.rpartition("/")
    own_folder, _, own_file = own.rpartition("/")
    match = _PAGE_FILE.fullmatch(file) if folder == own_folder else None
    if match is None or match.group(2) is None:
        return False
    here = _PAGE_FILE.fullmatch(own_file)
    stem = match.group(1).lower()
    return stem == here.group(1).lower() if here else stem.endswith(_DIRECTORY_NAMES)


def _is_counted_down(path: str, own: str) -> bool:
    """Know the pages of VSB: xxgknb.htm goes on at xxgknb/3.htm, then xxgknb/2.htm."""
    stem = re.sub(r"(?:/\d+)?\.html?$", "", own)
    return stem != own and re.fullmatch(re.escape(stem) + r"/\d{1,4}\.html?", path) is not None
