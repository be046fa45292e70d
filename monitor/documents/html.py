"""Reads HTML: paragraphs and table grids in reading order, as a browser would show them (HTML Living Standard, 4.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.documents.model import Block, Document, Meta, Paragraph, Place
from monitor.documents.spans import RawCell, lay_out
from monitor.documents.whitespace import fold, fold_lines

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "select",
        "option",
        "button",
        "textarea",
        "svg",
        "math",
        "iframe",
        "object",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_DEPTH = 400
"""Elements nested deeper are read as if they stood at this depth: nothing real comes near."""
_LONG_CELL = 600
"""A table with a cell of more characters lays out a page; no cell of the form holds a fifth of that."""


def read_html(text: str, sha256: str, encoding: str) -> Document:
    """Read a decoded HTML page."""
    tree = LexborHTMLParser(text)
    reader = _Reader()
    if tree.body is not None:
        reader.walk(tree.body)
    return Document(
        format="html",
        sha256=sha256,
        blocks=tuple(reader.finish()),
        meta=tuple(_meta(tree)),
        encoding=encoding,
    )


class _Reader:
    """Gathers blocks on one walk over the tree."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._level: int | None = None
        self._paragraphs = 0
        self._tables = 0

    def walk(self, root: LexborNode) -> None:
        """Visit every node below `root` once, without recursion over the depth of the tree."""
        node: LexborNode | None = root
        depth = 0
        while node is not None:
            if self._enter(node) and (child := node.first_child) is not None and depth < _MAX_DEPTH:
                node, depth = child, depth + 1
                continue
            node, depth = self._next(node, root, depth)

    def finish(self) -> list[Block]:
        """Close the last paragraph and give the blocks."""
        self._close()
        return self._blocks

    def _next(self, node: LexborNode, root: LexborNode, depth: int) -> tuple[LexborNode | None, int]:
        """Leave nodes until one has a following sibling."""
        current: LexborNode | None = node
        while current is not None and current.mem_id != root.mem_id:
            self._leave(current)
            if current.next is not None:
                return current.next, depth
            current, depth = current.parent, depth - 1
        return None, depth

    def _enter(self, node: LexborNode) -> bool:
        """Take in one node and tell whether its children are to be visited."""
        if node.is_text_node:
            self._text.append(node.text_content or "")
            return False
        tag = node.tag or ""
        if tag in _SKIPPED or node.is_comment_node or _is_hidden(node):
            return False
        if tag == "table" and not lays_out_a_page(node):
            self._take_table(node)
            return False
        if tag == "br" or tag in _BLOCKS:
            self._close()
            self._level = _HEADINGS.get(tag, self._level if tag == "br" else None)
        return True

    def _leave(self, node: LexborNode) -> None:
        if not node.is_text_node and (node.tag or "") in _BLOCKS:
            self._close()
            self._level = None

    def _close(self) -> None:
        text = fold("".join(self._text))
        self._text.clear()
        if text:
            self._paragraphs += 1
            self._blocks.append(Paragraph(text, Place(paragraph=self._paragraphs), self._level))

    def _take_table(self, node: LexborNode) -> None:
        self._close()
        self._tables += 1
        grid = lay_out(list(_rows(node)), Place(table=self._tables))
        if grid is not None:
            self._blocks.append(grid)


def lays_out_a_page(table: LexborNode) -> bool:
    """Tell a table that only arranges a page (it holds another table, or an article) from one that holds figures."""
    return any(
        (node.tag == "table" and node.mem_id != table.mem_id)
        or (node.tag == "td" and len(node.text_content or "") > _LONG_CELL)
        for node in table.traverse()
    )


def _rows(table: LexborNode) -> Iterator[list[RawCell]]:
    for node in table.traverse():
        if node.tag == "caption":
            yield [RawCell(cell_text(node))]
        elif node.tag == "tr" and not _is_hidden(node):
            yield [_cell(c) for c in node.iter() if c.tag in {"td", "th"} and not _is_hidden(c)]


def _cell(node: LexborNode) -> RawCell:
    attributes = node.attributes
    return RawCell(cell_text(node), _span(attributes.get("rowspan")), _span(attributes.get("colspan")))


def _span(value: str | None) -> int:
    """Read a span as browsers do: leading digits count, nonsense is 1; 0 (to the end of the group) is kept."""
    digits = re.match(r"\s*\+?(\d{1,6})", value or "")
    return int(digits[1]) if digits else 1


def cell_text(cell: LexborNode) -> str:
    """Give the text of a cell: inline pieces joined, one line a block; white space folded."""
    parts: list[str] = []
    for node in cell.traverse(include_text=True):
        tag = node.tag or ""
        if node.is_text_node:
            if not _in_skipped(node):
                parts.append((node.text_content or "").replace("\n", " "))
        elif tag == "br" or tag in _BLOCKS:
            parts.append("\n")
    return fold_lines("".join(parts))


def _in_skipped(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and (parent.tag in _SKIPPED or _is_hidden(parent))


def _is_hidden(node: LexborNode) -> bool:
    style = node.attributes.get("style") if node.is_element_node else None
    return style is not None and _HIDDEN.search(style) is not None


def _meta(tree: LexborHTMLParser) -> Iterator[Meta]:
    title = tree.css_first("title")
    if title is not None and (text := fold(title.text() or "")):
        yield Meta("title", text, "title")
    for node in tree.css("meta"):
        name, value = node.attributes.get("name"), node.attributes.get("content")
        if name and value:
            yield Meta(name.strip().lower(), fold(value), "meta")
