"""Serves portals by the thousand, each at a loopback address of its own: one process, one thread, one socket.

`python -m tests.bench.farm` prints its port and serves until its standard input is closed, an hour at most.
Every other portal answers a conditional request with 304; the rest sends the same bytes again, without a validator.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import socket
import sys
from datetime import UTC, datetime
from functools import cache

from monitor.calendar import local_date, report_year_at
from tests.support.listings import page, report, rows

_HOUR = 3600.0
_ASKED = re.compile(rb"GET (\S+) HTTP/1\.1\r\n(?:.*\r\n)*?Host: 127\.(\d+)\.(\d+)\.(\d+)", re.IGNORECASE)
_KNOWN = re.compile(rb'\r\nIf-None-Match: ("[^"]*")', re.IGNORECASE)
_TITLES = 20
_MET = report_year_at(local_date(datetime.now(UTC))) - 1
"""Latest year whose report is there: that of the year that is watched is not."""
_MENU = 200
_MISSING = (
    b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\nConnection: close\r\n\r\nnot found"
)


def host(number: int) -> str:
    """Give the address of the portal of a number, up to 16 million."""
    return f"127.{1 + number // 65_536}.{number // 256 % 256}.{number % 256}"


def path(listing: int) -> str:
    """Give the path of one of the listings of a portal."""
    return f"/zwgk/zfxxgk/{listing}/zfxxgknb/"


def name(number: int) -> str:
    """Give the name of the agency of a portal."""
    return f"云川市第{number}区财政局"


@cache
def listing(portal: int) -> bytes:
    """Give a listing of some 15 kB on which a portal's reports stand, that of last year not yet."""
    menu = "".join(f'<li><a href="/zwgk/{n}/" target="_blank">栏目{n}</a></li>' for n in range(_MENU))
    titles = (report(year, name(portal)) for year in range(_MET, _MET - _TITLES, -1))
    return page(f"<ul class='menu'>{menu}</ul></div><div class='list'><ul>{rows(titles)}</ul>").encode()


def _answer(portal: int, known: bytes | None) -> bytes:
    body = listing(portal)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
    if portal % 2 == 0:
        etag = b'"' + hashlib.sha256(body).hexdigest()[:16].encode() + b'"'
        if known == etag:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\nConnection: close\r\n\r\n"
        head += b"ETag: " + etag + b"\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


class _Talk(asyncio.Protocol):
    """Answers one request and hangs up."""

    def __init__(self) -> None:
        self._heard = b""
        self._line: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._line = transport

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if self._line is None or b"\r\n\r\n" not in self._heard:
            return
        self._line.write(_said(self._heard))
        self._line.close()


def _said(heard: bytes) -> bytes:
    asked = _ASKED.match(heard)
    if asked is None or not asked[1].startswith(b"/zwgk/zfxxgk/"):
        return _MISSING
    known = _KNOWN.search(heard)
    high, middle, low = (int(part) for part in asked.groups()[1:])
    return _answer((high - 1) * 65_536 + middle * 256 + low, known[1] if known else None)


def _open() -> socket.socket:
    """Listen at every address of the loopback device, and at no other."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
    line.bind(("", 0))
    return line


async def _serve() -> None:
    line = _open()
    server = await asyncio.get_running_loop().create_server(_Talk, sock=line, backlog=1024)
    print(line.getsockname()[1], flush=True)
    async with server:
        await asyncio.wait_for(asyncio.to_thread(sys.stdin.read), _HOUR)


if __name__ == "__main__":
    asyncio.run(_serve())
