"""Who owes the report of a year: agencies that were there in it, and still were when it was due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.app.obligations import obligations
from monitor.settings import load_settings
from tests.support.offices import Owing, write_office

NOW = datetime(2021, 1, 25, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "last", "owes"),
    [
        (None, None, True),
        (date(2020, 12, 31), None, True),
        (date(2021, 1, 1), None, False),
        (None, date(2021, 1, 31), True),
        (None, date(2021, 1, 30), False),
    ],
    ids=["always", "its last day", "founded after the year", "there on the day it is due", "gone before"],
)
def test_a_report_is_owed_for_a_year_in_which_the_agency_existed(
    tmp_path: Path, first: date | None, last: date | None, *, owes: bool
) -> None:
    owing = [Owing("caizheng", "兰溪区财政局", "http://www.lanxi.example/nb/")]
    settings = load_settings(write_office(tmp_path, owing, {}), {})
    (agency,) = settings.agencies
    settings = replace(settings, agencies=(replace(agency, valid_from=first, valid_to=last),))
    assert bool(list(obligations(settings, NOW))) is owes
