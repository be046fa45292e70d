from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import Call, report

ABSENT = {"presence": "proved_absent", "absent_at": "2021-02-01T08:00:00+08:00", "captures": ["urn:uuid:1"]}
WATCH = {"presence": "published", "first_seen": "2021-02-10T09:00:00+08:00", "listing": "https://www.lanxi.example/"}


def check(nianbao: Call, folder: Path, context: Any, *more: str) -> Any:
    file = folder / "context.json"
    file.write_text(context if isinstance(context, str) else json.dumps(context), encoding="utf-8")
    page = folder / "report.html"
    page.write_text(report().replace("2021-01-18", ""), encoding="utf-8")
    return nianbao("check", "--format", "jsonl", "--kind", "department", "--context", file, *more, page)


def codes(called: Any) -> set[str]:
    return {f["code"] for f in called.objects[0]["findings"]}


def test_what_watching_has_shown_is_judged(nianbao: Call, tmp_path: Path) -> None:
    proved = {"absent_at": "2021-02-05T00:00:00Z", "absent_captures": ["urn:uuid:0"]}
    context = {"now": "2021-03-01T00:00:00+08:00", "watch": {**WATCH, **proved}}
    late = check(nianbao, tmp_path, context)
    (finding,) = (f for f in late.objects[0]["findings"] if f["code"] == "D-01")
    assert finding["evidence"]["captures"] == ["urn:uuid:0"]
    assert late.status == 1


def test_the_office_may_ask_for_an_earlier_day(nianbao: Call, tmp_path: Path) -> None:
    in_time = check(nianbao, tmp_path, {}, "--published", "2021-01-18")
    assert "D-01" not in codes(in_time)
    earlier = {"deadlines": {"department": {"date": "01-10"}}}
    assert "D-01" in codes(check(nianbao, tmp_path, earlier, "--published", "2021-01-18"))


@pytest.mark.parametrize(
    ("context", "said"),
    [
        ("{", "不是有效的 JSON"),
        ([], "的 / 应为对象，可含 agency, attached, before, children, deadlines, now, others, previous, watch"),
        ({"nwo": 1}, "的 / 有不认识的键 nwo"),
        ({"now": "2021-03-01"}, '的 /now 不能是 "2021-03-01"；应为 2026-02-01T00:00:00+08:00'),
        ({"now": 5}, "的 /now 不能是 5"),
        ({"watch": {"presence": "maybe"}}, '的 /watch/presence 不能是 "maybe"；应为 published|proved_absent|unknown'),
        ({"watch": {"captures": "a"}}, '的 /watch/captures 不能是 "a"'),
        ({"watch": None}, "的 /watch 应为对象"),
        ({"watch": {"seen": 1}}, "的 /watch 有不认识的键 seen"),
        ({"deadlines": {"goverment": {}}}, "的 /deadlines 有不认识的键 goverment"),
        ({"deadlines": {"other": {}}}, "的 /deadlines/other 缺少 date"),
        ({"deadlines": {"other": {"date": "02-30"}}}, '的 /deadlines/other/date 不能是 "02-30"；应为 MM-DD'),
        ({"deadlines": {"other": {"date": "02-01", "binding": "yes"}}}, "的 /deadlines/other/binding 不能是"),
        ({"watch": {"missing": {"since": "2021-03-01T00:00:00Z"}}}, "的 /watch/missing 缺少 until"),
        ({"watch": {"attachments": [{"fault": "empty"}]}}, "的 /watch/attachments/0 缺少 url"),
        ({"watch": {"attachments": {}}}, "的 /watch/attachments 不能是 {}；应为 […]"),
        ({"attached": [{"url": "a.docx"}]}, "的 /attached/0 缺少 source"),
        ({"watch": {"lost": [{"year": True}]}}, "的 /watch/lost/0/year 不能是 true；应为 123"),
        ({"agency": {"name": "兰溪区教育局"}}, "的 /agency 缺少 kind"),
        ({"previous": [{"agency": "兰溪区教育局"}]}, "的 /previous/0 缺少 source"),
        ({"children": [{"source": 5}]}, '的 /children/0/source 不能是 5；应为 "…"|null'),
    ],
)
def test_a_context_that_does_not_fit_is_refused_with_its_place(
    nianbao: Call, tmp_path: Path, context: Any, said: str
) -> None:
    called = check(nianbao, tmp_path, context)
    assert (called.status, called.out, called.err.count("\n")) == (2, "", 1)
    assert said in called.err


def test_a_context_that_is_not_there_is_told(nianbao: Call, tmp_path: Path) -> None:
    called = nianbao("check", "--context", tmp_path / "none.json", "a.html")
    assert called.status == 2
    assert "读不到" in called.err
