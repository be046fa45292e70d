"""Gives the documents that are damaged, and the ways in which each format is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from monitor.form import load_edition
from tests.fuzz.containers import in_part, in_stream, numbers
from tests.fuzz.damage import RAW, Mutator
from tests.fuzz.markup import MARKUP, TEXT
from tests.support.sheets import report_page

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"

_ZIPPED = (*RAW, *(in_part,) * 3 * len(RAW))
MUTATORS: Mapping[str, tuple[Mutator, ...]] = {
    "html": (*RAW, *MARKUP),
    "text": (*RAW, *TEXT),
    "pdf": (*RAW, numbers, *(in_stream,) * 2 * len(RAW)),
    "docx": _ZIPPED,
    "xlsx": _ZIPPED,
    "ofd": _ZIPPED,
    "odt": _ZIPPED,
    "ods": _ZIPPED,
    "zip": _ZIPPED,
    "doc": RAW,
    "wps": RAW,
    "xls": RAW,
    "et": RAW,
    "rtf": (*RAW, numbers),
    "mht": (*RAW, *MARKUP),
    "png": RAW,
    "jpg": RAW,
}
"""By format; a mutator that stands several times is chosen as often."""

_SUFFIXES = {"text": ("txt", "md"), "html": ("html", "htm"), "jpg": ("jpg", "jpeg"), "wps": ("wps", "doc")}
"""What WPS Office writes under its own name is, outside, a Word file."""


@cache
def seeds(name: str, folder: Path = FIXTURES) -> tuple[bytes, ...]:
    """Give the sound documents of a format, those of `folder` and the ones that are made."""
    suffixes = _SUFFIXES.get(name, (name,))
    found = [path.read_bytes() for suffix in suffixes for path in sorted(folder.rglob(f"*.{suffix}"))]
    return (*found, *_MADE.get(name, ()))


_MADE: Mapping[str, tuple[bytes, ...]] = {
    "html": tuple(f"<meta charset=utf-8>{report_page(load_edition(key))}".encode() for key in ("2019", "2021")),
}
