"""Gives the documents that are damaged, and the ways in which each format is."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.util import find_spec
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
    "scan": (*RAW, numbers),
}
"""By format; a mutator that stands several times is chosen as often."""

_SUFFIXES = {"text": ("txt", "md"), "html": ("html", "htm"), "jpg": ("jpg", "jpeg"), "wps": ("wps", "doc")}
"""What WPS Office writes under its own name is, outside, a Word file."""


@cache
def seeds(name: str, folder: Path = FIXTURES) -> tuple[bytes, ...]:
    """Give the sound documents of a format, those of `folder` and the ones that are made."""
    suffixes = _SUFFIXES.get(name, (name,))
    found = [path.read_bytes() for suffix in suffixes for path in sorted(folder.rglob(f"*.{suffix}"))]
    return (*found, *(_MADE[name]() if name in _MADE else ()))


def _pages() -> tuple[bytes, ...]:
    return tuple(f"<meta charset=utf-8>{report_page(load_edition(key))}".encode() for key in ("2019", "2021"))


def _picture(kind: str) -> tuple[bytes, ...]:
    """Give a strip of a scanned page, small enough to be read in seconds; none without Pillow."""
    if find_spec("PIL") is None:
        return ()
    from PIL import Image  # noqa: PLC0415 - of the extra `ocr`

    page = Image.open(FIXTURES / "scan" / "2023-3.png").convert("L")
    stream = io.BytesIO()
    page.crop((0, 600, page.width, 1300)).save(stream, kind, quality=70, resolution=200)
    return (stream.getvalue(),)


_MADE: Mapping[str, Callable[[], tuple[bytes, ...]]] = {
    "html": _pages,
    "jpg": partial(_picture, "JPEG"),
    "scan": partial(_picture, "PDF"),
}
