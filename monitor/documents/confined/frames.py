"""Sends and receives frames over a pipe: eight bytes of length, then the data."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator

_HEAD = 8
_PIECE = 1 << 20


class BrokenFrameError(Exception):
    """Says that the other side has gone, or sent what is no frame."""


def send(pipe: int, data: bytes, patience: float | None = None) -> None:
    """Send one frame; `patience` is in seconds, for each piece that the other side takes.

    Raises BrokenFrameError when the other side has gone, TimeoutError when it takes nothing.
    """
    for part in (len(data).to_bytes(_HEAD, "big"), data):
        rest = memoryview(part)
        while rest:
            _wait(pipe, select.POLLOUT, patience)
            rest = rest[_written(pipe, rest) :]


def receive(pipe: int, most: int, patience: float | None = None) -> bytes:
    """Receive one frame of at most `most` bytes; `patience` is in seconds, for each piece that arrives.

    Raises BrokenFrameError when the other side has gone or announces more, TimeoutError when nothing comes.
    """
    size = int.from_bytes(b"".join(_pieces(pipe, _HEAD, patience)), "big")
    if size > most:
        raise BrokenFrameError(f"{size} bytes announced")
    return b"".join(_pieces(pipe, size, patience))


def _pieces(pipe: int, size: int, patience: float | None) -> Iterator[bytes]:
    while size:
        _wait(pipe, select.POLLIN, patience)
        piece = os.read(pipe, min(size, _PIECE))
        if not piece:
            raise BrokenFrameError("the other side has gone")
        yield piece
        size -= len(piece)


def _wait(pipe: int, event: int, patience: float | None) -> None:
    poll = select.poll()
    poll.register(pipe, event)
    if not poll.poll(None if patience is None else patience * 1000):
        raise TimeoutError


def _written(pipe: int, data: memoryview) -> int:
    try:
        return os.write(pipe, data)
    except BrokenPipeError as error:
        raise BrokenFrameError("the other side has gone") from error
