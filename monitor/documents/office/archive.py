"""Finds the report among the files of an archive: by content, names only settle what to look at first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256 as digest

from monitor.documents.confined.job import Job
from monitor.documents.confined.resolve import read_here
from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document, Meta
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
    """Read the report of an archive; raise ReadError `no_content`, `too_deep` or `ambiguous_archive` with names."""
    if limits.depth < 1:
        raise ReadError("too_deep", "archives within archives")
    inside = replace(limits, depth=limits.depth - 1)
    files = [m for m in members[:_MEMBERS] if not _NO_DOCUMENT.search(m.name)]
    bodies = {m.name: body for m in files if _readable(sniff(body := m.read(m.name)))}
    if not bodies:
        raise ReadError("no_content", f"archive: {_listed([m.name for m in files])}")
    name, document = _report(bodies, inside)
    return replace(document, sha256=sha256, meta=(Meta("member", name, "archive"), *document.meta))


def _readable(kind: str) -> bool:
    return (kind in TEXT_READERS or kind in BINARY_READERS) and kind not in _PICTURES


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
