"""Tells from the bytes of a file whether anybody can open it as what its name says (A-01). Pure.

Names lie harmlessly: a page, a newer or an older format under the name of a text opens all the same. Only what no
program opens that goes by the name, what needs a password and what says that there is no file is a fault; what we
cannot read is our own doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.documents import Unreadable, read_document
from monitor.documents.sniff import sniff
from monitor.evidence import Capture
from monitor.extraction import read_report
from monitor.portals import Instead, instead
from monitor.rules import AttachmentFault

_TEXT, _SHEET, _PACKED, _PICTURE = "text", "sheet", "packed", "picture"
_NAMED: Mapping[str, str] = {
    **dict.fromkeys(("doc", "docx", "wps", "wpt", "rtf", "odt", "mht", "mhtml"), _TEXT),
    **dict.fromkeys(("xls", "xlsx", "et", "ods", "csv"), _SHEET),
    **dict.fromkeys(("zip", "rar", "7z"), _PACKED),
    "pdf": "pdf",
    "ofd": "ofd",
}
"""What kind of program opens a file of an ending."""
_OPENED_BY: Mapping[str, frozenset[str]] = {
    "pdf": frozenset({"pdf"}),
    "ole": frozenset({_TEXT, _SHEET}),
    "zip": frozenset({_TEXT, _SHEET, _PACKED, "ofd"}),
    "rtf": frozenset({_TEXT}),
    "mhtml": frozenset({_TEXT, _SHEET}),
    "wordxml": frozenset({_TEXT, _SHEET}),
    "sheetxml": frozenset({_TEXT, _SHEET}),
    "flatodf": frozenset({_TEXT, _SHEET}),
    "rar": frozenset({_PACKED}),
    "7z": frozenset({_PACKED}),
    **dict.fromkeys(("png", "jpeg", "gif", "bmp", "tiff"), frozenset({_PICTURE})),
}
"""By the format of the bytes the kinds of programs that open it; a format that is not here is left in doubt."""
_LOCKED = "encrypted"


@dataclass(frozen=True, slots=True)
class Opened:
    """Says whether a file opens; without a fault it may yet be in doubt."""

    fault: AttachmentFault | None = None
    found: str = ""
    """Format of its bytes."""
    doubtful: bool = False


def opened(file: Capture, ending: str) -> Opened:
    """Judge the bytes of a file (status 200) whose name has this ending."""
    kind = sniff(file.body)
    if kind == "empty":
        return Opened(AttachmentFault.EMPTY)
    if kind in {"html", "text"}:
        return _as_page(file, ending)
    known = _OPENED_BY.get(kind)
    if known is None or ending not in _NAMED:
        return Opened(found=kind, doubtful=True)
    return _as_file(file, kind) if _NAMED[ending] in known else Opened(AttachmentFault.OTHER_TYPE, kind)


def _as_page(file: Capture, ending: str) -> Opened:
    """Judge a page: one that says that there is no such file is a fault; one that holds anything opens."""
    said = instead(file)
    if said is Instead.NOTHING:
        return Opened(AttachmentFault.OTHER_TYPE, "html")
    opens = _NAMED.get(ending) in {_TEXT, _SHEET} and (said is Instead.PAGE or _shows_report(file))
    return Opened(found="html", doubtful=not opens)


def _shows_report(file: Capture) -> bool:
    document = read_document(file.body, file.charset)
    return not isinstance(document, Unreadable) and read_report(document).shows_report


def _as_file(file: Capture, kind: str) -> Opened:
    read = read_document(file.body, file.charset)
    if not isinstance(read, Unreadable):
        return Opened(found=read.format)
    if read.reason == _LOCKED:
        return Opened(AttachmentFault.ENCRYPTED, read.format)
    return Opened(found=kind, doubtful=True)
