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
_MOST_BLANKS = 1000


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

    def read(self, body: Element) -> list[Item]:
        """Give what the body holds, in reading order."""
        _free_tails(body)
        enters: dict[str, Enter] = dict.fromkeys(_SKIPPED, skip)
        enters |= {
            f"{TEXT}p": self._paragraph,
            f"{TEXT}h": self._paragraph,
            f"{TEXT}span": self._span,
            f"{TEXT}s": self._blanks,
            f"{TEXT}tab": self._tab,
            f"{TEXT}line-break": self._break,
            f"{TEXT}hidden-paragraph": self._shown_unless_hidden,
            f"{TEXT}section": self._shown_unless_hidden,
            f"{TEXT}list": self._lists.enter_list,
            f"{TEXT}list-item": self._lists.enter_item,
            f"{TABLE}table": self._table,
            f"{TABLE}table-row": self._row,
            f"{TABLE}table-cell": self._cell,
            f"{TABLE}covered-table-cell": self._covered,
            f"{_DRAW}text-box": self._box,
            _TAIL: self._inline,
        }
        leaves: dict[str, Leave] = {
            f"{TEXT}p": self._end_paragraph,
            f"{TEXT}h": self._end_paragraph,
            f"{TEXT}span": self._end_span,
            f"{TEXT}list": self._lists.leave_list,
            f"{TABLE}table": self._end_table,
            f"{TABLE}table-cell": self._end_cell,
            f"{_DRAW}text-box": self._end_box,
        }
        walk(body, {**dict.fromkeys(_INLINE, self._inline), **enters}, leaves)
        return self._stories[0].finish()
