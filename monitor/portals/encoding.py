"""Turns bytes into text whatever the portal declares: declarations are often missing, doubled or wrong."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LARGEST_SHARE_OF_BAD = 0.01
_REPLACEMENT = "\ufffd"
_HINTS_THAT_ACCEPT_EVERYTHING = ("iso8859-1", "cp1252", "ascii")


def decode(body: bytes, declared: str | None) -> tuple[str, str]:
    """Decode a body; give its text and the name of the encoding, bad bytes as U+FFFD.

    The order is: byte order mark, UTF-8 if less than 1 % of what is not ASCII is bad, the declared
    encoding if it is neither UTF-8 nor of the GB family and fits without a fault, else GB18030
    (which contains GB2312 and GBK).
    """
    marked = next((name for mark, name in _MARKS if body.startswith(mark)), None)
    if marked:
        return body.decode(marked, "replace"), marked.removesuffix("-sig")
    text = body.decode("utf-8", "replace")
    if _share_of_bad(body, text) < _LARGEST_SHARE_OF_BAD:
        return text, "utf-8"
    return _by_hint(body, declared) or (body.decode("gb18030", "replace"), "gb18030")


def _share_of_bad(body: bytes, text: str) -> float:
    """Measure against the bytes beyond ASCII: markup would else drown a short Chinese text in GBK."""
    bad = text.count(_REPLACEMENT) - body.count(_REPLACEMENT.encode())
    return bad / (len(body) - len(body.translate(None, _BEYOND_ASCII))) if bad > 0 else 0.0


_BEYOND_ASCII = bytes(range(0x80, 0x100))


def _by_hint(body: bytes, declared: str | None) -> tuple[str, str] | None:
    name = _known(declared)
    if name is None or name.startswith(("utf-8", "gb")) or name in _HINTS_THAT_ACCEPT_EVERYTHING:
        return None
    try:
        return body.decode(name), name
    except UnicodeError:
        return None


def _known(declared: str | None) -> str | None:
    try:
        return codecs.lookup((declared or "").strip(" \t'\"")).name
    except LookupError:
        return None
