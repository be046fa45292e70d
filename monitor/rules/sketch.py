"""Defines what a report is compared by with those of other agencies: small enough to keep ten thousand of them."""

from __future__ import annotations

from dataclasses import dataclass

_OFFICES = ("办公室", "办公厅")


@dataclass(frozen=True, slots=True)
class Author:
    """Says whose a report is, and with whose it may rightly have something in common."""

    id: str
    names: tuple[str, ...]
    """Every name of the agency; the first is the one to tell."""
    one_with: tuple[str, ...] = ()
    """Ids or names of bodies that are the same one: represented by it, or its predecessor."""
    above: tuple[str, ...] = ()
    """Ids or names of the agencies above it: its parent, that one's parent and so on."""

    @property
    def name(self) -> str:
        """Give the name to tell; empty where none is known."""
        return self.names[0] if self.names else ""

    def is_one_with(self, other: Author) -> bool:
        """Tell whether both are one body: the same, a predecessor, represented, or the general office of the other."""
        own, theirs = {self.id, *self.names}, {other.id, *other.names}
        if own & theirs or own & set(other.one_with) or theirs & set(self.one_with):
            return True
        short, long = sorted((self.name, other.name), key=len)
        return bool(short) and any(long == short + office for office in _OFFICES)

    def is_in_line_with(self, other: Author) -> bool:
        """Tell whether one of the two is above the other."""
        own, theirs = {self.id, *self.names}, {other.id, *other.names}
        return bool(own & set(other.above) or theirs & set(self.above))


@dataclass(frozen=True, slots=True)
class Figures:
    """Stands for the figures of table 3: blanks and zeros left out, so that 0 and an empty cell are alike."""

    digest: str
    """SHA-256 of every figure with its pointer."""
    telling: int
    """How many figures are not zero and do not follow from others: one application, granted, fills six cells and says
    one thing."""


@dataclass(frozen=True, slots=True)
class Text:
    """Holds a section as published, paragraph by paragraph."""

    key: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Holds what one report is compared by (C-01, C-03, A-06)."""

    author: Author
    sha256: str
    stated: str | None = None
    """The agency that the report itself names."""
    title: str | None = None
    figures: Figures | None = None
    """None where table 3 is missing or was not read with certainty."""
    texts: tuple[Text, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Give every name under which the report may speak of its agency."""
        return (*self.author.names, *((self.stated,) if self.stated else ()))

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """Give the paragraphs of a section; none where the report lacks it."""
        return next((text.paragraphs for text in self.texts if text.key == key), ())
