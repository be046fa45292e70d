"""Finds the report among the files of an archive: by content, names only settle what to look at first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256 as digest

from monitor.documents.confined.job import Job
from monitor.documents.confined.resolve import read_here
from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document, Meta
from monitor.documents.pages import as_pages
from monitor.documents.read import TEXT_READERS
from monitor.documents.readers import BINARY_READERS, SCANS
from monitor.documents.sniff import sniff
from monitor.portals.encoding import decode
from monitor.portals.nesting import is_explosive

_NO_DOCUMENT = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_NAMED = re.compile(r"年报|年度报告|信息公开|政务公开")
_PICTURES = frozenset(["png", "jpeg", "gif", "bmp", "tiff"])
_MEMBERS = 500
_TRIED = 12
"""Files of an archive that are read to find the report."""
_NAMES = 10
_SECTIONS = ("总体情况", "主动公开", "公开申请", "行政复议", "主要问题", "其他需要报告")
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Member:
    """Holds one file of an archive: its name, and how to get its bytes."""

    name: str
    read: Callable[[str], bytes]


def read_members(members: Sequence[Member], sha256: str, limits: Limits) -> Document:
    """Read the report of an archive: a document, else the pictures of its pages.

    Raises ReadError `no_content`, `too_deep` or `ambiguous_archive` with names, and as the readers do.
    """
    if limits.depth < 1:
        raise ReadError("too_deep", "archives within archives")
    inside = replace(limits, depth=limits.depth - 1)
    files = [m for m in members[:_MEMBERS] if not _NO_DOCUMENT.search(m.name)]
    kinds: dict[str, dict[str, bytes]] = {}
    for member in files:
        body = member.read(member.name)
        kinds.setdefault(_sort(sniff(body)), {})[member.name] = body
    bodies = kinds.get("document", {})
    document = None if bodies else _pictured(kinds.get("picture", {}), sha256, inside)
    if document is not None:
        return document
    if not bodies:
        raise ReadError("no_content", f"archive: {_listed([m.name for m in files])}")
    name, document = _report(bodies, inside)
    return replace(document, sha256=sha256, meta=(Meta("member", name, "archive"), *document.meta))


def _sort(kind: str) -> str:
    if kind in _PICTURES:
        return "picture"
    return "document" if kind in TEXT_READERS or kind in BINARY_READERS else ""


def _pictured(bodies: Mapping[str, bytes], sha256: str, limits: Limits) -> Document | None:
    """Read pictures as the pages of one document, in the order of their numbers; None where none shows text."""
    if len(bodies) > limits.pages:
        raise ReadError("too_large", f"{len(bodies)} pictures")
    attempts = [_attempt(bodies[name], limits) for name in sorted(bodies, key=_in_order)]
    pages = [page for page in attempts if page is not None]
    if not pages:
        return None
    document = as_pages(pages, sha256)
    whole = len(pages) == len(attempts)
    return document if whole else replace(document, doubts=(*document.doubts, "unreadable_page"))


def _in_order(name: str) -> list[tuple[int, str]]:
    """Give what puts names in the order in which people number them: page 2 before page 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


def _report(bodies: dict[str, bytes], limits: Limits) -> tuple[str, Document]:
    """Choose the only file; else the only one that reads like the report."""
    if len(bodies) == 1:
        ((name, body),) = bodies.items()
        return name, _read(body, limits)
    order = sorted(bodies, key=lambda name: _NAMED.search(name) is None)[:_TRIED]
    read = {name: answer for name in order if (answer := _attempt(bodies[name], limits)) is not None}
    reports = {name: document for name, document in read.items() if _is_report(document)}
    if len(reports) != 1:
        raise ReadError("ambiguous_archive", _listed(list(reports or bodies)))
    ((name, document),) = reports.items()
    return name, document


def _attempt(body: bytes, limits: Limits) -> Document | None:
    """Read a file that may be none of interest; only what holds for the whole archive ends the search."""
    try:
        return _read(body, limits)
    except ReadError as error:
        if error.reason in {"too_large", "encrypted", "reader_missing", "ambiguous_archive"}:
            raise
        return None


def _read(body: bytes, limits: Limits) -> Document:
    kind, sha256 = sniff(body), digest(body).hexdigest()
    if kind in BINARY_READERS:
        return read_here(body, Job(kind, sha256, BINARY_READERS[kind], SCANS.get(kind), limits))
    text, encoding = decode(body, None)
    if kind == "html" and is_explosive(text):
        raise ReadError("explosive")
    return TEXT_READERS[kind](text, sha256, encoding)


def _is_report(document: Document) -> bool:
    """Tell a report by the titles of its sections."""
    texts = [p.text for p in document.paragraphs()] + [c.raw for g in document.grids() for c in g.cells]
    return sum(any(title in text for text in texts) for title in _SECTIONS) >= _ENOUGH


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMES])
