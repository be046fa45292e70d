"""Reads OFD, the national format for fixed pages (GB/T 33190-2016): glyphs and lines go through the grid code of PDF.

Written from the standard and tried on files built by hand from it: no file of a real agency was at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document, Grid, Meta
from monitor.documents.office.flow import Budget
from monitor.documents.office.ofdpage import PageReader, numbers
from monitor.documents.office.opc import optional
from monitor.documents.office.package import Package, resolve
from monitor.documents.office.xml import Element, local, parse
from monitor.documents.pdf.assemble import blocks_of
from monitor.documents.pdf.layout import lay_out_page
from monitor.documents.pdf.sheet import Sheet
from monitor.documents.whitespace import fold

_A4 = (0.0, 0.0, 210.0, 297.0)
_TABLES = 3
_LARGE = 0.15
"""Share of a page that a picture covers which may be a table of the form."""
_META = {"Title": "title", "CreationDate": "created", "ModDate": "modified"}


class _OfdParts:
    """Gives the parts of an OFD package by the paths that they name each other by."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._folded = {name.lower(): name for name in package.names()}

    def xml(self, name: str) -> Element | None:
        actual = self._folded.get(name.lower())
        return parse(self._package.read(actual)) if actual else None

    def demand(self, name: str) -> Element:
        root = self.xml(name)
        if root is None:
            raise ReadError("damaged", f"no part {name}")
        return root


def read_ofd(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read the first document of an OFD file; raise ReadError `no_content` where its pages are pictures."""
    package = Package(body, limits)
    if any(name.lower().endswith("encryptions.xml") for name in package.names()):
        raise ReadError("encrypted", "ofd")
    parts = _OfdParts(package)
    main = parts.demand("OFD.xml")
    root_name = fold(_text(main, "DocRoot"))
    document = parts.demand(resolve("OFD.xml", root_name))
    sheets = list(_sheets(parts, document, resolve("OFD.xml", root_name), limits))
    if not any(sheet.glyphs for sheet in sheets):
        raise ReadError("no_content", "image_only" if any(s.largest_picture for s in sheets) else "no text")
    blocks = tuple(blocks_of([lay_out_page(sheet) for sheet in sheets]))
    short = sum(isinstance(block, Grid) for block in blocks) < _TABLES
    doubts = ("picture",) if short and any(s.largest_picture >= _LARGE for s in sheets) else ()
    return Document("ofd", sha256, blocks, tuple(_meta(main)), doubts=doubts)


def _sheets(parts: _OfdParts, document: Element, name: str, limits: Limits) -> Iterator[Sheet]:
    places = [(e, resolve(name, e.get("BaseLoc") or "")) for e in document.iter() if local(e) == "Page"]
    if not places:
        raise ReadError("damaged", "no page")
    if len(places) > limits.pages:
        raise ReadError("too_large", f"{len(places)} pages")
    templates = dict(_templates(parts, document, name))
    box = numbers(_text(document, "PhysicalBox"))
    budget = Budget(limits)
    for at, (_, place) in enumerate(places, start=1):
        page = parts.demand(place)
        reader = PageReader(numbers(_text(page, "PhysicalBox")) or box or _A4, budget)
        used = (e.get("TemplateID") or "" for e in page.iter() if local(e) == "Template")
        for template in dict.fromkeys(used):
            reader.read(templates.get(template))
        reader.read(page)
        yield reader.sheet(at)


def _templates(parts: _OfdParts, document: Element, name: str) -> Iterator[tuple[str, Element]]:
    for element in document.iter():
        if local(element) == "TemplatePage":
            root = optional(parts, resolve(name, element.get("BaseLoc") or ""))
            if root is not None:
                yield element.get("ID") or "", root


def _meta(main: Element) -> Iterator[Meta]:
    known: Mapping[str, str] = _META
    for element in main.iter():
        if local(element) in known and (text := fold(element.text or "")):
            yield Meta(known[local(element)], text, "properties")


def _text(root: Element, name: str) -> str:
    return next((e.text or "" for e in root.iter() if local(e) == name), "")
