"""Prints a drawn table as aligned text: only the rows concerned, full-width characters counted as two."""

from __future__ import annotations

import unicodedata

from alerts.compose.drawing import Block, Drawing, Figure, Tone

LABEL_WIDTH = 28
"""Columns of a terminal that a row label may take."""
SYMBOLS = {Tone.VIOLATION: "!", Tone.QUERY: "?", Tone.NOTE: "*", Tone.COMPARED: "~"}
"""One symbol a tone, in ASCII: the width of others depends on the reader's font."""


def width(text: str) -> int:
    """Count the columns that the text takes in a fixed-width font (Unicode TR 11; wide and full-width are two)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill the text with spaces to a width; `right` aligns it to the right."""
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space


def shorten(text: str, columns: int) -> str:
    """Cut the text to a width, with two dots where something was cut."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 2:
        text = text[:-1]
    return text + ".."


def lines_of(drawing: Drawing) -> tuple[str, ...]:
    """Give the lines of the text: head and concerned rows of every block that has any."""
    return tuple(line for block in drawing.blocks for line in _block(block))


def _block(block: Block) -> list[str]:
    rows = [line for line in block.lines if line.concerned]
    if not rows:
        return []
    table = [["", *block.columns], *([shorten(r.name, LABEL_WIDTH), *map(_shown, r.figures)] for r in rows)]
    widths = [max(width(row[i]) for row in table) for i in range(len(table[0]))]
    return [_aligned(row, widths) for row in table]


def _aligned(row: list[str], widths: list[int]) -> str:
    label = pad(row[0], widths[0])
    figures = (pad(text, columns, right=True) for text, columns in zip(row[1:], widths[1:], strict=True))
    return "  ".join((label, *figures)).rstrip()


def _shown(figure: Figure) -> str:
    text = figure.text or ("-" if figure.missing else "_")
    if figure.mark is None:
        return text
    return f"{SYMBOLS[figure.mark.tone]}{text}"
