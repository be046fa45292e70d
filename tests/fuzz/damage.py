"""Damages bytes in the ways that transport, broken programs and enemies do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Mutator = Callable[[bytes, Random], bytes]

_PIECE = 4000
_BOUNDARIES = (b"\x00", b"\xff", b"\x7f", b"\x80", b"\x00\x00\x00\x80", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"-1")


def flip(body: bytes, random: Random) -> bytes:
    """Change a few bytes to others."""
    damaged = bytearray(body)
    for _ in range(random.randint(1, 30)):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def set_boundary(body: bytes, random: Random) -> bytes:
    """Write values over bytes at which counting goes wrong."""
    at, value = random.randrange(len(body)), random.choice(_BOUNDARIES)
    return body[:at] + value + body[at + len(value) :]


def cut_end(body: bytes, random: Random) -> bytes:
    """Lose the end, as a broken download does."""
    return body[: random.randrange(len(body))]


def cut_piece(body: bytes, random: Random) -> bytes:
    """Lose a piece out of the middle."""
    start, end = _span(body, random)
    return body[:start] + body[end:]


def repeat_piece(body: bytes, random: Random) -> bytes:
    """Say a piece several times."""
    start, end = _span(body, random)
    return body[:end] + body[start:end] * random.randint(1, 20) + body[end:]


def move_piece(body: bytes, random: Random) -> bytes:
    """Put a piece somewhere else."""
    start, end = _span(body, random)
    rest = body[:start] + body[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + body[start:end] + rest[at:]


def blank_piece(body: bytes, random: Random) -> bytes:
    """Fill a piece with zeros, as a disk does."""
    start, end = _span(body, random)
    return body[:start] + bytes(end - start) + body[end:]


RAW: tuple[Mutator, ...] = (flip, set_boundary, cut_end, cut_piece, repeat_piece, move_piece, blank_piece)
"""For any format."""


def _span(body: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(body))
    return start, min(len(body), start + random.randint(1, _PIECE))
