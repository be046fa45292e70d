"""Turns a response into WARC/1.1 records and back (ISO 28500:2017).

The body is kept as `fetch` hands it on: transfer and content coding undone. So that any tool can read the
archive, the headers that spoke of those codings and of the length on the line are renamed to
`X-Archive-Orig-…`, and a Content-Length that is true for the stored bytes stands last. Reading reverses both.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed

from monitor.evidence.members import Fault
from monitor.evidence.model import Capture
from monitor.fetch import Response

_PREFIX = "X-Archive-Orig-"
_LINE: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_DATE = "%Y-%m-%dT%H:%M:%S.%fZ"
_ASKED = "X-Asked-URI"
"""Field for the address that was asked for; WARC-Target-URI is the one that answered after redirects."""
_FILE = "X-Refers-To-File"
"""Field for the file of the record that a revisit refers to, relative to the archive."""
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_CONVERSION = "conversion"
_HTML = "text/html; charset=utf-8"
DRAWN = "#drawn"
"""Ends the address under which a page is kept as it was drawn: that of the bare page is another."""
_END_OF_HEAD = b"\r\n\r\n"
_HEAD_BYTES = 65_536
_LEVEL = 9
_ID = re.compile(rb"^WARC-Record-ID: <([^>\r\n]*)>\r?$", re.IGNORECASE | re.MULTILINE)
_BREAKS = re.compile(r"[\r\n]+")

Headers = tuple[tuple[str, str], ...]


class BadRecordError(Exception):
    """Says that bytes of the archive are no record, or not the one that was written."""

    def __init__(self, fault: Fault, detail: str) -> None:
        super().__init__(detail)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Earlier:
    """Points to the record that a revisit refers to (ISO 28500, 6.7)."""

    id: str
    file: str
    url: str
    """The address that answered then."""
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """Holds a record as read: its named fields and its block, whose digests have been checked."""

    fields: dict[str, str]
    head: bytes
    body: bytes

    @property
    def id(self) -> str:
        """Give the record's id without angle brackets."""
        return self.fields["warc-record-id"].strip("<>")

    @property
    def original(self) -> tuple[str, str] | None:
        """Give file and id of the record that holds the body of a revisit; None where the body is here."""
        if self.fields.get("warc-profile") != _SAME_PAYLOAD:
            return None
        return self.fields.get(_FILE.lower(), ""), self.fields.get("warc-refers-to", "").strip("<>")


def pack(response: Response, record_id: str, earlier: Earlier | None = None) -> bytes:
    """Give the response record and the request record that belongs to it, each its own gzip member.

    With `earlier` the response is a revisit: not modified since (304), or of the same payload, which is not kept again.
    """
    answer = _revisit_record(response, record_id, earlier) if earlier else _response_record(response, record_id)
    return answer + _request_record(response, record_id)


def pack_drawn(page: Capture, html: bytes, at: datetime, record_id: str) -> bytes:
    """Give the record of a page as its scripts have drawn it: a conversion (ISO 28500, 6.8) of what was served."""
    described = (
        ("WARC-Type", _CONVERSION),
        ("WARC-Target-URI", page.final_url),
        ("WARC-Date", at.astimezone(UTC).strftime(_DATE)),
        ("WARC-Record-ID", f"<{record_id}>"),
        (_ASKED, f"{page.url}{DRAWN}"),
        ("WARC-Refers-To", f"<{page.id}>"),
        ("WARC-Payload-Digest", digest_of(html)),
        ("WARC-Block-Digest", digest_of(html)),
        ("Content-Type", _HTML),
    )
    return _member(described, html)


def unpack(data: bytes) -> Record:
    """Read one record and check its digests. Raises BadRecordError."""
    try:
        record = next(iter(WARCIterator(io.BytesIO(data), no_record_parse=True)))
        block: bytes = record.raw_stream.read()
    except (ArchiveLoadFailed, StopIteration, ValueError) as error:
        raise BadRecordError(Fault.UNREADABLE, f"no WARC record: {error}") from error
    fields = {name.lower(): value for name, value in record.rec_headers.headers}
    bare = fields.get("warc-type") == _CONVERSION
    head, _, body = (b"", b"", block) if bare else block.partition(_END_OF_HEAD)
    _check("warc-block-digest", fields, block)
    if fields.get("warc-profile") != _SAME_PAYLOAD:
        _check("warc-payload-digest", fields, body)
    return Record(fields, head, body)


def identify(data: bytes) -> str | None:
    """Give the id that a record claims, unchecked, or None."""
    found = _ID.search(data.partition(_END_OF_HEAD)[0][:_HEAD_BYTES])
    return found.group(1).decode("utf-8", "replace") if found else None


def capture(record: Record, file: str) -> Capture:
    """Give the capture that a response record holds. Raises BadRecordError where it holds none."""
    try:
        drawn = record.fields["warc-type"] == _CONVERSION
        status, headers = (HTTPStatus.OK, (("Content-Type", _HTML),)) if drawn else _parse_head(record.head)
        fetched_at = datetime.strptime(record.fields["warc-date"], _DATE).replace(tzinfo=UTC)
        final_url = record.fields["warc-target-uri"]
    except (ValueError, KeyError, IndexError) as error:
        raise BadRecordError(Fault.UNREADABLE, f"no HTTP response: {error!r}") from error
    return Capture(
        id=record.id,
        url=record.fields.get(_ASKED.lower(), final_url),
        final_url=final_url,
        status=status,
        headers=headers,
        body=record.body,
        sha256=hashlib.sha256(record.body).hexdigest(),
        fetched_at=fetched_at,
        file=file,
    )


def new_id() -> str:
    """Give a fresh record id."""
    return uuid.uuid4().urn


def _response_record(response: Response, record_id: str) -> bytes:
    status = f"HTTP/1.1 {response.status} {response.reason}".rstrip()
    block = _head(status, _stored(response.headers, len(response.body))) + response.body
    fields = (("WARC-Record-ID", f"<{record_id}>"), (_ASKED, response.url))
    return _record("response", response, fields, block)


def _revisit_record(response: Response, record_id: str, earlier: Earlier) -> bytes:
    profile = _NOT_MODIFIED if response.status == HTTPStatus.NOT_MODIFIED else _SAME_PAYLOAD
    status = f"HTTP/1.1 {response.status} {response.reason}".rstrip()
    fields = (
        ("WARC-Record-ID", f"<{record_id}>"),
        (_ASKED, response.url),
        ("WARC-Profile", profile),
        ("WARC-Refers-To", f"<{earlier.id}>"),
        ("WARC-Refers-To-Target-URI", earlier.url),
        ("WARC-Refers-To-Date", earlier.fetched_at.astimezone(UTC).strftime(_DATE)),
        (_FILE, earlier.file),
    )
    head = _head(status, _stored(response.headers, len(response.body)))
    return _record("revisit", response, fields, head, response.body)


def _request_record(response: Response, response_id: str) -> bytes:
    parts = urlsplit(response.final_url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    method = "GET" if response.form is None else "POST"
    block = _head(f"{method} {path} HTTP/1.1", response.request_headers) + (response.form or b"")
    fields = (("WARC-Record-ID", f"<{new_id()}>"), ("WARC-Concurrent-To", f"<{response_id}>"))
    return _record("request", response, fields, block)


def _record(kind: str, response: Response, fields: Headers, block: bytes, payload: bytes | None = None) -> bytes:
    payload = block.partition(_END_OF_HEAD)[2] if payload is None else payload
    described = (
        ("WARC-Type", kind),
        ("WARC-Target-URI", response.final_url),
        ("WARC-Date", response.fetched_at.astimezone(UTC).strftime(_DATE)),
        *fields,
        ("WARC-Payload-Digest", digest_of(payload)),
        ("WARC-Block-Digest", digest_of(block)),
        ("Content-Type", f"application/http; msgtype={'request' if kind == 'request' else 'response'}"),
    )
    return _member(described, block)


def _member(described: Headers, block: bytes) -> bytes:
    """Write a record (ISO 28500, 4): its named fields, its block and two line ends, as one gzip member (annex D)."""
    described = (*described, ("Content-Length", str(len(block))))
    named = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in described)
    head = f"WARC/1.1\r\n{named}\r\n".encode("utf-8", "surrogateescape")
    return gzip.compress(head + block + _END_OF_HEAD, _LEVEL, mtime=0)


def _stored(headers: Headers, length: int) -> Headers:
    renamed = ((_PREFIX + name if name.lower() in _LINE else name, value) for name, value in headers)
    return (*renamed, ("Content-Length", str(length)))


def _original(headers: Headers) -> Headers:
    """Undo `_stored`."""
    names = {_PREFIX.lower() + name for name in _LINE}
    return tuple((n.removeprefix(_PREFIX) if n.lower() in names else n, v) for n, v in headers[:-1])


def _head(first: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """Give status or request line and headers; a header is bytes, and latin-1 gives them back unchanged."""
    lines = (first, *(f"{name}: {value}" for name, value in headers))
    return b"".join(_one_line(line).encode("latin-1", "replace") + b"\r\n" for line in lines) + b"\r\n"


def _parse_head(head: bytes) -> tuple[int, Headers]:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return int(first.split(" ")[1]), _original(tuple((name, value) for name, _, value in pairs))


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text) if "\r" in text or "\n" in text else text


def digest_of(data: bytes) -> str:
    """Give the digest of bytes as WARC fields have it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _check(field: str, fields: dict[str, str], data: bytes) -> None:
    """Compare a digest with the bytes it stands for; a record that has lost its digest proves nothing."""
    if fields.get(field) != digest_of(data):
        raise BadRecordError(Fault.DIGEST, f"{field} is not that of the stored bytes")
