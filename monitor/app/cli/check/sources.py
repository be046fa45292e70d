"""Brings the bytes of a source here: from a file, or from an address."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from http import HTTPStatus
from pathlib import Path

from monitor.app.whole import Attached, look
from monitor.documents import Document, Unreadable, read_document
from monitor.fetch import Client, Failure, Request, Response

_SCHEMES = ("http://", "https://")
_UNNAMED = ""
"""Digest of what never came here."""
_REASONS: Mapping[int | None, str] = {
    errno.ENOENT: "not_found",
    errno.ENOTDIR: "not_found",
    errno.EISDIR: "is_a_folder",
    errno.EACCES: "no_permission",
    errno.ENAMETOOLONG: "not_found",
}


@dataclass(frozen=True, slots=True)
class Body:
    """Holds the bytes of a source; `charset` is what the server declared, a hint only."""

    data: bytes
    charset: str | None = None
    address: str = ""
    """Where it came from; empty for a file."""
    parts: Mapping[str, Body | Unreadable] = field(default_factory=dict)
    """What the page embeds or links and is to be read with it, by address."""

    @property
    def attached(self) -> Attached:
        """Give what came with the page, read."""
        return Attached(self.address, {url: _read(part) for url, part in self.parts.items()})


def _read(part: Body | Unreadable) -> Document | Unreadable:
    return part if isinstance(part, Unreadable) else read_document(part.data, part.charset)


def is_address(source: str) -> bool:
    """Tell an address from the name of a file."""
    return source.lower().startswith(_SCHEMES)


def read_file(source: str, most: int) -> Body | Unreadable:
    """Read a file of at most `most` bytes."""
    try:
        with Path(source).open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        return Unreadable("file", _UNNAMED, _REASONS.get(error.errno, "read_failed"), str(error.strerror or error))
    except ValueError as error:
        # a name with a null character
        return Unreadable("file", _UNNAMED, "not_found", str(error))
    if len(data) > most:
        return Unreadable("file", _UNNAMED, "too_large", f"> {most}")
    return Body(data)


def fetch(source: str, client: Client) -> Body | Unreadable:
    """Visit an address once, and what its page embeds or links instead of a report: one hop, at most a few."""
    page = _visit(source, client)
    if isinstance(page, Unreadable):
        return page
    wanted = look(page.data, page.charset, None, page.address).addresses
    return replace(page, parts={url: _visit(url, client) for url in wanted})


def _visit(source: str, client: Client) -> Body | Unreadable:
    answer = client.get(Request(source))
    if isinstance(answer, Failure):
        return Unreadable("http", _UNNAMED, str(answer.reason), answer.detail)
    if answer.status != HTTPStatus.OK:
        return Unreadable("http", _UNNAMED, "status", str(answer.status))
    return Body(answer.body, _charset(answer), answer.final_url)


def _charset(response: Response) -> str | None:
    message = Message()
    message["Content-Type"] = response.header("Content-Type") or ""
    return message.get_content_charset()
