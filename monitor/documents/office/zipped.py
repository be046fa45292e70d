"""Tells what a ZIP file is by its parts: Word, Excel, OpenDocument, OFD, or an archive that holds one of them."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office.archive import Member, read_members
from monitor.documents.office.docx import read_docx
from monitor.documents.office.odf import read_odf
from monitor.documents.office.ofd import read_ofd
from monitor.documents.office.opc import ZipParts, related
from monitor.documents.office.package import Package
from monitor.documents.office.xls import read_xls
from monitor.documents.office.xlsx import read_xlsx
from monitor.documents.office.xml import root_name
from monitor.documents.readers import BinaryReader

_BY_ROOT: Mapping[str, BinaryReader] = {"document": read_docx, "workbook": read_xlsx}
"""Readers of Open Packaging Conventions packages, by the root element of their main part."""
_CONTENT_TYPES = "[Content_Types].xml"


def read_zip(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read what a ZIP file holds."""
    package = Package(body, limits)
    if _CONTENT_TYPES in package:
        return _office_reader(package)(body, sha256, limits)
    if "OFD.xml" in package:
        return read_ofd(body, sha256, limits)
    if "content.xml" in package and ("mimetype" in package or "META-INF/manifest.xml" in package):
        return read_odf(body, sha256, limits)
    members = (Member(name, package.read) for name in package.names())
    return read_members(list(members), sha256, limits)


def _office_reader(package: Package) -> BinaryReader:
    main = related(ZipParts(package), "").get("officeDocument", "word/document.xml")
    if main.endswith(".bin"):
        return read_xls
    root = root_name(package.read(main))
    reader = _BY_ROOT.get(root)
    if reader is None:
        raise ReadError("unsupported_format", f"office: {root}")
    return reader
