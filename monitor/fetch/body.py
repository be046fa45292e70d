"""Reads the body of an answer piece by piece and undoes its content coding within bounds (RFC 9110 §8.4)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from monitor.fetch.budget import Budget
from monitor.fetch.errors import FetchError
from monitor.fetch.model import FailureReason

ACCEPT_ENCODING = "gzip, deflate"
"""The codings that are undone here; no other is asked for."""

_STEP = 65_536
_GZIP_MAGIC = b"\x1f\x8b"
_HEAD_BYTES = 2
_DEFLATE_METHOD = 8

_Start = Callable[[bytes, bool], Any]
"""Takes first bytes and whether a stream has ended before; gives a zlib object, or None to ignore the rest."""


def read_body(raw: Any, max_bytes: int, budget: Budget) -> bytes:
    """Read urllib3's answer to its end and give the decoded bytes.

    Raises FetchError: TOO_LARGE beyond `max_bytes` decoded bytes, PROTOCOL for a body that is cut short or
    in a coding that was not asked for, TIMEOUT when the budget is spent; zlib.error for foreign bytes.
    """
    coding = raw.headers.get("Content-Encoding", "").strip().lower()
    pieces: list[bytes] = []
    room = max_bytes
    _require(room >= (raw.length_remaining or 0), max_bytes)
    for piece in _decoded(coding, raw.stream(_STEP, decode_content=False)):
        budget.check()
        room -= len(piece)
        _require(room >= 0, max_bytes)
        pieces.append(piece)
    return b"".join(pieces)


def _require(fits: bool, max_bytes: int) -> None:  # noqa: FBT001 - reads as an assertion
    if not fits:
        raise FetchError(FailureReason.TOO_LARGE, f"the body is larger than {max_bytes} bytes")


def _decoded(coding: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    if coding in _UNASKED or "," in coding:
        raise FetchError(FailureReason.PROTOCOL, f"the portal used the content coding {coding!r} unasked")
    start = _STARTS.get(coding)
    if start is None:
        # some portals put a charset here ("utf-8"): such a body is as it stands
        yield from chunks
        return
    inflater = _Inflater(start)
    for chunk in chunks:
        yield from inflater.feed(chunk)
    inflater.finish()


class _Inflater:
    """Undoes one coding in steps of bounded size, so that a bomb is noticed before it goes off."""

    def __init__(self, start: _Start) -> None:
        self._start = start
        self._head = b""
        self._stream: Any = None
        self._ended = False
        self._ignoring = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not self._ignoring:
            if self._stream is None:
                data = self._open(data)
                continue
            yield from self._drain(data)
            data = self._close()

    def finish(self) -> None:
        """Check that nothing is missing. Raises FetchError PROTOCOL for a body that is cut short."""
        if self._stream is not None or (self._head and not self._ended):
            raise FetchError(FailureReason.PROTOCOL, "the compressed body is cut short")

    def _open(self, data: bytes) -> bytes:
        """Begin a stream once its first bytes are there; give what is to be fed to it."""
        self._head += data
        if len(self._head) < _HEAD_BYTES:
            return b""
        head, self._head = self._head, b""
        self._stream = self._start(head, self._ended)
        self._ignoring = self._stream is None
        return head

    def _drain(self, data: bytes) -> Iterator[bytes]:
        while not self._stream.eof:
            piece: bytes = self._stream.decompress(data, _STEP)
            yield piece
            data = self._stream.unconsumed_tail
            if not data and len(piece) < _STEP:
                return

    def _close(self) -> bytes:
        """Leave a stream that is over; give the bytes that follow it."""
        if not self._stream.eof:
            return b""
        rest: bytes = self._stream.unused_data
        self._stream = None
        self._ended = True
        return rest


def _gzip(head: bytes, ended: bool) -> Any:  # noqa: FBT001 - the signature is that of `_Start`
    """Begin a member; what follows the last one and is none is padding (as gzip itself takes it)."""
    if ended and not head.startswith(_GZIP_MAGIC):
        return None
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _deflate(head: bytes, ended: bool) -> Any:  # noqa: FBT001 - the signature is that of `_Start`
    """Begin a stream with the zlib wrapping of RFC 1950, or bare as many servers send it."""
    if ended:
        return None
    wrapped = head[0] & 0x0F == _DEFLATE_METHOD and int.from_bytes(head[:_HEAD_BYTES]) % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)


_STARTS: Final[dict[str, _Start]] = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate}
_UNASKED: Final = frozenset({"br", "zstd", "compress", "x-compress"})
