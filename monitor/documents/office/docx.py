"""Reads Word documents: .docx, .docm, .dotx (ECMA-376, transitional and strict), and the same in one XML file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document, Grid, Meta
from monitor.documents.office.flow import Budget, Picture, as_blocks, with_pictures
from monitor.documents.office.numbering import Numbering
from monitor.documents.office.opc import Parts, ZipParts, core_properties, named, optional, related
from monitor.documents.office.package import Package
from monitor.documents.office.wordbody import WordBody
from monitor.documents.office.wordstyles import Styles
from monitor.documents.office.xml import Element, local, namespace

_USUAL = "word/document.xml"


def read_docx(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a Word document from its ZIP package."""
    return read_parts(ZipParts(Package(body, limits)), sha256, limits)


def read_parts(parts: Parts, sha256: str, limits: Limits) -> Document:
    """Read a Word document from the parts of its package."""
    _, root, reader = _opened(parts, limits)
    return read_body(root, reader, sha256, core_properties(parts))


def _opened(parts: Parts, limits: Limits) -> tuple[str, Element, WordBody]:
    """Give the name of the main part, its root, and what reads it."""
    name = related(parts, "").get("officeDocument", _USUAL)
    root = parts.xml(name)
    if root is None:
        raise ReadError("damaged", f"no part {name}")
    near = related(parts, name)
    folder = name.rpartition("/")[0]
    styles = Styles(optional(parts, near.get("styles", f"{folder}/styles.xml")))
    numbering = Numbering(optional(parts, near.get("numbering", f"{folder}/numbering.xml")))
    return name, root, WordBody(namespace(root), styles, numbering, Budget(limits))


@dataclass(frozen=True, slots=True)
class Shown:
    """Holds a large picture of a document."""

    before: int
    """How many blocks stand before it."""
    body: bytes


def shown(body: bytes, limits: Limits) -> Iterator[Shown]:
    """Give the large pictures of a Word document in a ZIP package, in its order; raise ReadError as its reader does."""
    package = Package(body, limits)
    parts = ZipParts(package)
    name, root, reader = _opened(parts, limits)
    targets = named(parts, name)
    before = 0
    for item in with_pictures(reader.read(_body(root))):
        if not isinstance(item, Picture):
            before += 1
        elif (target := targets.get(item.name, "")) in package:
            yield Shown(before, package.read(target))


def read_body(root: Element, reader: WordBody, sha256: str, meta: tuple[Meta, ...]) -> Document:
    """Read the body of a document whose styles and lists are known."""
    blocks = as_blocks(reader.read(_body(root)))
    doubts = reader.pictures.doubts([b for b in blocks if isinstance(b, Grid)])
    return Document("docx", sha256, blocks, meta, doubts=doubts)


def _body(root: Element) -> Element:
    body = next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise ReadError("damaged", "no body")
    return body
