"""Reads the bare text of an RTF file with the marks that end its cells, rows and paragraphs (RTF 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from monitor.documents.office.marked import CELL, PARAGRAPH, ROW

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_NOT_SHOWN = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    b"footnote annotation atnid atnauthor listtable listoverridetable rsidtbl generator xmlnstbl themedata "
    b"colorschememapping datastore latentstyles fldinst filetbl revtbl pgptbl nonshppict listtext pntext bkmkstart "
    b"bkmkend".split()
)
_MARKS: Mapping[bytes, str] = {
    b"par": PARAGRAPH, b"sect": PARAGRAPH, b"page": PARAGRAPH, b"line": "\n", b"tab": "\t", b"cell": CELL,
    b"nestcell": CELL, b"row": ROW, b"nestrow": ROW, b"emdash": "—", b"endash": "–", b"bullet": "•",
}  # fmt: skip
_SIGNS: Mapping[bytes, str] = {b"\\": "\\", b"{": "{", b"}": "}", b"~": " ", b"_": "-"}
_PLANE = 0x10000


@dataclass(frozen=True, slots=True)
class _Group:
    """Holds what a group sets until it ends."""

    shown: bool = True
    hidden: bool = False
    skips: int = 1
    """Characters behind a `\\u` that stand for it in older readers."""


class _Reader:
    """Gathers the text token by token."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._group = _Group()
        self._outer: list[_Group] = []
        self._bytes = bytearray()
        self._left = 0
        self._parts: list[str] = []

    def take(self, token: re.Match[bytes]) -> None:
        kind = token.lastgroup if token.lastgroup != "number" else "word"
        if kind not in {"hex", "text"}:
            self._flush()
        handle = _HANDLERS.get(kind or "")
        if handle is not None:
            handle(self, token)

    def finish(self) -> str:
        self._flush()
        return "".join(self._parts)

    def brace(self, token: re.Match[bytes]) -> None:
        if token["brace"] == b"{":
            self._outer.append(self._group)
        elif self._outer:
            self._group = self._outer.pop()
        self._left = 0

    def word(self, token: re.Match[bytes]) -> None:
        word, value = token["word"], token["number"]
        if word in _NOT_SHOWN:
            self._group = replace(self._group, shown=False)
        elif word == b"v":
            self._group = replace(self._group, hidden=value != b"0")
        elif word in {b"plain", b"pard"}:
            self._group = replace(self._group, hidden=False) if word == b"plain" else self._group
        elif word == b"uc":
            self._group = replace(self._group, skips=max(0, int(value or 1)))
        elif word == b"u" and value is not None:
            self._add(chr(int(value) % _PLANE))
            self._left = self._group.skips
        elif word == b"ansicpg" and value is not None:
            self._page = f"cp{int(value)}"
        elif word in _MARKS:
            self._add(_MARKS[word])

    def sign(self, token: re.Match[bytes]) -> None:
        if token["sign"] == b"*":
            self._group = replace(self._group, shown=False)
        else:
            self._add(_SIGNS.get(token["sign"], ""))

    def hex(self, token: re.Match[bytes]) -> None:
        self._take_bytes(bytes([int(token["hex"], 16)]))

    def text(self, token: re.Match[bytes]) -> None:
        self._take_bytes(token["text"])

    def _take_bytes(self, raw: bytes) -> None:
        skipped = min(self._left, len(raw))
        self._left -= skipped
        self._bytes += raw[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            raw, self._bytes = bytes(self._bytes), bytearray()
            self._add(_decoded(raw, self._page))

    def _add(self, text: str) -> None:
        if self._group.shown and not self._group.hidden:
            self._parts.append(text)


_HANDLERS: Mapping[str, Callable[[_Reader, re.Match[bytes]], None]] = {
    "brace": _Reader.brace,
    "word": _Reader.word,
    "sign": _Reader.sign,
    "hex": _Reader.hex,
    "text": _Reader.text,
}


def marked_text(body: bytes) -> str:
    """Give the text with its marks; what is hidden, an instruction, or a destination of its own is left out."""
    reader = _Reader("gb18030")
    for token in _tokens(body):
        reader.take(token)
    return reader.finish()


def _tokens(body: bytes) -> Iterator[re.Match[bytes]]:
    return _TOKEN.finditer(body)


def _decoded(raw: bytes, page: str) -> str:
    """Decode by the file's code page; a Chinese one by its superset."""
    name = "gb18030" if page in {"cp936", "gb18030"} else page
    try:
        return raw.decode(name, "replace")
    except LookupError:
        return raw.decode("gb18030", "replace")
