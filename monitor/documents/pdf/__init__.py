"""Reads PDF: with PDFium for characters and lines, and a grid of its own for tables."""

from monitor.documents.pdf.pictures import image_only_pages
from monitor.documents.pdf.read import read_pdf

__all__ = ["image_only_pages", "read_pdf"]
