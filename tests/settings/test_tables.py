from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from monitor.settings import Agency, ConfigurationError, Kind, Level, Scope, load_settings
from tests.support.configurations import lay_out

HEADER = ("编号", "名称", "类别", "联系邮箱")
ROWS = (
    ("lx", "云川市兰溪区人民政府", "政府", "zwgk@lanxi.example"),
    ("lx-water", "云川市兰溪区水务局", "部门", "swj@lanxi.example"),
)


def table(separator: str = ",", end: str = "\n") -> str:
    return "".join(separator.join(row) + end for row in (HEADER, *ROWS))


def agencies(folder: Path, csv: str | bytes) -> tuple[Agency, ...]:
    return load_settings(lay_out(folder, {"agencies.csv": csv}), {}).agencies


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_reads_the_same_however_it_was_saved(encoding: str, separator: str, end: str, tmp_path: Path) -> None:
    read = agencies(tmp_path, table(separator, end).encode(encoding))

    assert [(a.id, a.name, a.kind) for a in read] == [
        ("lx", "云川市兰溪区人民政府", Kind.GOVERNMENT),
        ("lx-water", "云川市兰溪区水务局", Kind.DEPARTMENT),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "编号,名称,类别,联系邮箱",
        "id,name,kind,contact",
        "ID,Name,Kind,Contacts",
        "代码,机构名称,类型,联系邮箱（可多个，用分号隔开）".replace("，", ""),
        "\ufeffid, 名称 ,kind,联系人邮箱",
        '"编号","名称","类别","联系邮箱"',
    ],
)
def test_headers_may_be_chinese_or_english_and_carry_remarks(header: str, tmp_path: Path) -> None:
    read = agencies(tmp_path, f"{header}\nlx,云川市兰溪区人民政府,政府,zwgk@lanxi.example\n")

    assert read[0].contacts == ("zwgk@lanxi.example",)


@pytest.mark.parametrize("tail", ["\n\n\n", ",,,\n,,,\n", " , ,　,\n", "# 以下待核,,,\n"])
def test_empty_rows_and_comments_are_no_agencies(tail: str, tmp_path: Path) -> None:
    assert len(agencies(tmp_path, table() + tail)) == 2


def test_the_line_that_tells_excel_the_separator_is_no_header(tmp_path: Path) -> None:
    assert len(agencies(tmp_path, "sep=;\n" + table(";"))) == 2


@pytest.mark.parametrize(
    "cell", ["a@x.example;b@x.example", "a@x.example； b@x.example ；", '"a@x.example\nb@x.example"']
)
def test_several_contacts_stand_in_one_cell(cell: str, tmp_path: Path) -> None:
    read = agencies(tmp_path, f"id,name,kind,contact\nlx,云川市兰溪区人民政府,政府,{cell}\n")

    assert read[0].contacts == ("a@x.example", "b@x.example")


def test_a_contact_that_stands_twice_is_written_to_once(tmp_path: Path) -> None:
    read = agencies(tmp_path, "id,name,kind,contact\nlx,兰溪区人民政府,政府,a@x.example;a@x.example\n")

    assert read[0].contacts == ("a@x.example",)


def test_quoted_commas_and_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    read = agencies(tmp_path, 'id,name,kind\nlx,"兰溪区,""本级""人民政府",政府\n')

    assert read[0].name == '兰溪区,"本级"人民政府'


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    csv = '# 说明\n\nid,name,kind,备注\nlx,兰溪区人民政府,政府,"一\n二"\nlx-water,水务局,局,\n'
    with pytest.raises(ConfigurationError) as caught:
        agencies(tmp_path, csv)

    assert [(p.key, p.line) for p in caught.value.problems] == [("not_one_of", 6)]


def test_every_column_reaches_its_field(tmp_path: Path) -> None:
    csv = (
        "id,name,aliases,kind,level,represents,parent,scope,region,listing,family,canary,contact,supervisor,"
        "valid_from,valid_to,predecessor,remark\n"
        "lx,兰溪区人民政府,,政府,县级,,,含下级,,,,,zwgk@lanxi.example,,,,,\n"
        "old,兰溪区水利局,,部门,,,,,,,,,,,,2024-12-31,,\n"
        "new,兰溪区水务局,区水务局；水务局,部门,区级,兰溪区人民政府,lx,本级,兰溪区,https://www.lanxi.example/nb/,"
        "trs_wcm,无：新设,a@x.example,lx;b@x.example;zwgk@lanxi.example,2025/1/1,2099年12月31日,old,说明\n"
    )

    assert agencies(tmp_path, csv)[2] == Agency(
        id="new",
        name="兰溪区水务局",
        kind=Kind.DEPARTMENT,
        listing="https://www.lanxi.example/nb/",
        aliases=("区水务局", "水务局"),
        level=Level.COUNTY,
        represents="兰溪区人民政府",
        parent="lx",
        scope=Scope.OWN,
        region="兰溪区",
        family="trs_wcm",
        canary_waived="新设",
        contacts=("a@x.example",),
        supervisors=("zwgk@lanxi.example", "b@x.example"),
        valid_from=date(2025, 1, 1),
        valid_to=date(2099, 12, 31),
        predecessor="old",
    )


@pytest.mark.parametrize("cell", ["none: 新设", "无：新设", "不需要 ： 新设"])
def test_a_canary_is_given_up_with_a_reason(cell: str, tmp_path: Path) -> None:
    read = agencies(tmp_path, f"id,name,kind,canary\nlx,兰溪区人民政府,政府,{cell}\n")

    assert read[0].canary_waived == "新设"


def test_one_name_may_pass_from_an_agency_to_the_next(tmp_path: Path) -> None:
    csv = "id,name,kind,valid_from,valid_to\na,兰溪区水务局,部门,,2025-06-30\nb,兰溪区水务局,部门,2025-07-01,\n"

    assert len(agencies(tmp_path, csv)) == 2


def test_a_broken_row_can_still_be_referred_to(tmp_path: Path) -> None:
    csv = "id,name,kind,parent\nlx,兰溪区人民政府,区,\nlx-water,兰溪区水务局,部门,lx\n"
    with pytest.raises(ConfigurationError) as caught:
        agencies(tmp_path, csv)

    assert [p.key for p in caught.value.problems] == ["not_one_of"]


def test_a_utf8_table_with_few_damaged_bytes_is_not_misread_as_gb18030(tmp_path: Path) -> None:
    damaged = (table() * 1).encode().replace("务".encode(), b"\xe5\x8a\xff") + "# 说明文字若干以增加比例\n".encode() * 3
    with pytest.raises(ConfigurationError) as caught:
        agencies(tmp_path, damaged)

    assert [(p.key, p.line) for p in caught.value.problems] == [("bad_encoding", 3)]


def test_a_workbook_reads_like_the_table(tmp_path: Path) -> None:
    data = workbook(
        ("编号", "名称", "类别", "起始日期", "截止日期"),
        (101, "云川市兰溪区水务局", "部门", datetime(2025, 1, 1), "2026/12/31"),  # noqa: DTZ001 - as Excel has it
        (None, None, None, None, None),
        ("lx-2", " 云川市兰溪区财政局 ", "department", None, None),
    )
    read = load_settings(lay_out(tmp_path, {"agencies.xlsx": data}), {}).agencies

    assert [(a.id, a.name, a.valid_from, a.valid_to) for a in read] == [
        ("101", "云川市兰溪区水务局", date(2025, 1, 1), date(2026, 12, 31)),
        ("lx-2", "云川市兰溪区财政局", None, None),
    ]


def test_a_fault_in_a_workbook_is_told_by_its_row(tmp_path: Path) -> None:
    data = workbook((), ("编号", "名称", "类别"), (), ("lx", "兰溪区人民政府", "区"))
    with pytest.raises(ConfigurationError) as caught:
        load_settings(lay_out(tmp_path, {"agencies.xlsx": data}), {})

    (problem,) = caught.value.problems
    assert (Path(problem.file).name, problem.line, problem.where) == ("agencies.xlsx", 4, "lx.类别")
