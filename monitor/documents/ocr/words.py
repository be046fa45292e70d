"""Says what a reading may stand for: in a cell of figures O is 0 and l is 1, and a dash is a dash however long."""

from __future__ import annotations

import re

from monitor.documents.ocr.glyphs import COUNTED, FIGURES

_FULL_WIDTH = {0xFF10 + i: str(i) for i in range(10)}
_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("oOО〇○", "0"),
        **dict.fromkeys("lI|丨", "1"),
        **dict.fromkeys("—–－一―_", "-"),
        "，": ",",
        "．": ".",
        "／": "/",
        "＋": "+",
        "減": "减",
    }
    | _FULL_WIDTH
)
_LATIN = re.compile(r"[A-Za-z#*&@$^~=<>{}\\]")
_ORDERLY = re.compile(r"[+\-增减]?[0-9０-９]|[（(〔\[]|第")
_LONE_WORDS = frozenset("无")
_SHORT = 3
_LONGEST_FIGURE = 16


def plain(text: str) -> str:
    """Give a reading with the look-alikes of figures as figures; white space gone."""
    return "".join(text.split()).translate(_LOOKALIKES)


def is_figure(text: str) -> bool:
    """Tell whether a plain text consists of characters whose shapes are known."""
    return bool(text) and set(text) <= COUNTED


def may_be_figure(text: str) -> bool:
    """Tell whether a line, as read alone, may hold a figure: short, or most of it figures."""
    known = sum(c in COUNTED for c in plain(text))
    return len(text) <= _SHORT or (len(text) <= _LONGEST_FIGURE and known >= 0.5 * len(text))


def has_figure(text: str) -> bool:
    """Tell whether a text holds a figure at all."""
    return any(c in FIGURES for c in plain(text))


def letters(text: str) -> str:
    """Give the letters and figures of a text: what two readings must agree in."""
    return "".join(c for c in plain(text) if c.isalnum())


def is_odd(text: str) -> bool:
    """Tell a text that no cell of the form holds, so that it is what a seal or a stain made of a figure.

    Latin letters and signs; a lone character that is no word; figures on two lines; figures within words that neither
    begin a remark (22（其中修订16件）) nor number a label (1.属于国家秘密).
    """
    if "\n" in text:
        return True
    if len(text) == 1:
        return text not in _LONE_WORDS
    if not has_figure(text):
        return _LATIN.search(text) is not None
    return _LATIN.search(text) is not None or _ORDERLY.match(text) is None


def joined(lines: list[str]) -> str:
    """Join the lines of a cell or paragraph: Chinese runs on, figures and words stay apart."""
    text = ""
    for line in lines:
        text += "\n" + line if text and line and _breaks(text[-1], line[0]) else line
    return text


def _breaks(last: str, first: str) -> bool:
    return last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
