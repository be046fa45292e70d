"""Carries a Document from the worker as JSON, which cannot run; what arrives is checked before it is believed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Block, Document, Grid, GridCell, Link, LinkKind, Meta, Paragraph, Place, Unreadable
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS

_UNFIT = re.compile("[\x00\ud800-\udfff]")
"""What no text may hold that is to be written as UTF-8 or into a database."""
_CODE = re.compile("[a-z0-9_]{1,40}")
_LONGEST_DETAIL = 500
_LARGEST = 10_000_000
_NUMBERS = ("table", "row", "column", "line", "paragraph", "page")
_TEXTS = ("sheet", "address", "source")
_BOX = 4


class GarbageError(ValueError):
    """Says that an answer is none that a reader of ours gives."""


def packed(answer: Document | ReadError) -> bytes:
    """Give an answer as JSON."""
    if isinstance(answer, ReadError):
        return _json({"reason": answer.reason, "detail": answer.detail})
    return _json(
        {
            "format": answer.format,
            "blocks": [_packed_block(block) for block in answer.blocks],
            "meta": [[m.name, m.value, m.source] for m in answer.meta],
            "encoding": answer.encoding,
            "doubts": list(answer.doubts),
            "links": [[link.target, link.kind, link.title, link.chrome] for link in answer.links],
            "base": answer.base,
        }
    )


def unpacked(data: bytes, unread: Unreadable, limits: Limits) -> Document | Unreadable:
    """Take an answer from JSON; `unread` names format and digest. Raises GarbageError for what no reader gives."""
    try:
        answer = json.loads(data)
        if "reason" in answer:
            return Unreadable(unread.format, unread.sha256, _code(answer["reason"]), _detail(answer["detail"]))
        return _document(answer, unread.sha256, limits)
    except ReadError as error:
        return Unreadable(unread.format, unread.sha256, error.reason, error.detail)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise GarbageError(f"{type(error).__name__}: {error}"[:_LONGEST_DETAIL]) from error


def _json(answer: Mapping[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _packed_block(block: Block) -> list[Any]:
    place = block.place.as_json()
    if isinstance(block, Paragraph):
        return ["p", block.text, place, block.level]
    return ["g", block.rows, block.columns, place, [_packed_cell(c) for c in block.cells]]


def _packed_cell(cell: GridCell) -> list[Any]:
    spans = (cell.row, cell.column, cell.row_span, cell.column_span)
    return [cell.raw, *spans, cell.place.as_json(), cell.confidence]


def _document(answer: Mapping[str, Any], sha256: str, limits: Limits) -> Document:
    blocks = tuple(_block(block) for block in answer["blocks"])
    _measure(blocks, limits)
    return Document(
        format=_code(answer["format"]),
        sha256=sha256,
        blocks=blocks,
        meta=tuple(Meta(_text(n), _text(v), _code(s)) for n, v, s in answer["meta"]),
        encoding=_optional(_text, answer["encoding"]),
        doubts=tuple(_code(d) for d in answer["doubts"]),
        links=tuple(Link(_text(t), LinkKind(k), _text(said), chrome is True) for t, k, said, chrome in answer["links"]),
        base=_optional(_text, answer["base"]),
    )


def _measure(blocks: tuple[Block, ...], limits: Limits) -> None:
    """Refuse more than a report can hold. Raises ReadError `too_large`."""
    cells = [c for b in blocks if isinstance(b, Grid) for c in b.cells]
    if len(cells) > limits.cells:
        raise ReadError("too_large", f"{len(cells)} cells")
    characters = sum(len(c.raw) for c in cells) + sum(len(b.text) for b in blocks if isinstance(b, Paragraph))
    if characters > limits.characters:
        raise ReadError("too_large", f"{characters} characters")


def _block(block: list[Any]) -> Block:
    kind, *rest = block
    if kind == "p":
        text, place, level = rest
        return Paragraph(_text(text), _place(place), _optional(_number, level))
    if kind != "g":
        raise GarbageError("no block")
    return _grid(rest)


def _grid(parts: list[Any]) -> Grid:
    rows, columns, place, cells = parts
    if not (0 < _number(rows) <= MAX_ROWS and 0 < _number(columns) <= MAX_COLUMNS):
        raise GarbageError("a grid beyond bounds")
    grid = Grid(rows, columns, tuple(_cell(c) for c in cells), _place(place))
    if any(c.row + c.row_span > rows or c.column + c.column_span > columns for c in grid.cells):
        raise GarbageError("a cell beyond its grid")
    return grid


def _cell(cell: list[Any]) -> GridCell:
    raw, row, column, row_span, column_span, place, confidence = cell
    if min(_number(row_span), _number(column_span)) < 1 or not 0 <= _finite(confidence) <= 1:
        raise GarbageError("no cell")
    return GridCell(_text(raw), _number(row), _number(column), row_span, column_span, _place(place), confidence)


def _place(place: Mapping[str, Any]) -> Place:
    parts: dict[str, Any] = {}
    for name, value in place.items():
        parts[name] = _number(value) if name in _NUMBERS else _text(value) if name in _TEXTS else _box(name, value)
    return Place(**parts)


def _box(name: str, value: list[Any]) -> tuple[float, ...]:
    if name != "box" or len(value) != _BOX:
        raise GarbageError("no place")
    return tuple(_finite(v) for v in value)


def _optional(check: Callable[[Any], Any], value: object) -> Any:
    return None if value is None else check(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise GarbageError("no text")
    return _UNFIT.sub("\ufffd", value)


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise GarbageError("no number")
    return value


def _finite(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise GarbageError("no measure")
    return float(value)


def _code(value: object) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise GarbageError("no code")
    return value


def _detail(value: object) -> str:
    return _text(value)[:_LONGEST_DETAIL]
