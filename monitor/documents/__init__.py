"""Reads a capture into a Document: headings, paragraphs and grids, each with its place."""

from monitor.documents.model import Block, Document, Grid, GridCell, Meta, Paragraph, Place, Unreadable
from monitor.documents.read import read_document

__all__ = [
    "Block",
    "Document",
    "Grid",
    "GridCell",
    "Meta",
    "Paragraph",
    "Place",
    "Unreadable",
    "read_document",
]
