"""Lays text out in columns of a terminal: a Chinese character takes two, and no line begins with a comma."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

_NOT_FIRST = frozenset("，。、；：？！）】》”’…%％,.;:?!)]}·")
"""Characters that must not begin a line (GB/T 15834, 5.1)."""
_NOT_LAST = frozenset("（【《“‘([{")
_MOST_LABEL = 30


def wrapped(text: Text, width: int) -> list[Text]:
    """Break a text into lines of at most `width` columns, its styles kept."""
    lines: list[Text] = []
    for part in text.split("\n", allow_blank=True):
        offsets = list(_breaks(part.plain, max(8, width)))
        lines += part.divide(offsets) if offsets else [part]
    for line in lines:
        line.rstrip()
    return lines


def hanging(label: Text | str, body: Text | str, width: int, indent: int) -> Iterator[Text]:
    """Set a text beside its label: what does not fit in a line stands below its beginning, `indent` columns in."""
    # An empty text before it: the style of the label must not colour what stands beside it.
    first = Text() + (Text(label) if isinstance(label, str) else label)
    text = Text(body) if isinstance(body, str) else body
    first.append(" " * max(1, indent - cell_len(first.plain)))
    for line in wrapped(text, width - indent):
        yield first + line
        first = Text(" " * indent)


def two_columns(rows: Sequence[tuple[str, str]], width: int, indent: int) -> Iterator[Text]:
    """Set rows of a short and a long text in two columns; a short one that is too long gets its own line."""
    label = min(_MOST_LABEL, max(cell_len(short) for short, _ in rows)) + 2
    for short, long in rows:
        if cell_len(short) > label - 2:
            yield Text(" " * indent + short)
            yield from hanging("", long, width, indent + label)
        else:
            yield from hanging(" " * indent + short, long, width, indent + label)


def pad(text: str, columns: int) -> str:
    """Fill a text with blanks to a width in columns."""
    return text + " " * max(0, columns - cell_len(text))


def _breaks(text: str, width: int) -> Iterator[int]:
    """Give the offsets at which lines begin, without the first."""
    start = used = 0
    last = 0
    for place, character in enumerate(text):
        if place > start and _may_break(text, place):
            last = place
        used += cell_len(character)
        if used > width and character != " ":
            cut = last if last > start else place
            yield cut
            start, last = cut, cut
            used = cell_len(text[cut : place + 1])


def _may_break(text: str, place: int) -> bool:
    """Tell whether a line may end before this character."""
    before, here = text[place - 1], text[place]
    if here == " " or here in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before == " " or cell_len(before) > 1 or cell_len(here) > 1
