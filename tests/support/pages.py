"""Reads small pages and texts in tests, and draws what was read so that a test can compare it."""

from __future__ import annotations

from monitor.documents import Document, Grid, Paragraph, read_document


def read(body: str | bytes, encoding: str = "utf-8") -> Document:
    """Read a page or text; fail the test where it is unreadable."""
    document = read_document(body.encode(encoding) if isinstance(body, str) else body)
    assert isinstance(document, Document), document
    return document


def page(markup: str) -> Document:
    """Read markup inside the body of a page."""
    return read(f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{markup}</body></html>")


def texts(document: Document) -> list[str]:
    """Give the paragraphs."""
    return [p.text for p in document.paragraphs()]


def drawn(document: Document) -> list[str | list[list[str]]]:
    """Give every block: a paragraph as its text, a grid as the texts that cover its slots (· where none does)."""
    return [b.text if isinstance(b, Paragraph) else slots(b) for b in document.blocks]


def slots(grid: Grid) -> list[list[str]]:
    """Give rows × columns, each with the text of the cell that covers it."""
    return [[cell.raw if cell else "·" for cell in row] for row in grid.matrix()]


def table(*rows: str) -> str:
    """Make a table of rows whose cells are parted by `|`; `3*text` spans three columns, `3^text` three rows."""
    return "<table>" + "".join(f"<tr>{''.join(map(_cell, row.split('|')))}</tr>" for row in rows) + "</table>"


def _cell(text: str) -> str:
    for mark, name in (("*", "colspan"), ("^", "rowspan")):
        number, found, rest = text.partition(mark)
        if found and number.isdigit():
            return f'<td {name}="{number}">{rest}</td>'
    return f"<td>{text}</td>"
