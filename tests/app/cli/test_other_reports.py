"""Other reports beside the one that is checked: of earlier years, of other agencies, of an earlier capture."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.app.cli.check.question import Asked, question_of
from tests.support.cli import Call, report


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "report.html"
    file.write_text(report(), encoding="utf-8")
    return file


def _context(folder: Path, data: object) -> Path:
    file = folder / "context.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def test_the_report_of_an_earlier_year_is_read_from_the_line_and_from_the_context(page: Path) -> None:
    context = _context(page.parent, {"previous": [{"source": page.name}]})
    question = question_of(Asked(previous=(page,), context=context), None)
    assert [r.year for r in question.earlier] == [2020, 2020]


def test_every_file_of_a_folder_is_the_report_of_an_agency_below(page: Path) -> None:
    below = page.parent / "below"
    below.mkdir()
    (below / "a.html").write_text(report(), encoding="utf-8")
    (below / "b.html").write_text("<p>栏目建设中</p>", encoding="utf-8")
    (below / ".hidden").write_text("", encoding="utf-8")
    context = _context(page.parent, {"children": [{"agency": "云川市兰溪区统计局", "source": None}]})
    read, unread, unknown = question_of(Asked(children=below, context=context), None).children
    assert (read.reading is not None, read.agency) == (True, read.reading and read.reading.agency)
    assert (unread.agency, unread.reading) == ("b", None)
    assert (unknown.agency, unknown.reading) == ("云川市兰溪区统计局", None)


def test_the_report_as_it_was_is_read_with_the_instant_of_its_capture(page: Path) -> None:
    context = _context(page.parent, {"before": {"source": page.name, "seen_at": "2021-02-01T08:00:00+08:00"}})
    before = question_of(Asked(context=context), None).before
    assert before is not None
    assert (before.reading.year, before.seen_at) == (2020, datetime(2021, 2, 1, tzinfo=UTC))


def test_the_agency_of_the_context_yields_to_the_one_of_the_line(page: Path) -> None:
    context = _context(page.parent, {"agency": {"name": "兰溪区教育局", "kind": "department", "level": "county"}})
    told, asked = (question_of(Asked(agency=a, context=context), None).agency for a in (None, "兰溪区民政局"))
    assert told is not None
    assert asked is not None
    assert (told.name, told.kind, asked.name) == ("兰溪区教育局", "department", "兰溪区民政局")


def test_the_reports_of_other_agencies_are_compared(nianbao: Call, page: Path) -> None:
    other = {"agency": "云川市清溪县财政局", "source": page.name, "parent": "云川市清溪县人民政府"}
    asked = question_of(Asked(context=_context(page.parent, {"others": [other]})), None)
    assert asked.others is not None
    assert [(s.author.name, s.author.above) for s in asked.others] == [(other["agency"], (other["parent"],))]
    mine = _context(page.parent, {"others": [other], "agency": {"name": "云川市石桥县财政局", "kind": "department"}})
    (answer,) = nianbao("check", "--format", "jsonl", "--context", mine, page).objects
    assert "A-06" in {f["code"] for f in answer["findings"]}


def test_without_other_reports_nothing_is_compared(page: Path) -> None:
    assert question_of(Asked(), None).others is None
    assert question_of(Asked(context=_context(page.parent, {"others": []})), None).others == ()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--previous", "none.html"), "读不了 none.html（not_found）"),
        (("--children", "none"), "没有 none 这个文件夹"),
    ],
)
def test_another_report_that_cannot_be_read_is_told(
    nianbao: Call, page: Path, options: tuple[str, str], said: str
) -> None:
    called = nianbao("check", *options, page)
    assert (called.status, called.out) == (2, "")
    assert said in called.err


def test_a_page_that_is_no_report_is_no_earlier_one(nianbao: Call, page: Path) -> None:
    other = page.with_name("other.html")
    other.write_text("<p>栏目建设中</p>", encoding="utf-8")
    called = nianbao("check", "--previous", other, page)
    assert called.status == 2
    assert "未见年度报告" in called.err


def test_a_changed_report_needs_the_instant_of_its_capture(nianbao: Call, page: Path) -> None:
    called = nianbao("check", "--context", _context(page.parent, {"before": {"source": page.name}}), page)
    assert called.status == 2
    assert "缺少 seen_at" in called.err


@pytest.mark.parametrize(("raw", "said"), [("0", set()), ("7", {"A-03"})])
def test_a_page_and_what_it_links_are_held_against_each_other(
    nianbao: Call, page: Path, raw: str, said: set[str]
) -> None:
    link = '<a href="2020.docx">云川市兰溪区财政局2020年政府信息公开工作年度报告.docx</a>'
    page.write_text(report().replace("</body>", f"{link}</body>"), encoding="utf-8")
    other = page.with_name("attachment.html")
    other.write_text(report({"requests/refused_by_law/natural_person": raw}), encoding="utf-8")
    context = _context(page.parent, {"attached": [{"url": "2020.docx", "source": other.name}]})
    called = nianbao("check", "--format", "jsonl", "--context", context, page)
    assert {f["code"] for f in called.objects[0]["findings"]} & {"A-03"} == said
