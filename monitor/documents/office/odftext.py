"""Reads the body of an OpenDocument text into a flow (ISO/IEC 26300-1, clauses 5 to 9)."""

from __future__ import annotations

from monitor.documents.office.flow import Budget, Cell, Item, Table
from monitor.documents.office.odflists import OdfLists
from monitor.documents.office.odfstyles import TABLE, TEXT, OdfStyles
from monitor.documents.office.wordtext import OpenParagraph, Story
from monitor.documents.office.xml import Element, Enter, Leave, number, skip, walk
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SKIPPED = (
    f"{TEXT}tracked-changes",
    f"{TEXT}note",
    f"{TEXT}ruby-text",
    f"{TEXT}hidden-text",
    f"{TEXT}sequence-decls",
    f"{TEXT}variable-decls",
    f"{TEXT}user-field-decls",
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
    f"{_OFFICE}binary-data",
    "{http://www.w3.org/2000/svg}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
)


class OdfText:
    """Walks a text once and gathers its flow.

    Text stands in mixed content here: a paragraph's own text before its first child, and behind each child.
    """

    def __init__(self, styles: OdfStyles, budget: Budget) -> None:
        self._styles = styles
        self._budget = budget
        self._lists = OdfLists(styles)
        self._stories = [Story()]
        self._tables: list[Table] = []
        self._cells: list[list[Cell]] = []
        self._columns: list[int] = []

    def read(self, body: Element) -> list[Item]:
        """Give what the body holds, in reading order."""
        walk(body, {**dict.fromkeys(_SKIPPED, skip), **self._enters()}, self._leaves(), self._text)
        return self._stories[0].finish()

    def _enters(self) -> dict[str, Enter]:
        lists = {f"{TEXT}list": self._lists.enter_list, f"{TEXT}list-item": self._lists.enter_item}
        shown = dict.fromkeys((f"{TEXT}hidden-paragraph", f"{TEXT}section"), self._unless_hidden)
        inline = {f"{TEXT}s": self._blanks, f"{TEXT}tab": self._tab, f"{TEXT}line-break": self._break}
        own = {
            "table": self._table,
            "table-row": self._row,
            "table-cell": self._cell,
            "covered-table-cell": self._covered,
        }
        tables = {TABLE + name: enter for name, enter in own.items()}
        paragraphs = dict.fromkeys((f"{TEXT}p", f"{TEXT}h"), self._paragraph)
        return {
            **lists, **shown, **inline, **tables, **paragraphs,
            f"{TEXT}span": self._span, f"{_DRAW}text-box": self._box,
        }  # fmt: skip

    def _leaves(self) -> dict[str, Leave]:
        return {
            f"{TEXT}p": self._end_paragraph,
            f"{TEXT}h": self._end_paragraph,
            f"{TEXT}span": self._end_span,
            f"{TEXT}list": self._lists.leave_list,
            f"{TABLE}table": self._end_table,
            f"{TABLE}table-cell": self._end_cell,
            f"{_DRAW}text-box": self._end_box,
        }

    # -- text

    def _text(self, text: str | None) -> None:
        if text:
            self._stories[-1].text(self._budget.text(text).replace("\n", " "))

    def _paragraph(self, element: Element) -> bool:
        if self._styles.is_hidden(element.get(f"{TEXT}style-name")):
            return False
        level = element.get(f"{TEXT}outline-level")
        paragraph = OpenParagraph(None if level is None else number(level, 1))
        paragraph.parts.append(self._lists.shown())
        self._stories[-1].begin(paragraph)
        return True

    def _end_paragraph(self, _: Element) -> None:
        self._stories[-1].end()

    def _span(self, element: Element) -> bool:
        self._part(element)
        return not self._styles.is_hidden(element.get(f"{TEXT}style-name"))

    def _end_span(self, element: Element) -> None:
        self._part(element)

    def _part(self, element: Element) -> None:
        """Part raised and struck figures from the others."""
        if self._styles.parts(element.get(f"{TEXT}style-name")):
            self._stories[-1].text(" ")

    def _unless_hidden(self, element: Element) -> bool:
        hidden = element.get(f"{TEXT}is-hidden") == "true" or element.get(f"{TEXT}display") == "none"
        return not hidden

    def _blanks(self, _: Element) -> bool:
        self._stories[-1].text(" ")
        return False

    def _tab(self, _: Element) -> bool:
        self._stories[-1].text("\t")
        return False

    def _break(self, _: Element) -> bool:
        self._stories[-1].text("\n")
        return False

    def _box(self, _: Element) -> bool:
        self._stories.append(Story())
        return True

    def _end_box(self, _: Element) -> None:
        items = self._stories.pop().finish()
        self._stories[-1].add(items)

    # -- tables

    def _table(self, _: Element) -> bool:
        self._tables.append(Table())
        self._columns.append(0)
        return True

    def _end_table(self, _: Element) -> None:
        self._columns.pop()
        self._stories[-1].add([self._tables.pop()])

    def _row(self, _: Element) -> bool:
        if not self._tables:
            return False
        self._tables[-1].rows.append([])
        self._columns[-1] = 0
        return True

    def _cell(self, element: Element) -> bool:
        if not self._tables or not self._tables[-1].rows:
            return False
        self._budget.cell()
        wide = _bounded(element.get(f"{TABLE}number-columns-spanned"), MAX_COLUMNS)
        high = _bounded(element.get(f"{TABLE}number-rows-spanned"), MAX_ROWS)
        repeats = _bounded(element.get(f"{TABLE}number-columns-repeated"), MAX_COLUMNS)
        column = self._columns[-1]
        cells = [Cell(column + i, wide, high) for i in range(repeats)]
        self._tables[-1].rows[-1].extend(cells)
        self._cells.append(cells)
        self._columns[-1] = column + repeats
        self._stories.append(Story())
        return True

    def _end_cell(self, _: Element) -> None:
        items = self._stories.pop().finish()
        for cell in self._cells.pop():
            cell.items.extend(items)

    def _covered(self, element: Element) -> bool:
        self._columns[-1:] = [self._columns[-1] + _bounded(element.get(f"{TABLE}number-columns-repeated"), MAX_COLUMNS)]
        return False


def _bounded(text: str | None, most: int) -> int:
    return max(1, min(number(text, 1), most))
