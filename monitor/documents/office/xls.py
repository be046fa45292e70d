"""Reads .xls workbooks (BIFF) and .xlsb through calamine.

It tells values and merged cells, not number formats or hidden rows: a share of 25 % reads 0.25 here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office.biff import look_over
from monitor.documents.office.figures import plain
from monitor.documents.office.flow import Budget
from monitor.documents.office.sheet import Position, Sheet, sheets_blocks

_SHEETS = 50
_MERGED = 5000
_PANIC = "PanicException"
"""How a fault inside the library comes out of Rust: no Exception, and importable from nowhere."""
_AREA = 20_000_000
"""Positions of a sheet's used area: all of the largest that BIFF can name."""


def read_xls(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a workbook: its visible sheets in order."""
    budget = Budget(limits)
    look_over(body)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        sheets = [_sheet(book.get_sheet_by_name(name), budget) for name in _names(book)]
    except PasswordError as error:
        raise ReadError("encrypted", "workbook") from error
    except (CalamineError, ValueError, OSError) as error:
        raise ReadError("damaged", f"workbook: {error}"[:200]) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise ReadError("damaged", f"workbook: {error}"[:200]) from error
    return Document("xls", sha256, sheets_blocks(sheets))


def _names(book: CalamineWorkbook) -> list[str]:
    listed = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet][:_SHEETS]
    return [m.name for m in listed if m.visible == Visible.Visible] or [m.name for m in listed]


def _sheet(sheet: CalamineSheet, budget: Budget) -> Sheet:
    if sheet.height * sheet.width > _AREA:
        raise ReadError("too_large", "cells")
    return Sheet(sheet.name, dict(_texts(sheet, budget)), dict(_merged(sheet)))


def _texts(sheet: CalamineSheet, budget: Budget) -> Iterator[tuple[Position, str]]:
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top):
        for column, value in enumerate(values, start=left):
            if text := as_text(value):
                budget.cell()
                yield (row, column), budget.text(text)


def _merged(sheet: CalamineSheet) -> Iterator[tuple[Position, Position]]:
    for (top, left), (bottom, right) in islice(sheet.merged_cell_ranges or (), _MERGED):
        yield (top, left), (bottom - top + 1, right - left + 1)


def as_text(value: float | str | date | time | timedelta) -> str:
    """Write a value as spreadsheets show it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return plain(Decimal(repr(value)))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes").removesuffix(" 00:00")
    return str(value).strip()
