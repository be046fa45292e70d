"""Specifies that text made to hurt is read in bounded time."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from monitor.form import load_edition
from monitor.rules.access import RULES as ACCESS
from monitor.rules.model import Outcome, Subject
from monitor.rules.narrative import RULES as NARRATIVE
from monitor.rules.structure import RULES as STRUCTURE
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
    "第三方机构",
    "人大建议满意",
    "未因考核评议",
    "存在的主要问题",
    "××局",
    "请填写（",
    "（　",
    "____",
    "某某",
    "云川市兰溪区东岭镇",
    "2022年，公开信息",
    "2022年公布东岭镇",
    "国办公开办函〔",
    "条例》第",
    "申请人，电话1380013",
    "11010519491231",
    "5件，占5%，",
    "其中信息类5条、",
    "制发行政规范性文件",
    "比上年增加5件，增长",
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
    for rule in {**ACCESS, **STRUCTURE, **AGAINST_TABLES, **NARRATIVE}.values():
        assert any(isinstance(answer, Outcome) for answer in rule(subject))
    assert process_time() - started < 5
