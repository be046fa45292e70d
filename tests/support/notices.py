"""Builds one notice of every reason, with findings as the rule book words them."""

from __future__ import annotations

from datetime import date
from typing import Any

from alerts.model import AgencyLine, Notice, OperatorMatter, Reason, Topic
from monitor.cases import Case
from monitor.extraction import Reading
from monitor.rules import Presence
from monitor.settings import Agency, Kind, Severity
from tests.support.situations import (
    CIVIL,
    DUE,
    SHA,
    YEAR,
    absent_case,
    at,
    case,
    finding_json,
    notified,
    reading,
    relation,
)

TOTAL = "/tables/requests/outcome_total/total"
RECEIVED = "/tables/requests/received/total"
SENTENCE = "2025年，全局共收到政府信息公开申请17件，其中自然人申请7件，均已按期答复。"


def notice(*topics: Topic, **changes: Any) -> Notice:
    made: dict[str, Any] = {
        "agency": CIVIL,
        "year": YEAR,
        "topics": topics,
        "to": CIVIL.contacts,
        "cc": (),
        "at": at("2026-02-03"),
        "held": False,
    }
    return Notice(**{**made, **changes})


def table_3() -> Reading:
    return reading(
        {
            "/tables/requests/received/natural_person": "6",
            "/tables/requests/received/enterprise": "2",
            RECEIVED: "8",
            "/tables/requests/granted/natural_person": "5",
            "/tables/requests/granted/enterprise": "2",
            "/tables/requests/granted/total": "7",
            "/tables/requests/refused_third_party/natural_person": "1",
            "/tables/requests/refused_third_party/total": "1",
            "/tables/requests/outcome_total/natural_person": "6",
            "/tables/requests/outcome_total/enterprise": "2",
            TOTAL: "9",
            "/tables/proactive_disclosure/regulations/issued": "",
            "/tables/proactive_disclosure/normative_documents/in_force": "12",
        }
    )


def row_sum(**changes: Any) -> Case:
    pointers = list(relation("T3-03", "outcome_total").cells)
    said = worded(
        "T3-03",
        Severity.VIOLATION,
        "表三行总计与各列之和不一致",
        "表三“（七）总计”行“总计”列填写为9，该行六类申请人数量之和为8，二者应当相等。",
    )
    return case("T3-03", finding={**said, "pointers": pointers, "expected": 8, "actual": 9}, **changes)


def text_query(**changes: Any) -> Case:
    said = worded(
        "X-01",
        Severity.QUERY,
        "正文新收申请数量与表三不一致",
        "正文称收到申请7件，表三“本年新收”总计为8。",
    )
    quote = {"text": SENTENCE, "pointer": None, "where": {"paragraph": 12}}
    evidence = {"sha256": SHA, "quotes": [quote], "captures": []}
    finding = {**said, "pointers": [RECEIVED], "expected": 8, "actual": 7, "evidence": evidence}
    return case("X-01", Severity.QUERY, finding=finding, **changes)


def blank_note(**changes: Any) -> Case:
    pointers = ["/tables/proactive_disclosure/regulations/issued"]
    said = worded("T2-02", Severity.NOTE, "表二有空白格", "表二“规章”行“本年制发件数”列为空白。")
    return case("T2-02", Severity.NOTE, finding={**said, "pointers": pointers}, **changes)


def worded(code: str, severity: Severity, title: str, message: str) -> dict[str, Any]:
    made = finding_json(code, severity)
    basis = "国务院办公厅制定的年度报告格式（国办公开办函〔2021〕30号）第三部分。"
    zh = {"title": title, "message": message, "basis": basis, "advice": "请核对有关数字并更正。"}
    return {**made, "words": {"zh": zh, "en": made["words"]["en"]}}


def every_reason() -> dict[Reason, Notice]:
    """Give one notice of each reason of the closed list."""
    old = notified(row_sum(), "2026-02-03", reminders=1)
    agencies = {
        Reason.REMIND_BEFORE: Topic(Reason.REMIND_BEFORE, due=DUE, presence=Presence.UNKNOWN),
        Reason.OVERDUE: Topic(Reason.OVERDUE, (absent_case(),), DUE),
        Reason.FINDINGS: Topic(Reason.FINDINGS, (row_sum(), text_query(), blank_note())),
        Reason.REMINDER: Topic(Reason.REMINDER, (old,)),
        Reason.ESCALATION: Topic(Reason.ESCALATION, (old,)),
        Reason.CORRECTED: Topic(Reason.CORRECTED, (row_sum(),)),
        Reason.CLOSED: Topic(Reason.CLOSED, (row_sum(),)),
    }
    return {
        **{reason: notice(topic) for reason, topic in agencies.items()},
        Reason.DIGEST: digest(),
        Reason.OPERATOR: to_office(Topic(Reason.OPERATOR), matters=(matter("configuration_refused"),)),
    }


def to_office(*topics: Topic, **changes: Any) -> Notice:
    return notice(*topics, agency=None, year=None, to=("gongkai@yunchuan.example",), **changes)


def matter(code: str, **facts: str) -> OperatorMatter:
    return OperatorMatter(code, at("2026-02-03", 8), CIVIL.id, dict(facts))


def digest() -> Notice:
    forest = Agency("forest", "云川市兰溪区林业和草原局", Kind.DEPARTMENT)
    town = Agency("town", "云川市兰溪区青石镇人民政府", Kind.TOWNSHIP)
    return to_office(
        Topic(Reason.DIGEST),
        lines=(
            AgencyLine(forest, YEAR, Presence.PROVED_ABSENT, due=DUE, open_cases=(absent_case(),)),
            AgencyLine(town, YEAR, Presence.UNKNOWN, due=DUE, trouble="has_pager"),
            AgencyLine(CIVIL, YEAR, Presence.PUBLISHED, date(2026, 1, 30), DUE, None, (row_sum(), text_query())),
        ),
        matters=(matter("letter_refused", answer="550 no such user"), matter("never_heard_of")),
        waiting=3,
    )
