"""Reads pictures: scanned pages, ruled tables cell by cell, each with how sure the reading is.

Heavy libraries load with these modules, so only the confined process imports them.
"""

from monitor.documents.ocr.beside import read_beside
from monitor.documents.ocr.pages import Source, read_pages
from monitor.documents.ocr.picture import read_picture
from monitor.documents.ocr.scanned import read_scanned_pdf

__all__ = ["Source", "read_beside", "read_pages", "read_picture", "read_scanned_pdf"]
