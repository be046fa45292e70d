"""Reads PDF: with PDFium for characters and lines, and a grid of its own for tables."""

from monitor.documents.pdf.pictures import Pictured, pictured
from monitor.documents.pdf.read import read_pdf

__all__ = ["Pictured", "pictured", "read_pdf"]
