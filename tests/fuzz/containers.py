"""Damages what is inside of containers, so that the damage gets past the first check: zip parts, streams of a PDF."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from random import Random

from tests.fuzz.damage import RAW
from tests.fuzz.markup import MARKUP

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])\d{1,10}(?![\w.])")
_UNPACKED_NO_MORE = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError)
"""What unpacking an archive that was damaged before ends in."""
_WORST = (b"0", b"1", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999", b"0.00000001", b"1e30")


def in_part(body: bytes, random: Random) -> bytes:
    """Damage one part of a zip file and pack all again."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    except _UNPACKED_NO_MORE:
        return random.choice(RAW)(body, random)
    full = [name for name, data in parts.items() if data]
    name = random.choice(full)
    parts[name] = random.choice((*RAW, *MARKUP, numbers))(parts[name], random)
    if random.random() < 0.1:
        parts.pop(random.choice(full))
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return made.getvalue()


def in_stream(body: bytes, random: Random) -> bytes:
    """Damage one stream of a PDF, after unpacking it where it is packed."""
    streams = list(_STREAM.finditer(body))
    if not streams:
        return random.choice(RAW)(body, random)
    stream = random.choice(streams)
    damaged = _repacked(stream.group(1), random)
    return body[: stream.start(1)] + damaged + body[stream.end(1) :]


def _repacked(data: bytes, random: Random) -> bytes:
    try:
        plain, packed = zlib.decompress(data), True
    except zlib.error:
        plain, packed = data, False
    damaged = random.choice((*RAW, numbers))(plain or b" ", random)
    return zlib.compress(damaged, 1) if packed else damaged


def numbers(body: bytes, random: Random) -> bytes:
    """Change numbers (lengths, counts, references, spans) to those at which counting goes wrong."""
    odds = random.uniform(0.0005, 0.02)
    return _NUMBER.sub(lambda number: random.choice(_WORST) if random.random() < odds else number.group(), body)
