from __future__ import annotations

import pytest

from monitor.extraction import Cell, Status
from monitor.form import UNREAD
from monitor.rules.values import table_values, value_of
from tests.support.subjects import given_of, subject


def _cell(status: Status, value: int | None = None, *, certain: bool = True) -> Cell:
    return Cell("/tables/requests/received/total", value, "", status, certain, None)


@pytest.mark.parametrize(
    ("cell", "becomes"),
    [
        (_cell(Status.NUMBER, 3), 3),
        (_cell(Status.REMARK, 22), 22),
        (_cell(Status.BLANK), None),
        (_cell(Status.NOT_APPLICABLE), None),
        (_cell(Status.TEXT), UNREAD),
        (_cell(Status.FOREIGN_UNIT), UNREAD),
        (_cell(Status.NUMBER, 3, certain=False), UNREAD),
        (_cell(Status.BLANK, certain=False), UNREAD),
    ],
)
def test_a_cell_is_a_number_a_blank_or_unread(cell: Cell, becomes: object) -> None:
    assert value_of(cell) is becomes


def test_a_cell_that_the_document_lacks_has_no_value() -> None:
    absent = {"/tables/requests/granted/total": {"value": None, "status": "absent"}}
    values = table_values(given_of(subject(set=absent)), "requests")
    assert "/tables/requests/granted/total" not in values
    assert "/tables/reconsideration_and_litigation/reconsideration/total" not in values
