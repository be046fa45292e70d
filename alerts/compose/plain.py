"""Prints a drawn table as aligned text: only the rows concerned, full-width characters counted as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from alerts.compose.drawing import Block, Drawing, Figure, Tone
from alerts.compose.model import LineView
from alerts.compose.phrases import Phrases

LABEL_WIDTH = 28
"""Columns of a terminal that a row label may take."""
SYMBOLS = {Tone.VIOLATION: "!", Tone.QUERY: "?", Tone.SUSPECT: "^", Tone.NOTE: "*", Tone.COMPARED: "~"}
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


def grid(rows: Sequence[Sequence[str]], *, right: bool = False) -> list[str]:
    """Align rows of equal length in columns, two spaces apart; `right` aligns all but the first to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [_aligned(row, widths, right=right) for row in rows]


def lines_of(drawing: Drawing) -> tuple[str, ...]:
    """Give the lines of the text: head and concerned rows of every block that has any."""
    return tuple(line for block in drawing.blocks for line in _block(block))


def _block(block: Block) -> list[str]:
    rows = [line for line in block.lines if line.concerned]
    if not rows:
        return []
    table = [["", *block.columns], *([shorten(r.name, LABEL_WIDTH), *map(_shown, r.figures)] for r in rows)]
    return grid(table, right=True)


def _aligned(row: Sequence[str], widths: Sequence[int], *, right: bool) -> str:
    cells = (
        pad(text, columns, right=right and i > 0) for i, (text, columns) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def _shown(figure: Figure) -> str:
    text = figure.text or ("-" if figure.missing else "_")
    if figure.mark is None:
        return text
    return f"{SYMBOLS[figure.mark.tone]}{text}"


def digest_lines(lines: Sequence[LineView], say: Phrases) -> list[str]:
    """Give the agencies of the digest as an aligned table, with its head; nothing where there are none."""
    if not lines:
        return []
    head = [say(f"digest.{name}") for name in ("agency", "year", "presence", "due", "cases")]
    return grid([head, *(_digest_row(line, say) for line in lines)])


def _digest_row(line: LineView, say: Phrases) -> list[str]:
    state = say(f"presence.{line.presence}") + (f" ({line.detail})" if line.detail else "")
    return [line.agency, str(line.year), state, line.due, line.points]
