"""Gathers the text of Word's paragraphs as it is shown: what is deleted, hidden or only an instruction is left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.documents.office.flow import Item, Line

UNKNOWN_SIGN = "\ufffd"
_SYMBOL_FONTS = frozenset(["Symbol"])
"""Fonts whose figures and signs below 0x7F are those of ASCII, though they are stored from U+F020 on."""
_OFF = frozenset(["0", "false", "off", "none"])


@dataclass(slots=True)
class OpenParagraph:
    """Holds a paragraph while it is read."""

    level: int | None = None
    joins_next: bool = False
    """Whether its mark was deleted: what follows belongs to the same paragraph."""
    parts: list[str] = field(default_factory=list)
    boxes: list[Item] = field(default_factory=list)
    """What stands in text boxes that are anchored here: read after the paragraph."""


class Story:
    """Gathers the paragraphs and tables of one flow: the body, a cell, or a text box."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._open: list[OpenParagraph] = []
        self._carried: list[str] = []

    def begin(self, paragraph: OpenParagraph) -> None:
        """Begin a paragraph, with what the one before left to it."""
        paragraph.parts[:0] = self._carried
        self._carried = []
        self._open.append(paragraph)

    def text(self, text: str) -> None:
        """Take a piece of text; outside any paragraph it is none of the document's."""
        if self._open:
            self._open[-1].parts.append(text)

    def end(self) -> None:
        """End the paragraph: one line for each of its lines, then its text boxes."""
        if not self._open:
            return
        paragraph = self._open.pop()
        if paragraph.joins_next:
            self._carried = paragraph.parts
        else:
            self.items.extend(Line(text, paragraph.level) for text in "".join(paragraph.parts).split("\n"))
        self.items.extend(paragraph.boxes)

    def add(self, items: list[Item]) -> None:
        """Take a table, or what stands in a text box: behind the paragraph that is open."""
        (self._open[-1].boxes if self._open else self.items).extend(items)

    def finish(self) -> list[Item]:
        """Give everything gathered."""
        if self._carried:
            self.items.append(Line("".join(self._carried)))
            self._carried = []
        return self.items


class Fields:
    """Follows Word's fields: the instruction (`PAGE`, `=SUM(ABOVE)`) is left out, its result is text."""

    def __init__(self) -> None:
        self._results: list[bool] = []

    def mark(self, kind: str | None) -> None:
        """Take the begin, the separator or the end of a field."""
        if kind == "begin":
            self._results.append(False)
        elif kind == "separate" and self._results:
            self._results[-1] = True
        elif kind == "end" and self._results:
            self._results.pop()

    def shows_text(self) -> bool:
        """Tell whether text at this place is seen."""
        return all(self._results)

    def end_paragraph(self) -> None:
        """Drop fields that never came to a result: they must not swallow the rest of a document."""
        if self._results:
            self._results = [True for result in self._results if result]


def is_on(value: str | None) -> bool:
    """Read a toggle: an attribute that is not there means yes."""
    return value is None or value not in _OFF


def symbol(font: str | None, code: str | None) -> str:
    """Give the character of a `w:sym`; a sign of a picture font is shown as unknown, never left out."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return UNKNOWN_SIGN
    if 0xF020 <= point < 0xF07F:  # noqa: PLR2004 - the private area that symbol fonts are mapped to
        return chr(point - 0xF000) if font in _SYMBOL_FONTS and not chr(point - 0xF000).isalpha() else UNKNOWN_SIGN
    return chr(point) if 0x20 <= point < 0xD800 else UNKNOWN_SIGN  # noqa: PLR2004 - controls and surrogates are no signs
