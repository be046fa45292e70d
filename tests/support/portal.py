"""Runs a portal on 127.0.0.1: a real HTTP(S) server whose pages are given as data.

    with Portal({"/": page("<ul>…</ul>"), "/gone": (404, {}, b"")}) as portal:
        client.get(Request(portal.url("/")))

A route is a canned answer `(status, headers, body)` or a handler that takes an `Exchange` and does what it
likes with it: ready misbehaviours stand in `tests.support.misbehaviour`. Routes may be changed while the
portal runs. An exception in a handler, other than a lost connection, is raised when the portal is left.
"""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import trustme

HOST = "127.0.0.1"
_POLL_SECONDS = 0.01
_PATIENCE_SECONDS = 5.0

Headers = Mapping[str, str] | Iterable[tuple[str, str]]
Canned = tuple[int, Headers, bytes]


@dataclass(frozen=True, slots=True)
class Seen:
    """Records one request as it arrived."""

    method: str
    path: str
    """With its query."""
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


class Exchange:
    """Lets a handler answer one request, well or badly."""

    def __init__(self, seen: Seen, handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
        self.seen = seen
        self.stopping = stopping
        self._handler = handler

    def answer(self, status: int, headers: Headers = (), body: bytes = b"") -> None:
        """Send a whole answer; its length is told unless the headers say something about it."""
        pairs = _pairs(headers)
        names = {name.lower() for name, _ in pairs}
        if not names & {"content-length", "transfer-encoding"}:
            pairs.append(("Content-Length", str(len(body))))
        self.begin(status, pairs)
        self.write(body)

    def begin(self, status: int, headers: Headers = ()) -> None:
        """Send status line and headers only."""
        self._handler.send_response_only(status)
        for name, value in (*_pairs(headers), ("Connection", "close")):
            self._handler.send_header(name, value)
        self._handler.end_headers()

    def write(self, data: bytes) -> None:
        """Send bytes as they are. Raises OSError once the other side has gone."""
        self._handler.wfile.write(data)

    def chunk(self, data: bytes) -> None:
        """Send one chunk of a body announced with `Transfer-Encoding: chunked`; empty data ends it."""
        self.write(b"%x\r\n%b\r\n" % (len(data), data))

    def wait(self, seconds: float) -> bool:
        """Pause, but not beyond the end of the portal; tell whether it still runs."""
        return not self.stopping.wait(seconds)


Handler = Callable[[Exchange], None]
Route = Canned | Handler


def page(html: str, status: int = 200, content_type: str = "text/html; charset=utf-8") -> Canned:
    """Give a canned HTML answer."""
    return status, {"Content-Type": content_type}, html.encode()


class Portal:
    """Serves routes until the `with` block ends; leaves no thread and no open socket behind."""

    def __init__(self, routes: Mapping[str, Route] | None = None, *, tls: bool | ssl.SSLContext = False) -> None:
        self.routes: dict[str, Route] = dict(routes or {})
        """By path with query, else by path alone; anything else is 404."""
        self.requests: list[Seen] = []
        self._tls = tls is not False
        self._server = _Server(self, _server_context() if tls is True else tls or None)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_POLL_SECONDS,))

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def authority(self) -> str:
        """Give `host:port`, as `Fetching.allow_hosts` takes it."""
        return f"{HOST}:{self.port}"

    def url(self, path: str = "/", host: str = HOST) -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Give the paths asked for, in order."""
        return [seen.path for seen in self.requests]

    def route(self, path: str) -> Route:
        bare = path.partition("?")[0]
        return self.routes.get(path) or self.routes.get(bare) or (404, {}, b"not found")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        self._thread.join()
        if error is None and self._server.errors:
            raise self._server.errors[0]


def write_authority(folder: Path) -> Path:
    """Write the certificate of the authority that signed the portals' own, e.g. for `Fetching.ca_file`."""
    file = folder / "authority.pem"
    _authority().cert_pem.write_to_path(str(file))
    return file


@cache
def _authority() -> trustme.CA:
    return trustme.CA()


@cache
def _server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _authority().issue_cert(HOST, "localhost", "portal.example.gov.cn").configure_cert(context)
    return context


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, portal: Portal, tls: ssl.SSLContext | None) -> None:
        self.portal = portal
        self.errors: list[BaseException] = []
        self.stopping = threading.Event()
        self._tls = tls
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((HOST, 0), _Answerer)

    def get_request(self) -> tuple[Any, Any]:
        sock, address = super().get_request()
        sock.settimeout(_PATIENCE_SECONDS)
        if self._tls is not None:
            # the handshake happens in the thread of the connection
            sock = self._tls.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        with self._lock:
            self._open.add(sock)
        return sock, address

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep what went wrong in a handler; a lost connection is a client's right."""
        del request, client_address
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.errors.append(error)

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        with self._lock:
            for sock in self._open:
                _shut(sock)
        self.server_close()


def _shut(sock: socket.socket) -> None:
    """Wake whoever reads or writes this socket."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Answerer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _exchange(self) -> None:
        self.close_connection = True
        length = int(self.headers.get("Content-Length") or 0)
        seen = Seen(self.command, self.path, tuple(self.headers.items()), self.rfile.read(length))
        self.server.portal.requests.append(seen)
        exchange = Exchange(seen, self, self.server.stopping)
        route = self.server.portal.route(self.path)
        if callable(route):
            route(exchange)
        else:
            exchange.answer(*route)

    do_GET = do_POST = do_HEAD = _exchange  # noqa: N815 - the names are those of http.server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the signature is that of http.server
        """Stay quiet."""


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return list(headers.items() if isinstance(headers, Mapping) else headers)
