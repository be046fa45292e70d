"""Notes what a Word document shows that is no text: pictures as large as a table, and embedded objects."""

from __future__ import annotations

from collections.abc import Callable

from monitor.documents.model import Grid
from monitor.documents.office.flow import Item, Picture
from monitor.documents.office.xml import Element, Enter, local, number, skip

_EMU_A_CM = 360_000
_WIDE, _HIGH = 9 * _EMU_A_CM, 2 * _EMU_A_CM
"""A table of the form that was pasted as a picture is at least so large; seals and emblems are not."""
_FORM_TABLES = 3


class Pictures:
    """Counts what cannot be read as text; `show` takes each large picture where it stands."""

    def __init__(self, show: Callable[[list[Item]], None]) -> None:
        self._show = show
        self.large = 0
        self.objects = 0
        self.parts = 0

    def enters(self, w: str) -> dict[str, Enter]:
        """Give the elements to be looked at; `w` is the braced namespace of the document."""
        return {f"{w}drawing": self._drawing, f"{w}object": self._object, f"{w}altChunk": self._part}

    def doubts(self, grids: list[Grid]) -> tuple[str, ...]:
        """Give the doubts: a picture or an object may be the table that is missing."""
        short = len(grids) < _FORM_TABLES
        named = (
            ("picture", short and self.large),
            ("object", short and self.objects),
            ("unread_part", self.parts),
        )
        return tuple(name for name, holds in named if holds)

    def _drawing(self, element: Element) -> bool:
        extent = next((e for e in element.iter() if local(e) == "extent"), None)
        picture = next((e for e in element.iter() if local(e) == "blip"), None)
        if picture is not None and extent is not None:
            wide, high = number(extent.get("cx"), 0), number(extent.get("cy"), 0)
            if wide >= _WIDE and high >= _HIGH:
                self.large += 1
                self._show([Picture(str(name)) for key, name in picture.attrib.items() if str(key).endswith("}embed")])
        return True

    def _object(self, _: Element) -> bool:
        self.objects += 1
        return True

    def _part(self, element: Element) -> bool:
        self.parts += 1
        return skip(element)
