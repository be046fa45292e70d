"""No number of a person leaves by any door: text, JSON, workbook, log, memory of the house."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from monitor.app import examine
from monitor.app.examine import cells_json
from monitor.extraction import Reading
from monitor.rules import judge
from tests.support.cli import Call, report
from tests.support.subjects import subject

IDENTITY = "11010519491231002X"
MOBILE = "13800138000"
SENTENCE = f"申请人李某（身份证{IDENTITY}，手机{MOBILE}）2020年共收到申请99件。"


@pytest.fixture
def telling(tmp_path: Path) -> Path:
    page = report().replace("一、总体情况</p>", f"一、总体情况</p><p>{SENTENCE}</p>", 1)
    assert SENTENCE in page
    file = tmp_path / "telling.html"
    file.write_text(page, encoding="utf-8")
    return file


@pytest.mark.parametrize("style", ["text", "json", "jsonl"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_prints_no_number_of_a_person(nianbao: Call, telling: Path, style: str, lang: str) -> None:
    called = nianbao("check", "--format", style, "--lang", lang, telling)
    assert "A-05" in called.out
    assert "1101************2X" in called.out
    assert IDENTITY not in called.out + called.err
    assert MOBILE not in called.out + called.err


def test_the_workbook_holds_no_number_of_a_person(nianbao: Call, telling: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    nianbao("check", "--format", "xlsx", "-o", file, telling)
    with zipfile.ZipFile(file) as book:
        everything = "".join(book.read(name).decode(errors="replace") for name in book.namelist())
    assert "1101************2X" in everything
    assert IDENTITY not in everything
    assert MOBILE not in everything


def test_what_is_kept_of_a_reading_holds_no_number_of_a_person(telling: Path) -> None:
    reading = examine.read(telling.read_bytes(), None, 2020)
    assert isinstance(reading, Reading)
    kept = f"{reading.report()}{cells_json(reading)}"
    assert "138****8000" in kept
    assert IDENTITY not in kept
    assert MOBILE not in kept


def test_every_rule_that_quotes_a_sentence_quotes_it_masked() -> None:
    told = "2023年收到申请99件，其中李某，身份证11010519491231002X，手机13800138000。"
    findings = judge(subject(passages={"overview": (told,), "other_matters": (f"【单位名称】{told}",)})).findings
    assert {"A-05", "S-06"} <= {f.code for f in findings}
    assert IDENTITY not in str(findings)
    assert MOBILE not in str(findings)
