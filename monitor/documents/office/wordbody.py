"""Reads the body of a Word document (ECMA-376 part 1, 17.2 to 17.4; also its 2003 form) into a flow.

Every element that matters has a method; what is not named is gone through, so that wrappers (content controls, custom
XML, smart tags, hyperlinks, insertions) give what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitor.documents.office.flow import Budget, Cell, Item, Table
from monitor.documents.office.numbering import Numbering
from monitor.documents.office.wordpictures import Pictures
from monitor.documents.office.wordstyles import Style, Styles, heading_level
from monitor.documents.office.wordtext import Fields, OpenParagraph, Story, is_on, symbol
from monitor.documents.office.xml import Element, Enter, Leave, local, number, skip, strip, walk
from monitor.documents.spans import MAX_COLUMNS

_NOISE = """
    rFonts keepNext keepLines widowControl suppressLineNumbers spacing ind jc tcW tcBorders shd noWrap vAlign color sz
    szCs kern lang b bCs i iCs u snapToGrid tcMar tblBorders tblCellMar tblLayout tblW tblPrEx trHeight tblGrid bidi
    tabs bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak
"""
"""How things look, not what they say: more than half of a file."""
_TELLING = "vanish vertAlign strike dstrike del"
"""What alone is looked for in the properties of text."""
_SKIPPED = "pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr del moveFrom delText instrText delInstrText rt binData"
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_WX_VAL = "{http://schemas.microsoft.com/office/word/2003/auxHint}val"
_NUMBERED = frozenset(["numPr", "listPr"])
_RAISED = frozenset(["superscript", "subscript"])

Properties = Mapping[str, Element]
_NONE: Properties = {}


class WordBody:
    """Walks a body once and gathers its flow."""

    def __init__(self, w: str, styles: Styles, numbering: Numbering, budget: Budget) -> None:
        self._w = f"{{{w}}}"
        self._val_name = f"{{{w}}}val"
        self._free = 0
        self._styles = styles
        self._numbering = numbering
        self._budget = budget
        self._fields = Fields()
        self._stories = [Story()]
        self._tables: list[Table] = []
        self._cells: list[Cell] = []
        self.pictures = Pictures(self._show)

    def read(self, body: Element) -> list[Item]:
        """Give what the body holds, in reading order."""
        strip(body, (self._w + name for name in _NOISE.split()))
        enters, leaves = self._enters(), self._leaves()
        if next(body.iter(*(self._w + name for name in _TELLING.split())), None) is None:
            strip(body, [f"{self._w}rPr"])
            for run in (enters, leaves):  # a run is gone through: it has no more to tell
                del run[f"{self._w}r"]
        walk(body, enters, leaves)
        return self._stories[0].finish()

    def _enters(self) -> dict[str, Enter]:
        w = self._w
        names: dict[str, Enter] = dict.fromkeys((w + name for name in _SKIPPED.split()), skip)
        breaks = dict.fromkeys(("br", "cr"), self._break)
        own = {
            "p": self._paragraph, "r": self._run, "t": self._text, "tab": self._tab, "ptab": self._tab,
            "sym": self._symbol, "noBreakHyphen": self._hyphen, "fldChar": self._field,
            "tbl": self._table, "tr": self._row, "tc": self._cell, "txbxContent": self._box, **breaks,
        }  # fmt: skip
        names |= {w + name: enter for name, enter in own.items()}
        names |= {f"{{{uri}}}t": self._text for uri in _MATH}
        return names | self.pictures.enters(w) | self._foreign()

    def _foreign(self) -> dict[str, Enter]:
        return {
            f"{_MC}AlternateContent": self._alternatives,
            f"{_VML}textpath": self._text_path,
            f"{_AML}annotation": self._annotation,
        }

    def _leaves(self) -> dict[str, Leave]:
        leaves: dict[str, Leave] = {
            "p": self._end_paragraph, "r": self._end_run, "tbl": self._end_table, "tc": self._end_cell,
            "txbxContent": self._end_box,
        }  # fmt: skip
        return {self._w + name: leave for name, leave in leaves.items()}

    # -- paragraphs and runs

    def _paragraph(self, element: Element) -> bool:
        own = self._properties(element, "pPr")
        if not own:
            self._stories[-1].begin(OpenParagraph())
            return True
        mark = self._named(own.get("rPr"))
        style = self._styles.effective(self._val(own, "pStyle"))
        outline = self._val(own, "outlineLvl")
        level = heading_level(style.outline if outline is None else number(outline, -1))
        paragraph = OpenParagraph(level, joins_next="del" in mark)
        self._stories[-1].begin(paragraph)
        if (style.list_id or not own.keys().isdisjoint(_NUMBERED)) and not self._toggle(mark, "vanish"):
            paragraph.parts.extend(self._number(own, style))
        return True

    def _number(self, own: Properties, style: Style) -> Iterator[str]:
        """Give the automatic number that stands before a paragraph."""
        if "listPr" in own:  # Word 2003 writes the number itself down, in a namespace of hints
            yield from (f"{e.get(_WX_VAL)} " for e in own["listPr"] if local(e) == "t")
            return
        stated = self._named(own.get("numPr"))
        list_id = self._val(stated, "numId") or style.list_id
        if list_id is None or list_id == "0":
            return
        level = self._val(stated, "ilvl")
        styled = style.list_level or self._numbering.level_of(list_id, style.id)
        if shown := self._numbering.next(list_id, styled if level is None else number(level, 0)):
            yield self._budget.text(f"{shown} ")

    def _end_paragraph(self, _: Element) -> None:
        self._fields.end_paragraph()
        self._stories[-1].end()

    def _run(self, element: Element) -> bool:
        own = self._properties(element, "rPr")
        if self._toggle(own, "vanish"):
            return False
        self._part(own)
        return True

    def _end_run(self, element: Element) -> None:
        self._part(self._properties(element, "rPr"))

    def _part(self, own: Properties) -> None:
        """Part raised and struck figures from the others: 12 with a note 1, or 8 struck before 9, is no number."""
        if own and (
            self._val(own, "vertAlign") in _RAISED or self._toggle(own, "strike") or self._toggle(own, "dstrike")
        ):
            self._stories[-1].text(" ")

    def _text(self, element: Element) -> bool:
        if self._fields.shows_text():
            self._stories[-1].text(self._budget.text(element.text or "").replace("\n", " "))
        return False

    def _tab(self, _: Element) -> bool:
        self._stories[-1].text("\t")
        return False

    def _break(self, _: Element) -> bool:
        self._stories[-1].text("\n")
        return False

    def _hyphen(self, _: Element) -> bool:
        self._stories[-1].text("-")
        return False

    def _symbol(self, element: Element) -> bool:
        self._stories[-1].text(symbol(element.get(f"{self._w}font"), element.get(f"{self._w}char")))
        return False

    def _field(self, element: Element) -> bool:
        self._fields.mark(element.get(f"{self._w}fldCharType"))
        return False

    # -- tables

    def _table(self, _: Element) -> bool:
        self._tables.append(Table())
        return True

    def _row(self, element: Element) -> bool:
        own = self._properties(element, "trPr")
        if not self._tables or "del" in own or self._toggle(own, "hidden"):
            return False
        self._tables[-1].rows.append([])
        self._free = _bounded(self._val(own, "gridBefore"), 0)
        return True

    def _cell(self, element: Element) -> bool:
        own = self._properties(element, "tcPr")
        if not self._tables or not self._tables[-1].rows or "cellDel" in own:
            return False
        self._budget.cell()
        row = self._tables[-1].rows[-1]
        span = _bounded(self._val(own, "gridSpan"), 1)
        if row and self._merge(own, "hMerge") == "continue":
            row[-1].column_span += span
            return False
        merge = self._merge(own, "vMerge")
        column = row[-1].column + row[-1].column_span if row else self._free
        cell = Cell(column, span, continues=merge == "continue", may_grow=merge == "restart")
        row.append(cell)
        self._cells.append(cell)
        self._stories.append(Story())
        return True

    def _merge(self, own: Properties, name: str) -> str | None:
        """Give `restart` or `continue`; the 2003 form writes the names in small letters."""
        found = own.get(name, own.get(name.lower()))
        return None if found is None else found.get(self._val_name) or "continue"

    def _end_cell(self, _: Element) -> None:
        self._cells.pop().items.extend(self._stories.pop().finish())

    def _end_table(self, _: Element) -> None:
        self._stories[-1].add([self._tables.pop()])

    def _show(self, items: list[Item]) -> None:
        self._stories[-1].add(items)

    # -- text boxes, alternatives and other wrappers

    def _box(self, _: Element) -> bool:
        self._stories.append(Story())
        return True

    def _end_box(self, _: Element) -> None:
        items = self._stories.pop().finish()
        self._stories[-1].add(items)

    def _alternatives(self, element: Element) -> bool:
        """Read the first choice alone: the fallback says the same for older programs."""
        choice = element.find(f"{_MC}Choice")
        for other in list(element):
            if choice is not None and other is not choice:
                element.remove(other)
        return True

    def _text_path(self, element: Element) -> bool:
        self._stories[-1].text(self._budget.text(element.get("string") or ""))
        return False

    def _annotation(self, element: Element) -> bool:
        return element.get(f"{self._w}type") != "Word.Deletion"

    # -- properties

    def _properties(self, element: Element, name: str) -> Properties:
        """Give the properties of a paragraph, run, row or cell by name."""
        tag = self._w + name
        for child in element:
            if child.tag == tag:
                return self._named(child)
        return _NONE

    def _named(self, parent: Element | None) -> Properties:
        return {local(child): child for child in parent} if parent is not None and len(parent) else _NONE

    def _val(self, own: Properties, name: str) -> str | None:
        found = own.get(name)
        return None if found is None else found.get(self._val_name)

    def _toggle(self, own: Properties, name: str) -> bool:
        found = own.get(name)
        return found is not None and is_on(found.get(self._val_name))


def _bounded(text: str | None, least: int) -> int:
    return max(least, min(number(text, least), MAX_COLUMNS))
