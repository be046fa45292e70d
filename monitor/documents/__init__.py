"""Reads a capture into a Document: headings, paragraphs and grids, each with its place."""

from monitor.documents.embedded import Embedded, EmbeddedKind, embedded
from monitor.documents.model import (
    CERTAIN_FROM,
    Block,
    Document,
    Grid,
    GridCell,
    Link,
    LinkKind,
    Meta,
    Paragraph,
    Place,
    Unreadable,
)
from monitor.documents.read import read_document

__all__ = [
    "CERTAIN_FROM",
    "Block",
    "Document",
    "Embedded",
    "EmbeddedKind",
    "Grid",
    "GridCell",
    "Link",
    "LinkKind",
    "Meta",
    "Paragraph",
    "Place",
    "Unreadable",
    "embedded",
    "read_document",
]
