"""Tells what an OLE compound file holds: .doc, .xls, .ppt and encrypted .docx are one format outside."""

from __future__ import annotations

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office.compound import Compound
from monitor.documents.office.doc import read_doc
from monitor.documents.office.xls import read_xls

_ENCRYPTED = frozenset(["EncryptedPackage", "EncryptionInfo"])
_NAMES = 200


def read_ole(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a compound file; raise ReadError `encrypted` or `unsupported_format` for what it is known to be.

    A .wps of WPS Office holds the streams of Word, and is read as such; no file that WPS itself wrote was at hand.
    """
    names = Compound(body).entries.keys()
    if names & _ENCRYPTED:
        raise ReadError("encrypted", "office")
    if "WordDocument" in names:
        return read_doc(body, sha256, limits)
    if names & {"Workbook", "Book"}:
        return read_xls(body, sha256, limits)
    shown = "ppt" if "PowerPoint Document" in names else ", ".join(sorted(names))[:_NAMES]
    raise ReadError("unsupported_format", f"ole: {shown}")
