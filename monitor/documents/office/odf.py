"""Reads OpenDocument files (ISO/IEC 26300): texts and spreadsheets, in their ZIP package or flat in one XML file."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document, Meta
from monitor.documents.office.flow import Budget, as_blocks
from monitor.documents.office.odfsheet import read_sheets
from monitor.documents.office.odfstyles import OdfStyles
from monitor.documents.office.odftext import OdfText
from monitor.documents.office.opc import ZipParts, optional, properties
from monitor.documents.office.package import Package
from monitor.documents.office.sheet import sheets_blocks
from monitor.documents.office.xml import Element, local, parse


def read_odf(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read an OpenDocument package."""
    package = Package(body, limits)
    if "META-INF/manifest.xml" in package and b":encryption-data" in package.read("META-INF/manifest.xml"):
        raise ReadError("encrypted", "OpenDocument")
    parts = ZipParts(package)
    content = parse(package.read("content.xml"))
    roots = [content, *(r for n in ("styles.xml", "meta.xml") if (r := optional(parts, n)) is not None)]
    return _read(roots, sha256, limits)


def read_flat_odf(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read an OpenDocument file in one XML file."""
    return _read([parse(body)], sha256, limits)


def _read(roots: Sequence[Element], sha256: str, limits: Limits) -> Document:
    """Read the content, the first root; styles and properties may stand in it or in the others."""
    body = next((e for e in roots[0] if local(e) == "body"), None)
    content = body[0] if body is not None and len(body) else None
    styles, budget = OdfStyles(roots), Budget(limits)
    kind = local(content) if content is not None else ""
    if content is not None and kind == "text":
        return Document("odt", sha256, as_blocks(OdfText(styles, budget).read(content)), _meta(roots))
    if content is not None and kind == "spreadsheet":
        sheets, doubts = read_sheets(content, styles, budget)
        return Document("ods", sha256, sheets_blocks(sheets), _meta(roots), doubts=doubts)
    raise ReadError("unsupported_format", f"OpenDocument: {kind}")


def _meta(roots: Sequence[Element]) -> tuple[Meta, ...]:
    groups = (e for root in roots for e in root if local(e) == "meta")
    return tuple(meta for group in groups for meta in properties(group))
