"""Reads HTML: paragraphs and table grids in reading order, as a browser would show them (HTML Living Standard, 4.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.documents.links import read_base, read_links
from monitor.documents.model import Block, Document, Meta, Paragraph, Place
from monitor.documents.spans import RawCell, lay_out
from monitor.documents.walk import BREAKS, RAISED, SKIPPED, Hidden, hidden_in, walk
from monitor.documents.whitespace import fold, fold_lines

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CELLS = frozenset(["td", "th"])
_SPAN = re.compile(r"\s*\+?([0-9]{1,6})")
_NO_PLAIN_TEXT = SKIPPED | RAISED | {"pre"}
_LONG_CELL = 600
"""A table with a cell of more characters may lay out a page; no cell of the form holds a fifth of that."""
_FORM_CELLS = 4
"""A table with a row of so many cells holds figures, however long its other cells are."""


def read_html(text: str, sha256: str, encoding: str) -> Document:
    """Read a decoded HTML page."""
    tree = LexborHTMLParser(text)
    hidden = hidden_in(tree)
    reader = _Reader(hidden)
    if tree.body is not None:
        walk(tree.body, reader, hidden)
    return Document(
        format="html",
        sha256=sha256,
        blocks=tuple(reader.finish()),
        meta=tuple(_meta(tree)),
        encoding=encoding,
        links=read_links(tree),
        base=read_base(tree),
    )


class _Reader:
    """Gathers the blocks of a page."""

    def __init__(self, hidden: Hidden) -> None:
        self._hidden = hidden
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._level: int | None = None
        self._paragraphs = 0
        self._tables = 0

    def text(self, text: str) -> None:
        self._text.append(text)

    def line_break(self) -> None:
        text = fold("".join(self._text))
        self._text.clear()
        if text:
            self._paragraphs += 1
            self._blocks.append(Paragraph(text, Place(paragraph=self._paragraphs), self._level))

    def enter(self, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag == "table" and not _lays_out_a_page(node, self._hidden):
            self._take_table(node)
            return False
        self._level = _HEADINGS.get(tag, self._level)
        return True

    def leave(self, node: LexborNode) -> None:
        if node.tag in _HEADINGS:
            self._level = None

    def finish(self) -> list[Block]:
        """Close the last paragraph and give the blocks."""
        self.line_break()
        return self._blocks

    def _take_table(self, node: LexborNode) -> None:
        self._tables += 1
        grid = lay_out(list(_rows(node, self._hidden)), Place(table=self._tables))
        if grid is not None:
            self._blocks.append(grid)


class _CellReader:
    """Gathers the text of one cell."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def text(self, text: str) -> None:
        self.parts.append(text.replace("\n", " "))

    def line_break(self) -> None:
        self.parts.append("\n")

    def enter(self, _: LexborNode) -> bool:
        return True

    def leave(self, _: LexborNode) -> None:
        """Do nothing: a cell has no parts that end."""


def _lays_out_a_page(table: LexborNode, hidden: Hidden) -> bool:
    """Tell a table that only arranges a page (it holds another table, or an article) from one that holds figures."""
    if any(node.mem_id != table.mem_id for node in table.css("table")):
        return True
    rows: list[list[LexborNode]] = []
    for row in table.css("tr"):
        rows.append([c for c in row.iter() if c.tag in _CELLS])
        if len(rows[-1]) >= _FORM_CELLS:
            return False
    return any(_is_long(cell, hidden) for row in rows for cell in row)


def _is_long(cell: LexborNode, hidden: Hidden) -> bool:
    return len(cell.text()) > _LONG_CELL and len(_cell_text(cell, hidden)) > _LONG_CELL


def _rows(table: LexborNode, hidden: Hidden) -> Iterator[list[RawCell]]:
    for node in table.traverse():
        if node.tag == "caption" and node.mem_id not in hidden:
            yield [RawCell(_cell_text(node, hidden))]
        elif node.tag == "tr" and node.mem_id not in hidden and not _in_hidden_group(node, hidden):
            yield [_cell(c, hidden) for c in node.iter() if c.tag in _CELLS and c.mem_id not in hidden]


def _in_hidden_group(row: LexborNode, hidden: Hidden) -> bool:
    group = row.parent
    return group is not None and group.tag in {"tbody", "thead", "tfoot"} and group.mem_id in hidden


def _cell(node: LexborNode, hidden: Hidden) -> RawCell:
    attributes = node.attributes
    return RawCell(_cell_text(node, hidden), _span(attributes.get("rowspan")), _span(attributes.get("colspan")))


def _span(value: str | None) -> int:
    """Read a span as browsers do: leading digits count, nonsense is 1; 0 (to the end of the group) is kept."""
    digits = _SPAN.match(value) if value else None
    return int(digits[1]) if digits else 1


def _cell_text(cell: LexborNode, hidden: Hidden) -> str:
    """Give the text of a cell: inline pieces joined, one line a block; white space folded."""
    plain = _plain_text(cell, hidden)
    if plain is not None:
        return plain
    reader = _CellReader()
    walk(cell, reader, hidden)
    return fold_lines("".join(reader.parts))


def _plain_text(cell: LexborNode, hidden: Hidden) -> str | None:
    """Give the text of a cell that shows all it holds on one line, as nearly all do; None for any other.

    It is what a walk would give, at a fraction of the cost: all text stands in the last block, if there is one.
    """
    last = cell
    for node in cell.traverse():
        tag = node.tag
        if tag in _NO_PLAIN_TEXT or (hidden and node.mem_id in hidden):
            return None
        if tag in BREAKS:
            last = node
    whole, in_last = cell.text(), last.text()
    text = _line(whole)
    return text if whole == in_last or text == _line(in_last) else None


def _line(text: str) -> str:
    return fold_lines(text.replace("\n", " "))


def _meta(tree: LexborHTMLParser) -> Iterator[Meta]:
    title = tree.css_first("title")
    if title is not None and (text := fold(title.text() or "")):
        yield Meta("title", text, "title")
    for node in tree.css("meta"):
        attributes = node.attributes
        name, value = attributes.get("name") or attributes.get("property"), attributes.get("content")
        if name and value:
            yield Meta(name.strip().lower(), fold(value), "meta")
