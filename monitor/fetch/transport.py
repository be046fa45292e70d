"""Joins urllib3 to the guard and the budget: every connection and every read passes here."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import SplitResult, urlsplit

from requests import PreparedRequest
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import create_urllib3_context

from monitor.fetch.budget import Budget
from monitor.fetch.errors import FetchError
from monitor.fetch.guard import Guard
from monitor.fetch.model import FailureReason
from monitor.settings import Fetching

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LEGACY_SERVER_CONNECT = 0x4
"""SSL_OP_LEGACY_SERVER_CONNECT: ssl names it from Python 3.12 on."""


def tls_context(settings: Fetching, *, legacy: bool = False) -> ssl.SSLContext:
    """Make the TLS settings: certificates always checked, against the usual authorities and the office's own.

    What the office adds (`ca_file`) is trusted as it is, an intermediate certificate too: so a portal that does not
    send its chain can be checked. With `legacy` old versions and ciphers are spoken, never without the check.
    Raises OSError or ValueError where `ca_file` cannot be read or holds no certificate (PEM).
    """
    own = settings.ca_file.read_text(encoding="ascii") if settings.ca_file is not None else None
    return _context(own, legacy)


@lru_cache(maxsize=4)
def _context(own_authority: str | None, legacy: bool) -> ssl.SSLContext:  # noqa: FBT001 - a key of the cache
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    if legacy:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.options |= _LEGACY_SERVER_CONNECT
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    if own_authority is not None:
        context.load_verify_locations(cadata=own_authority)
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


@dataclass(frozen=True, slots=True)
class Line:
    """Dials for one visit and reads what comes, within the visit's budget."""

    guard: Guard
    budget: Budget
    settings: Fetching

    def dial(self, host: str, port: int) -> socket.socket:
        """Connect to the first address of the host that answers. Raises FetchError."""
        failures = []
        for address in self.guard.addresses(host, port):
            try:
                return self._connect(address, port)
            except OSError as error:
                failures.append(error)
        slow = all(isinstance(error, TimeoutError) for error in failures)
        reason = FailureReason.TIMEOUT if slow else FailureReason.CONNECT
        raise FetchError(reason, f"{host}:{port} cannot be reached: {failures[0]}")

    def _connect(self, address: str, port: int) -> socket.socket:
        sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(self.budget.seconds(self.settings.connect_seconds))
            sock.connect((address, port))
            # what follows on this socket before the first read is the TLS handshake
            sock.settimeout(self.budget.seconds(self.settings.connect_seconds))
        except BaseException:
            sock.close()
            raise
        return sock

    def answer(self, sock: socket.socket, **options: Any) -> http.client.HTTPResponse:
        """Make the standard library's answer read through the budget."""
        answer = http.client.HTTPResponse(sock, **options)
        raw = cast("socket.SocketIO", answer.fp.detach())
        answer.fp = io.BufferedReader(_Reader(self, sock, raw))
        return answer


class _Reader(io.RawIOBase):
    """Reads a socket in steps, each no longer than the budget allows: a dripping portal gains no time."""

    def __init__(self, line: Line, sock: socket.socket, raw: socket.SocketIO) -> None:
        self._line = line
        self._sock = sock
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        self._sock.settimeout(self._line.budget.seconds(self._line.settings.read_seconds))
        count = self._raw.readinto(buffer)
        self._line.budget.spend(count or 0)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Plain(HTTPConnection):
    def __init__(self, line: Line, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._line = line
        _answer_through(self, line)

    def _new_conn(self) -> socket.socket:
        return self._line.dial(self.host, self.port)


class _Encrypted(HTTPSConnection):
    def __init__(self, line: Line, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._line = line
        _answer_through(self, line)

    def _new_conn(self) -> socket.socket:
        # the name stays in `host`: SNI, certificate check and the Host header keep it
        return self._line.dial(self.host, self.port)


class _Answering(Protocol):
    response_class: Callable[..., http.client.HTTPResponse]


def _answer_through(connection: HTTPConnection, line: Line) -> None:
    cast("_Answering", connection).response_class = line.answer


@contextmanager
def asked(request: PreparedRequest, line: Line, tls: ssl.SSLContext) -> Iterator[HTTPResponse]:
    """Send one request over a connection of its own and give urllib3's answer, its body unread.

    It knows no proxy, no environment and no way round the guard. Raises what `TROUBLE` lists.
    """
    with closing(_connection(urlsplit(str(request.url)), line, tls)) as connection:
        # a portal may answer, and hang up, before it has heard everything
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.request(
                str(request.method),
                request.path_url,
                body=request.body,
                headers=request.headers,
                preload_content=False,
                decode_content=False,
            )
        with closing(connection.getresponse()) as answer:
            yield answer


def _connection(parts: SplitResult, line: Line, tls: ssl.SSLContext) -> HTTPConnection:
    host, seconds = parts.hostname or "", line.settings.read_seconds
    if parts.scheme == "https":
        return _Encrypted(line, host, parts.port or 443, timeout=seconds, ssl_context=tls)
    return _Plain(line, host, parts.port or 80, timeout=seconds)
