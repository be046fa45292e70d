"""Specifies that text made to hurt is read in bounded time."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from monitor.form import load_edition
from monitor.rules.model import Outcome, Subject
from monitor.rules.narrative import RULES as NARRATIVE
from monitor.rules.text_against_tables import RULES as AGAINST_TABLES
from monitor.settings import Kind
from tests.support.readings import reading

PIECES = (
    "政府信息",
    "申请",
    "行政复议申请",
    "以及",
    "件数量",
    "未发生因政府信息公开被申请",
    "，2023年收到申请5件",
    "（（",
    "1,234，",
    "等原因",
    "上年结转",
    "考核，",
)


@pytest.mark.parametrize("piece", PIECES)
def test_text_made_to_hurt_is_read_in_bounded_time(piece: str) -> None:
    made = reading(sections={"overview": f"全年收到{piece * 3000}5件。{(piece * 9 + '件。') * 20}"})
    subject = Subject(
        now=datetime(2024, 4, 1, tzinfo=UTC),
        reading=made,
        edition=load_edition("2021"),
        year=2023,
        kind=Kind.GOVERNMENT,
    )
    started = process_time()
    for rule in {**AGAINST_TABLES, **NARRATIVE}.values():
        assert any(isinstance(answer, Outcome) for answer in rule(subject))
    assert process_time() - started < 5
