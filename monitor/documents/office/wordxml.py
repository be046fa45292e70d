"""Reads Word documents in one XML file: the form of Word 2003, and packages written flat (ECMA-376 "flat OPC")."""

from __future__ import annotations

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office.docx import read_body, read_parts
from monitor.documents.office.flow import Budget
from monitor.documents.office.numbering import Numbering
from monitor.documents.office.opc import FlatParts, properties
from monitor.documents.office.wordbody import WordBody
from monitor.documents.office.wordstyles import Styles
from monitor.documents.office.xml import local, namespace, parse


def read_wordxml(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read either form; raise ReadError `unsupported_format` for other XML."""
    root = parse(body)
    if local(root) == "package":
        return read_parts(FlatParts(root), sha256, limits)
    if local(root) != "wordDocument":
        raise ReadError("unsupported_format", f"XML: {local(root)}")
    stated = next((child for child in root if local(child) == "DocumentProperties"), None)
    reader = WordBody(namespace(root), Styles(root), Numbering(None), Budget(limits))
    return read_body(root, reader, sha256, properties(stated) if stated is not None else ())
