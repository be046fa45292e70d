"""Defines the statutory form: editions, tables, rows, columns, identities, and the relations they expand to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

_T = TypeVar("_T", "Row", "Column", "Table", "Section")


class Quantity(StrEnum):
    """Says what a column counts: 件 (whole, not negative), a signed change, or an amount in 万元."""

    COUNT = "count"
    CHANGE = "change"
    AMOUNT = "amount"


class Operator(StrEnum):
    """Relates the stated side of an identity to the computed one."""

    EQUAL = "="
    AT_MOST = "<="


class Verdict(StrEnum):
    """Closes the list of answers of a check."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"
    UNCERTAIN = "uncertain"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Section:
    """Names one of the six sections."""

    key: str
    number: str
    title: str
    aliases: tuple[str, ...]
    words: tuple[str, ...]
    """Any of these tells a heading under this number, whatever else it says."""


@dataclass(frozen=True, slots=True)
class Column:
    """Names a column; `group` is the label that spans it and its neighbours, if any."""

    key: str
    label: str
    aliases: tuple[str, ...]
    short: tuple[str, ...]
    """Shortened labels: read, but noted (S-04)."""
    quantity: Quantity
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Names a row; `groups` are the labels that span it, outermost first."""

    key: str
    label: str
    aliases: tuple[str, ...]
    short: tuple[str, ...]
    columns: tuple[str, ...]
    groups: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    """Rows that a document may merge into this one (`other_handling` in edition 2021); itself no row of the form."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Relates rows (per column) or columns (per row): the sum of `stated` = (or ≤) the sum of `computed`."""

    code: str
    per: str
    """`column` or `row`: along what it is repeated."""
    over: tuple[str, ...]
    """The columns (or rows) for which it holds."""
    stated: tuple[str, ...]
    computed: tuple[str, ...]
    operator: Operator


@dataclass(frozen=True, slots=True)
class Relation:
    """Is one identity at one column or row: a statement about cells, named by their JSON pointers (RFC 6901)."""

    code: str
    table: str
    at: str
    """Key of the column or row at which it stands."""
    stated: tuple[str, ...]
    computed: tuple[str, ...]
    operator: Operator

    @property
    def cells(self) -> tuple[str, ...]:
        """Give every cell that it enters, the stated ones first."""
        return self.stated + self.computed


@dataclass(frozen=True, slots=True)
class Table:
    """Holds one statutory table."""

    key: str
    number: int
    title: str
    section: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    identities: tuple[Identity, ...]
    merged_rows: tuple[Row, ...] = ()
    """Rows that the form does not have but documents do, each standing for several of the form's."""
    across: bool = False
    """Whether its rows are printed side by side, each spanning all columns (table 4: one line of figures)."""

    def __hash__(self) -> int:
        # tables are keys of caches, and hashing every label of one takes as long as what is cached
        return hash((self.key, len(self.rows)))

    @property
    def column_groups(self) -> tuple[str, ...]:
        """Give the labels that span several columns (法人或其他组织), in order."""
        return tuple(dict.fromkeys(c.group for c in self.columns if c.group))

    def row(self, key: str) -> Row:
        """Give the row (or merged row) of this key. Raises KeyError."""
        return _find(self.rows + self.merged_rows, key)

    def column(self, key: str) -> Column:
        """Give the column of this key. Raises KeyError."""
        return _find(self.columns, key)

    def pointer(self, row: str, column: str) -> str:
        """Give the JSON pointer of a cell."""
        return f"/tables/{self.key}/{row}/{column}"


@dataclass(frozen=True, slots=True)
class Edition:
    """Holds one edition of the form, whole."""

    key: str
    issued_as: str
    title: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]

    def __hash__(self) -> int:
        return hash(self.key)  # as for a table

    def governs(self, year: int) -> bool:
        """Tell whether a report of this year is made in this edition."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def table(self, key: str) -> Table:
        """Give the table of this key. Raises KeyError."""
        return _find(self.tables, key)

    def section(self, key: str) -> Section:
        """Give the section of this key. Raises KeyError."""
        return _find(self.sections, key)


class Unread:
    """Is the value of a cell that was not read with certainty: never filled, never summed."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNREAD"


UNREAD: Final = Unread()


def _find(items: tuple[_T, ...], key: str) -> _T:
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)
