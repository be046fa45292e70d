from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.cells import cell_len

from monitor.app import examine
from tests.support.cli import Call, report
from tests.support.configurations import OFFICE, lay_out
from tests.support.portal import Portal

TOTAL = "requests/received/total"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path / "good.html", report())


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return written(tmp_path / "wrong.html", report({TOTAL: "7"}))


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def finding(answer: dict[str, Any], code: str) -> dict[str, Any]:
    return next(f for f in answer["findings"] if f["code"] == code)


def test_a_report_in_order_leaves_with_nothing(nianbao: Call, good: Path) -> None:
    called = nianbao("check", good)
    assert (called.status, called.err) == (0, "")
    assert "未发现不符合项" in called.out
    assert "表三、表四 40 项勾稽关系：40 项成立" in called.out


def test_a_violation_is_told_with_place_values_basis_and_advice(nianbao: Call, wrong: Path) -> None:
    called = nianbao("check", wrong)
    assert called.status == 1
    assert "表三、表四 40 项勾稽关系：38 项成立，2 项不成立" in called.out
    for told in ("T3-03", "行“总计”列", "应为 5，现为 7", "依据", "建议", "线索", "兰溪区财政局", "2019 年版"):
        assert told in called.out


def test_no_line_is_wider_than_the_terminal(nianbao: Call, wrong: Path) -> None:
    lines = [line for line in nianbao("check", wrong).out.splitlines() if str(wrong) not in line]
    assert max(map(cell_len, lines)) <= 80


def test_english_words_come_with_the_same_codes(nianbao: Call, wrong: Path) -> None:
    called = nianbao("check", wrong, "--lang", "en")
    assert "40 relations of tables 3 and 4: 38 hold, 2 fail" in called.out
    assert "should" in called.out or "the sum" in called.out


def test_one_object_a_source_comes_in_the_order_given(nianbao: Call, good: Path, wrong: Path) -> None:
    called = nianbao("check", "--format", "jsonl", wrong, good, wrong)
    assert [a["source"] for a in called.objects] == [str(wrong), str(good), str(wrong)]
    assert [a["verdict"] for a in called.objects] == ["noncompliant", "compliant", "noncompliant"]
    assert called.status == 1


def test_the_object_is_the_contract(nianbao: Call, wrong: Path) -> None:
    (answer,) = nianbao("check", "--format", "jsonl", wrong).objects
    assert list(answer) == ["source", "report", "cells", "outcomes", "findings", "verdict"]
    fault = finding(answer, "T3-03")
    assert (fault["severity"], fault["expected"], fault["actual"]) == ("violation", 5, 7)
    assert fault["pointers"][0] == f"/tables/{TOTAL}"
    assert answer["cells"][f"/tables/{TOTAL}"]["raw"] == "7"


def test_json_is_one_array(nianbao: Call, good: Path, wrong: Path) -> None:
    called = nianbao("check", "--format", "json", good, wrong)
    assert isinstance(called.json, list)
    assert len(called.json) == 2


def test_decimals_are_printed_digit_for_digit(nianbao: Call, tmp_path: Path) -> None:
    page = written(tmp_path / "a.html", report({"proactive_disclosure/procurement/amount_wan": "610.69880"}))
    assert '"amount_wan": 610.69880' in nianbao("check", "--format", "jsonl", page).out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.html", b"", "文件是空的"),
        ("report.bin", b"\x00\x01\x02" * 99, "不支持这种格式（请改用"),
    ],
)
def test_a_source_that_cannot_be_read_keeps_its_place(
    nianbao: Call, tmp_path: Path, good: Path, name: str, content: bytes, said: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    called = nianbao("check", "--format", "jsonl", bad, good)
    assert called.status == 2
    assert said in called.err
    broken, whole = called.objects
    assert (broken["report"], broken["verdict"]) == (None, "undetermined")
    assert finding(broken, "E-04")["severity"] == "system"
    assert whole["verdict"] == "compliant"


@pytest.mark.parametrize(
    ("source", "said"), [("nowhere.html", "没有这个文件"), (".", "这是文件夹"), ("a\0b", "没有这个文件")]
)
def test_a_missing_file_is_told_with_what_to_do(nianbao: Call, source: str, said: str) -> None:
    called = nianbao("check", "--format", "jsonl", source)
    assert (called.status, called.err.count("\n")) == (2, 1)
    assert said in called.err
    assert finding(called.objects[0], "E-04")["evidence"]["sha256"] is None


def test_a_fault_of_ours_on_one_source_loses_no_other(
    nianbao: Call, good: Path, wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = examine.read

    def breaking(body: bytes, *rest: Any) -> Any:
        if b">7<" in body:
            raise RecursionError("too deep")
        return reading(body, *rest)

    monkeypatch.setattr(examine, "read", breaking)
    called = nianbao("check", "--format", "jsonl", wrong, good)
    assert called.status == 2
    assert "RecursionError" in called.err
    assert [a["verdict"] for a in called.objects] == ["undetermined", "compliant"]


def test_kind_and_date_decide_the_deadline(nianbao: Call, good: Path) -> None:
    late = nianbao("check", "--format", "jsonl", "--kind", "department", "--published", "2021-02-10", good)
    assert finding(late.objects[0], "D-01")["severity"] == "violation"
    assert late.status == 1
    government = nianbao("check", "--format", "jsonl", "--kind", "government", "--published", "2021-02-10", good)
    assert not [f for f in government.objects[0]["findings"] if f["code"] == "D-02"]


def test_an_agency_without_a_kind_has_no_deadline(nianbao: Call, good: Path) -> None:
    line = ("check", "--format", "jsonl", "--agency", "兰溪区财政局", "--published", "2021-02-10", good)
    assert not [f for f in nianbao(*line).objects[0]["findings"] if f["code"].startswith("D-0")]


def test_the_year_asked_for_is_the_slot(nianbao: Call, good: Path) -> None:
    called = nianbao("check", "--format", "jsonl", "--year", "2021", good)
    assert finding(called.objects[0], "D-08")["actual"] == 2020


def test_an_office_re_levels_rules_and_names_its_agencies(nianbao: Call, tmp_path: Path) -> None:
    severities = "severities: {S-01: {severity: note, reason: 试行}}\n"
    folder = lay_out(tmp_path / "config", {"office.yaml": OFFICE + severities})
    page = written(tmp_path / "short.html", report(without=("problems_and_improvements",)))
    (strict,) = nianbao("check", "--format", "jsonl", page).objects
    (lenient,) = nianbao("check", "--format", "jsonl", "--config", folder, "--agency", "lx-water", page).objects
    assert finding(strict, "S-01")["severity"] == "violation"
    assert finding(lenient, "S-01")["severity"] == "note"
    assert "调级" in nianbao("check", "--config", folder, page).out


def test_an_office_switches_a_rule_off_and_every_answer_says_so(nianbao: Call, tmp_path: Path) -> None:
    off = "switched_off: {S-01: 试行期间不核对章节}\n"
    folder = lay_out(tmp_path / "config", {"office.yaml": OFFICE + off})
    page = written(tmp_path / "short.html", report(without=("problems_and_improvements",)))
    (answer,) = nianbao("check", "--format", "jsonl", "--config", folder, page).objects
    assert answer["switched_off"] == {"S-01": "试行期间不核对章节"}
    assert not [f for f in answer["findings"] if f["code"] == "S-01"]
    assert "S-01" in (told := nianbao("check", "--config", folder, page).out)
    assert "试行期间不核对章节" in told
    assert "试行期间不核对章节" in nianbao("config", "check", folder).out


def test_a_workbook_holds_reports_and_findings(nianbao: Call, tmp_path: Path, good: Path, wrong: Path) -> None:
    file = tmp_path / "out.xlsx"
    called = nianbao("check", "--format", "xlsx", "-o", file, good, wrong)
    assert called.status == 1
    reports, findings = openpyxl.load_workbook(file).worksheets
    assert [reports.cell(row, 1).value for row in (2, 3)] == [str(good), str(wrong)]
    assert "T3-03" in [cell.value for cell in findings["C"]]


def test_a_workbook_runs_no_formula_of_a_portal(nianbao: Call, tmp_path: Path) -> None:
    page = written(tmp_path / "=1+1.html", report({TOTAL: "=HYPERLINK(1)"}).replace("<title>", "<title>=2+2 "))
    file = tmp_path / "out.xlsx"
    nianbao("check", "--format", "xlsx", "-o", file, page)
    cells = [cell for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row]
    assert any("=HYPERLINK(1)" in str(cell.value) for cell in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--format", "xlsx"), "需要用 --output"),
        (("--output", "a.xlsx"), "只用于 --format xlsx"),
        (("--format", "xlsx", "-o", "nowhere/a.xlsx"), "文件夹不存在"),
    ],
)
def test_output_goes_with_xlsx(nianbao: Call, good: Path, line: tuple[str, ...], said: str) -> None:
    called = nianbao("check", good, *line)
    assert called.status == 2
    assert said in called.err


def test_hostile_text_reaches_no_terminal(nianbao: Call, tmp_path: Path) -> None:
    hostile = "[bold]x[/bold]\x1b]0;owned\x07\u202e"
    page = written(tmp_path / "[red]a.html", report({TOTAL: hostile}).replace("兰溪区财政局", f"{hostile}局"))
    called = nianbao("check", page)
    assert not set("\x1b\x07\u202e") & set(called.out + called.err)
    assert "[bold]x[/bold]" in called.out
    assert "[red]a.html" in called.out


def test_an_address_is_visited_once(nianbao: Call, tmp_path: Path) -> None:
    body = report().encode()
    with Portal({"/r.html": (200, {"Content-Type": "text/html"}, body)}) as portal:
        fetching = f"fetching: {{allow_hosts: ['{portal.authority}'], pause_seconds: 0}}\n"
        folder = lay_out(tmp_path / "config", {"office.yaml": OFFICE + fetching})
        addresses = [portal.url("/r.html"), portal.url("/404"), portal.url("/r.html")]
        called = nianbao("check", "--format", "jsonl", "--config", folder, *addresses)
    assert [a["verdict"] for a in called.objects] == ["compliant", "undetermined", "compliant"]
    assert called.status == 2
    assert "返回 404" in called.err
    assert portal.paths().count("/r.html") == 1


def test_an_internal_address_is_not_visited_unless_listed(nianbao: Call) -> None:
    called = nianbao("check", "http://127.0.0.1:9/a.html")
    assert called.status == 2
    assert "访问不了 http://127.0.0.1:9/a.html：地址指向内部网络" in called.err
