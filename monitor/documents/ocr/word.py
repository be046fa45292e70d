"""Reads the tables that a Word document shows as pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Block, Document
from monitor.documents.ocr.engine import Engine, engine
from monitor.documents.ocr.page import blocks_of
from monitor.documents.ocr.pages import DOUBT
from monitor.documents.ocr.picture import first_frame
from monitor.documents.ocr.upright import read_upright
from monitor.documents.office.docx import Shown, shown
from monitor.documents.pages import numbered, placed

_MOST = 12
"""Pictures that are looked at."""
_SETTLED = "picture"


@dataclass(frozen=True, slots=True)
class _Look:
    before: int
    blocks: tuple[Block, ...]


def read_beside_word(document: Document, body: bytes, limits: Limits) -> Document:
    """Give a Word document with the tables that its large pictures show, in its order; their places name the picture.

    A picture without a table is a chart or a photograph, and stays a doubt. Raises ReadError `reader_missing`, or as
    the reader of the document does.
    """
    models = engine()
    pictures = list(shown(body, limits))
    looks = [_Look(at.before, tuple(_look(at, models, limits))) for at in pictures[:_MOST]]
    if not any(look.blocks for look in looks):
        return document
    all_read = len(looks) == len(pictures) and all(look.blocks for look in looks)
    doubts = tuple(d for d in document.doubts if d != _SETTLED or not all_read)
    return replace(document, blocks=tuple(numbered(_together(document, looks))), doubts=(*doubts, DOUBT))


def _look(at: Shown, models: Engine, limits: Limits) -> Iterator[Block]:
    try:
        reading = read_upright(first_frame(at.body, limits), models)
    except ReadError:
        return
    name = sha256(at.body).hexdigest()
    for block in blocks_of(reading, 1, 1.0, 0) if reading.tables else ():
        yield placed(block, lambda place: replace(place, page=None, source=name))


def _together(document: Document, looks: list[_Look]) -> Iterator[Block]:
    for index in range(len(document.blocks) + 1):
        for look in looks:
            if look.before == index:
                yield from look.blocks
        yield from document.blocks[index : index + 1]
