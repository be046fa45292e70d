"""Reads what Word's paragraph styles say of their paragraphs: heading level and list."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.documents.office.xml import Element, namespace, number

_BODY_LEVEL = 9
"""Outline level of text that is no heading (17.3.1.20)."""
_DEEPEST = 20
"""Styles that are based on one another further than this say nothing more."""


@dataclass(frozen=True, slots=True)
class Style:
    """Holds what a style states itself; None where it leaves it to the style it is based on."""

    id: str = ""
    base: str | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None


class Styles:
    """Answers for a document's paragraph styles."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._effective: dict[str | None, Style] = {}
        if root is not None:
            w = f"{{{namespace(root)}}}"
            self._styles = {s.id: s for s in (_style(e, w) for e in root.iter(f"{w}style"))}

    def effective(self, style_id: str | None) -> Style:
        """Give a style with what it takes over from those it is based on."""
        if style_id not in self._effective:
            self._effective[style_id] = self._derived(style_id)
        return self._effective[style_id]

    def _derived(self, style_id: str | None) -> Style:
        outline = list_id = list_level = None
        here: str | None = style_id
        for _ in range(_DEEPEST):
            style = self._styles.get(here or "")
            if style is None:
                break
            outline = style.outline if outline is None else outline
            list_id = style.list_id if list_id is None else list_id
            list_level = style.list_level if list_level is None else list_level
            here = style.base
        return Style(style_id or "", None, outline, list_id, list_level)


def heading_level(outline: int | None) -> int | None:
    """Give the level of a heading, 1 the highest, from Word's outline level."""
    return outline + 1 if outline is not None and 0 <= outline < _BODY_LEVEL else None


def _style(element: Element, w: str) -> Style:
    def value(path: str) -> str | None:
        found = element.find("/".join(f"{w}{step}" for step in path.split("/")))
        return found.get(f"{w}val") if found is not None else None

    return Style(
        id=element.get(f"{w}styleId") or "",
        base=value("basedOn"),
        outline=_int(value("pPr/outlineLvl")),
        list_id=value("pPr/numPr/numId"),
        list_level=_int(value("pPr/numPr/ilvl")),
    )


def _int(text: str | None) -> int | None:
    return None if text is None else number(text, 0)
