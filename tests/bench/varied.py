"""Makes reports by the thousand, each with figures of its own that add up, some with blanks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from monitor.form import load_edition
from tests.support.figures import LITIGATION, REQUESTS, holding
from tests.support.sheets import report_page

_HEAD = b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"
_STYLE = b"font-size:12.0pt;line-height:150%;font-family:&quot;FangSong_GB2312&quot;;"
_SHELL = b'<td style="border:solid windowtext 1.0pt;%b"><p class="MsoNormal" style="%b"><span lang=EN-US style="%b">'


def varied_page(number: int) -> bytes:
    """Give the report page of a number: the same each time, and like no other."""
    edition = load_edition("2021")
    figures = {p: v for key in (REQUESTS, LITIGATION) for p, v in holding(edition.table(key), number).items()}
    blank = "" if number % 4 == 0 else "0"
    raws = {pointer: str(value) if value else blank for pointer, value in figures.items()}
    return _HEAD + report_page(edition, raws).encode()


def page_of(size: int, number: int = 0) -> bytes:
    """Give a report page of about `size` bytes, pasted from a word processor: every cell with its styles."""
    page = varied_page(number)
    share = max(1, (size - len(page)) // page.count(b"<td>") - len(_SHELL))
    style = (_STYLE * (share // len(_STYLE) + 1))[: share // 3]
    return page.replace(b"</td>", b"</span></p></td>").replace(b"<td>", _SHELL % (style, style, style))


def write_pages(folder: Path, count: int) -> Iterator[Path]:
    """Write so many reports into a folder and give their paths."""
    for number in range(count):
        path = folder / f"{number:05}.html"
        path.write_bytes(varied_page(number))
        yield path
