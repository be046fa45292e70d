"""Turns bytes into text whatever the portal declares: declarations are often missing, doubled or wrong."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LARGEST_SHARE_OF_BAD = 0.01
_REPLACEMENT = "\ufffd"
_FIT_EVERYTHING = ("iso8859", "cp125", "koi8", "mac", "ascii", "latin")
"""Families of one byte a character: no bytes contradict them."""
_WIDE = ("utf-16-le", "utf-16-be")
_HEAD = 4096
_LEAST_PLAIN = 0.95
_PLAIN = re.compile("[\t\n\r -~\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SAMPLE = 20_000
_COMMON = {"gb2312": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
"""First bytes of the characters that each standard puts first for being common (GB 2312 level 1, Big5 level 1)."""
_BIG5_MARGIN = 0.2


def decode(body: bytes, declared: str | None) -> tuple[str, str]:
    """Decode a body; give its text and the name of the encoding, bad bytes as U+FFFD.

    The order is: byte order mark, UTF-16 by its zeros, UTF-8 if less than 1 % of what is not ASCII is bad, the declared
    encoding if it is of another family and fits without a fault, then Big5 or GB18030 (which contains GB2312 and GBK):
    whichever gives more common characters.
    """
    marked = next((name for mark, name in _MARKS if body.startswith(mark)), None) or wide_without_mark(body)
    if marked:
        return body.decode(marked, "replace"), marked.removesuffix("-sig")
    text = body.decode("utf-8", "replace")
    if _share_of_bad(body, text) < _LARGEST_SHARE_OF_BAD:
        return text, "utf-8"
    return _by_hint(body, declared) or _chinese(body)


def wide_without_mark(body: bytes) -> str | None:
    """Name the UTF-16 of a body without its mark: it holds zeros, and reads as text one way round."""
    head = body[: min(len(body), _HEAD) // 2 * 2]
    if 0 not in head:
        return None
    plain = {name: len(_PLAIN.findall(head.decode(name, "replace"))) for name in _WIDE}
    likelier = max(_WIDE, key=plain.__getitem__)
    return likelier if plain[likelier] * 2 >= _LEAST_PLAIN * len(head) else None


def _share_of_bad(body: bytes, text: str) -> float:
    """Measure against the bytes beyond ASCII: markup would else drown a short Chinese text in GBK."""
    bad = text.count(_REPLACEMENT) - body.count(_REPLACEMENT.encode())
    return bad / (len(body) - len(body.translate(None, _BEYOND_ASCII))) if bad > 0 else 0.0


_BEYOND_ASCII = bytes(range(0x80, 0x100))


def _by_hint(body: bytes, declared: str | None) -> tuple[str, str] | None:
    name = _known(declared)
    if name is None or name.startswith(("utf-8", "gb", "big5", *_FIT_EVERYTHING)):
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


def _chinese(body: bytes) -> tuple[str, str]:
    text = body.decode("gb18030", "replace")
    common = _share_of_common(text, "gb2312")
    if common < 1 - _BIG5_MARGIN:
        traditional = body.decode("big5hkscs", "replace")
        fits = _share_of_bad(body, traditional) < _LARGEST_SHARE_OF_BAD
        if fits and _share_of_common(traditional, "big5") > common + _BIG5_MARGIN:
            return traditional, "big5hkscs"
    return text, "gb18030"


def _share_of_common(text: str, standard: str) -> float:
    """Give the share of the Chinese characters of a text that a standard holds for common."""
    found = "".join(_CHINESE.findall(text[:_SAMPLE]))
    first, last = _COMMON[standard]
    leads = found.encode(standard, "ignore")[::2]
    return sum(first <= lead <= last for lead in leads) / max(len(found), 1)
