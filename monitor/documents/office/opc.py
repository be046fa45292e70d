"""Reads Open Packaging Conventions packages (ECMA-376 part 2): parts, relationships, core properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from monitor.documents.limits import ReadError
from monitor.documents.model import Meta
from monitor.documents.office.package import Package, resolve
from monitor.documents.office.xml import Element, local, parse
from monitor.documents.whitespace import fold

_PROPERTIES: Mapping[str, str] = {
    "title": "title",
    "created": "created",
    "modified": "modified",
    "creation-date": "created",
    "date": "modified",
}
"""What we call them, by the element's name in Open Packaging Conventions and in OpenDocument."""


class Parts(Protocol):
    """Gives the parts of a package as XML."""

    def xml(self, name: str) -> Element | None:
        """Give a part's root element; None where the package lacks it."""


class ZipParts:
    """Gives the parts of a ZIP package."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def xml(self, name: str) -> Element | None:
        """Give a part's root element; None where the package lacks it."""
        return parse(self._package.read(name)) if name in self._package else None


class FlatParts:
    """Gives the parts of a package that is written as one XML file ("flat OPC")."""

    def __init__(self, root: Element) -> None:
        self._parts = dict(_flat(root))

    def xml(self, name: str) -> Element | None:
        """Give a part's root element; None where the package lacks it."""
        return self._parts.get(name)


def _flat(root: Element) -> Iterator[tuple[str, Element]]:
    for part in root:
        name = next((v for k, v in part.attrib.items() if str(k).endswith("}name")), None)
        data = next((c for c in part if local(c) == "xmlData"), None)
        if name is not None and data is not None and len(data):
            yield str(name).lstrip("/"), data[0]


def related(parts: Parts, part: str) -> Mapping[str, str]:
    """Give the parts that a part points to by kind, the last word of the relationship's type; "" is the package."""
    found: dict[str, str] = {}
    for relation, target in _relations(parts, part):
        found.setdefault((relation.get("Type") or "").rpartition("/")[2], target)
    return found


def named(parts: Parts, part: str) -> Mapping[str, str]:
    """Give the parts that a part points to by the name under which it does."""
    return {relation.get("Id") or "": target for relation, target in _relations(parts, part)}


def _relations(parts: Parts, part: str) -> Iterator[tuple[Element, str]]:
    folder, _, name = part.rpartition("/")
    root = parts.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    for relation in root if root is not None else ():
        target = relation.get("Target")
        if target and relation.get("TargetMode") != "External":
            yield relation, resolve(part, target)


def optional(parts: Parts, name: str | None) -> Element | None:
    """Give a part that only helps to read: a broken one is as good as none."""
    try:
        return parts.xml(name) if name else None
    except ReadError as error:
        if error.reason != "damaged":
            raise
        return None


def core_properties(parts: Parts) -> tuple[Meta, ...]:
    """Give title and dates from the core properties (part 2, clause 11)."""
    root = optional(parts, related(parts, "").get("core-properties", "docProps/core.xml"))
    return properties(root) if root is not None else ()


def properties(root: Element) -> tuple[Meta, ...]:
    """Give title and dates as an element's children state them; a file's own title is often that of its model."""
    texts = ((local(child), fold(child.text or "")) for child in root)
    return tuple(Meta(_PROPERTIES[name], text, "properties") for name, text in texts if name in _PROPERTIES and text)
