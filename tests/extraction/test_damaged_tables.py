"""What damaged tables taught: each was found by damaging sound reports at random (tests/fuzz)."""

from __future__ import annotations

from monitor.form import load_edition
from tests.support.figures import LITIGATION
from tests.support.sheets import as_html, printed, read_page, report_page


def test_a_table_that_begins_with_an_empty_row_is_read_all_the_same() -> None:
    edition = load_edition("2021")
    table = edition.table(LITIGATION)
    pointer = table.pointer(table.rows[0].key, table.columns[0].key)
    markup = as_html(printed(table, {pointer: "7"})).replace("<table>", "<table><tr></tr>")
    reading = read_page(report_page(edition, **{LITIGATION: markup}))
    assert reading.cells[pointer].value == 7
