from __future__ import annotations

import pytest
from hypothesis import given, settings

from monitor.extraction import Oddity, Reading, Status
from monitor.form import Edition, Table, editions
from tests.support.figures import DISCLOSURE, E2021, LITIGATION, REQUESTS, holding, seeds
from tests.support.sheets import HEADINGS, as_html, as_pipes, printed, read_page, read_plain, report_page

_THREE = E2021.table(REQUESTS)
_FOUR = E2021.table(LITIGATION)
_TWO = E2021.table(DISCLOSURE)

Lines = list[list[str]]


def _numbered(table: Table) -> dict[str, str]:
    """Give every cell a figure of its own, so that none can be taken for another."""
    pointers = [table.pointer(row.key, column) for row in table.rows for column in row.columns]
    return {pointer: str(number) for number, pointer in enumerate(pointers, start=100)}


def _read(table: Table, markup: str, edition: Edition = E2021) -> Reading:
    return read_page(report_page(edition, **{table.key: markup}))


def _values(reading: Reading, table: Table) -> dict[str, str]:
    """Give the certain figures of one table as texts."""
    cells = (c for c in reading.cells.values() if c.pointer.startswith(f"/tables/{table.key}/"))
    return {c.pointer: str(c.value) for c in cells if c.certain and c.value is not None}


def _oddities(reading: Reading) -> list[tuple[Oddity, str | None]]:
    return [(d.oddity, d.key) for d in reading.departures]


def _row(lines: Lines, label: str) -> int:
    return next(i for i, line in enumerate(lines) if line[0].startswith(label))


@pytest.mark.parametrize("edition", editions(), ids=lambda e: e.key)
@pytest.mark.parametrize("key", [DISCLOSURE, REQUESTS, LITIGATION])
def test_every_cell_of_every_table_is_read_from_page_and_text(edition: Edition, key: str) -> None:
    table = edition.table(key)
    raws = _numbered(table)
    lines = printed(table, raws)
    others = "\n".join(
        f"{h}\n{as_pipes(printed(t))}" for h, t in zip(HEADINGS[1:], edition.tables, strict=False) if t != table
    )
    for reading in (
        _read(table, as_html(lines), edition),
        read_plain(f"{others}\n本年情况见下表。\n{as_pipes(lines)}"),
        read_plain("\n".join(cell for line in lines for cell in line) + f"\n说明如下。\n{others}"),
        read_plain("\n".join(" ".join(line) for line in lines) + f"\n说明如下。\n{others}"),
    ):
        assert reading.edition == edition.key
        assert _values(reading, table) == raws
        assert [d for d in reading.departures if d.table == key] == []


@settings(max_examples=8, deadline=None)
@given(seed=seeds)
def test_random_figures_are_read_back(seed: int) -> None:
    raws = {p: str(v) for p, v in holding(_THREE, seed).items()}
    assert _values(_read(_THREE, as_html(printed(_THREE, raws))), _THREE) == raws


def test_rows_that_share_a_label_are_told_by_their_order() -> None:
    """其他 and 总计 name a row and a column each; what precedes decides."""
    lines = printed(_THREE, _numbered(_THREE))
    for line in lines:
        line[0] = {"3.其他": "其他", "（七）总计": "总计"}.get(line[0], line[0])
    assert _values(_read(_THREE, as_html(lines)), _THREE) == _numbered(_THREE)


def test_a_blank_slash_or_remark_is_read_as_what_it_is() -> None:
    raws = {
        _THREE.pointer("received", "enterprise"): "",
        _THREE.pointer("received", "legal_service"): "/",
        _THREE.pointer("granted", "total"): "3（含1件）",
        _THREE.pointer("carried_in", "total"): "若干",
    }
    cells = _read(_THREE, as_html(printed(_THREE, raws))).cells
    assert [cells[p].status for p in raws] == [Status.BLANK, Status.NOT_APPLICABLE, Status.REMARK, Status.TEXT]
    assert [cells[p].value for p in raws] == [None, None, 3, None]
    assert all(cells[p].certain and cells[p].raw == raw for p, raw in raws.items())


def test_heads_and_figures_that_disagree_are_not_certain() -> None:
    """The heads stand one column to the right of the figures: which figure is whose is anyone's guess."""
    lines = printed(_THREE, _numbered(_THREE))
    lines[0].insert(1, "")
    reading = _read(_THREE, as_html([lines[0], *([*line, ""] for line in lines[1:])]))
    assert _values(reading, _THREE) == {}
    found = reading.table(REQUESTS)
    assert found is not None
    assert not found.certain


def test_a_row_whose_figures_are_too_few_is_not_certain_and_keeps_its_raw_text() -> None:
    """A figure fell out and the rest moved up: the others are not read into the wrong columns."""
    lines = printed(_THREE, _numbered(_THREE))
    broken = lines[_row(lines, "一、")]
    del broken[3]
    reading = read_plain(as_pipes(lines))
    cells = [reading.cells[_THREE.pointer("received", c.key)] for c in _THREE.columns]
    assert not any(c.certain for c in cells)
    assert all(reading.cells[_THREE.pointer("granted", c.key)].certain for c in _THREE.columns)


def test_a_lost_figure_does_not_hide_behind_a_blank_at_the_end_of_its_row() -> None:
    """Rows that end in a pipe have a blank cell behind their figures: it must not stand in for the one that is lost."""
    lines = printed(_THREE, _numbered(_THREE))
    del lines[_row(lines, "一、")][3]
    reading = read_plain("\n".join(" | ".join(line) + " |" for line in lines))
    assert not any(reading.cells[_THREE.pointer("received", c.key)].certain for c in _THREE.columns)
    assert len(_values(reading, _THREE)) == 24 * 7


def test_a_blank_total_of_a_whole_row_is_a_blank() -> None:
    raws = {**_numbered(_THREE), _THREE.pointer("received", "total"): ""}
    reading = read_plain("\n".join(" | ".join(line) + " |" for line in printed(_THREE, raws)))
    assert reading.cells[_THREE.pointer("received", "total")].status is Status.BLANK
    assert all(c.certain for p, c in reading.cells.items() if p in raws)


def test_a_blank_total_is_a_blank_in_a_table_that_was_glued_above_a_wider_one() -> None:
    raws = {**_numbered(_THREE), _THREE.pointer("received", "total"): ""}
    reading = _read(_THREE, as_html([*printed(_THREE, raws), *printed(_FOUR)]))
    assert reading.cells[_THREE.pointer("received", "total")].status is Status.BLANK
    assert all(c.certain for c in reading.cells.values())


def test_blanks_at_both_ends_of_a_row_stand_where_the_other_rows_have_theirs() -> None:
    """What a span took up before the figures was put behind them: the first and last column are blank, not the pads."""
    columns = [_THREE.pointer("declined_repeated", c.key) for c in _THREE.columns]
    raws = {**_numbered(_THREE), columns[0]: "", columns[-2]: ""}
    reading = read_plain("\n".join(" | ".join(line) + " | ||" for line in printed(_THREE, raws)))
    assert {p: c.raw for p, c in reading.cells.items() if p in raws} == raws
    assert all(c.certain for p, c in reading.cells.items() if p in raws)


def test_a_row_without_any_figure_among_padded_ones_is_blank() -> None:
    blank = {_THREE.pointer("declined_repeated", c.key): "" for c in _THREE.columns}
    raws = {**_numbered(_THREE), **blank}
    reading = read_plain("\n".join(" | ".join(line) + " | ||" for line in printed(_THREE, raws)))
    assert {reading.cells[p].status for p in blank} == {Status.BLANK}
    assert all(reading.cells[p].certain for p in blank)


def test_a_figure_told_in_every_column_that_it_spans_is_one_figure() -> None:
    lines = [[*line, *line[-1:] * (4 - len(line))] for line in printed(_TWO, _numbered(_TWO))]
    assert _values(_read(_TWO, as_html(lines)), _TWO) == _numbered(_TWO)


def test_a_row_shifted_by_a_stray_cell_is_not_certain() -> None:
    lines = printed(_THREE, _numbered(_THREE))
    at = _row(lines, "二、")
    lines[at] = [lines[at][0], "55", *lines[at][1:]]
    reading = _read(_THREE, as_html(lines))
    values = _values(reading, _THREE)
    assert not any("/carried_in/" in pointer for pointer in values)
    assert len(values) == 24 * 7


def test_a_missing_row_is_absent_and_told() -> None:
    lines = printed(_THREE, _numbered(_THREE))
    del lines[_row(lines, "2.重复申请")]
    reading = _read(_THREE, as_html(lines))
    assert _oddities(reading) == [(Oddity.ROW_MISSING, "declined_repeated")]
    cell = reading.cells[_THREE.pointer("declined_repeated", "total")]
    assert (cell.status, cell.value, cell.certain, cell.place) == (Status.ABSENT, None, True, None)
    assert "declined_repeated" not in reading.report()["tables"][REQUESTS]
    assert len(_values(reading, _THREE)) == 24 * 7


_LABELS: tuple[tuple[str, str, Oddity | None], ...] = (
    ("（二）部分公开", "partially_granted", Oddity.LABEL_SHORT),
    ("（二）部分公开（区分处理的，只计这一情形，不计其它情形）", "partially_granted", None),
    ("（二） 部分公开 ( 区分处理的, 只计这一情形, 不计其他情形 )", "partially_granted", None),
    ("（二）部分公开（区分处理，只计这一情形，不计其他情形）", "partially_granted", Oddity.LABEL_SHORT),
    ("（一）予以公开（含当场提供的）", "granted", None),
    ("5.要求行政机关确认或重新出具已获取的信息", "declined_reconfirmation", Oddity.ROW_RENAMED),
    ("三、本年度办理结果（三）不予公开1.属于国家秘密", "refused_state_secret", None),
)


@pytest.mark.parametrize(("label", "key", "oddity"), _LABELS, ids=[c[0] for c in _LABELS])
def test_a_label_in_other_words_is_read_and_told(label: str, key: str, oddity: Oddity | None) -> None:
    lines = printed(_THREE, _numbered(_THREE))
    lines[_row(lines, _THREE.row(key).label)][0] = label
    reading = _read(_THREE, as_html(lines))
    assert _oddities(reading) == ([(oddity, key)] if oddity else [])
    renamed = oddity is Oddity.ROW_RENAMED
    assert reading.cells[_THREE.pointer(key, "total")].certain is not renamed
    assert reading.cells[_THREE.pointer(key, "total")].raw == _numbered(_THREE)[_THREE.pointer(key, "total")]


def test_an_unknown_row_with_figures_is_told() -> None:
    lines = printed(_THREE, _numbered(_THREE))
    lines.insert(_row(lines, "2.重复申请"), ["另：电话答复", *"1111111"])
    reading = _read(_THREE, as_html(lines))
    assert [(d.oddity, d.key, d.label) for d in reading.departures] == [(Oddity.ROW_ADDED, None, "另：电话答复")]
    assert _values(reading, _THREE) == _numbered(_THREE)


def test_a_row_under_a_wholly_other_name_is_read_without_certainty() -> None:
    """As many unknown lines as rows are lacking at a place: probably those, so nothing is called missing."""
    lines = printed(_THREE, _numbered(_THREE))
    lines[_row(lines, "2.重复申请")][0] = "2.此前已经答复过的"
    reading = _read(_THREE, as_html(lines))
    assert _oddities(reading) == [(Oddity.ROW_RENAMED, "declined_repeated")]
    cell = reading.cells[_THREE.pointer("declined_repeated", "total")]
    assert (str(cell.value), cell.certain) == (_numbered(_THREE)[cell.pointer], False)


def test_the_merged_row_of_2019_in_a_report_of_2021_is_read_as_itself() -> None:
    lines = printed(_THREE, _numbered(_THREE))
    at = _row(lines, "1.申请人无正当理由")
    lines[at : at + 3] = [["（六）其他处理", *"1234567"]]
    reading = _read(_THREE, as_html(lines))
    assert reading.edition == "2021"
    assert _oddities(reading) == [(Oddity.ROW_MERGED, "other_handling")]
    assert [str(v) for v in reading.report()["tables"][REQUESTS]["other_handling"].values()] == list("1234567")
    assert not any("/other_reasons/" in p for p in reading.cells)


def test_a_column_head_in_other_words_is_told_once() -> None:
    lines = printed(_THREE, _numbered(_THREE))
    lines[0][2], lines[0][4] = "商业", "社会公益性组织"
    reading = _read(_THREE, as_html(lines))
    assert _oddities(reading) == [
        (Oddity.LABEL_SHORT, "enterprise"),
        (Oddity.COLUMN_RENAMED, "public_interest_organization"),
    ]
    assert _values(reading, _THREE) == _numbered(_THREE)


def test_table_four_is_read_from_a_line_behind_a_word() -> None:
    lines = printed(_FOUR, _numbered(_FOUR))
    lines = [["", *lines[0]], ["", *lines[1]], ["数量", *lines[2]]]
    assert _values(_read(_FOUR, as_html(lines)), _FOUR) == _numbered(_FOUR)


def test_table_four_without_its_heads_is_read_without_certainty() -> None:
    reading = _read(_FOUR, as_html([["维持", "纠正"], printed(_FOUR, _numbered(_FOUR))[2]]))
    cells = [c for c in reading.cells.values() if LITIGATION in c.pointer]
    assert {c.pointer: c.raw for c in cells} == _numbered(_FOUR)
    assert not any(c.certain for c in cells)


def test_table_four_with_a_figure_too_few_is_not_certain() -> None:
    lines = printed(_FOUR, _numbered(_FOUR))
    del lines[2][7]
    assert _values(_read(_FOUR, as_html(lines)), _FOUR) == {}


def test_rows_that_fell_out_of_the_grid_are_found_in_the_text() -> None:
    """A page break tore a label from its row: the label stands as text, its figures as a grid of their own."""
    lines = printed(_THREE, _numbered(_THREE))
    at = _row(lines, "（二）部分公开")
    label, *figures = lines[at]
    parts = [as_pipes(lines[:at]), label[:16], label[16:], as_pipes([figures]), "- 5 -", "", as_pipes(lines[at + 1 :])]
    reading = read_plain("\n".join(parts))
    assert _values(reading, _THREE) == _numbered(_THREE)
    assert [d for d in reading.departures if d.table == REQUESTS] == []


def test_a_row_that_stands_elsewhere_is_read_without_certainty_and_not_called_missing() -> None:
    lines = printed(_THREE, _numbered(_THREE))
    moved = lines.pop(_row(lines, "2.重复申请"))
    reading = _read(_THREE, as_html([*lines, moved]))
    assert _oddities(reading) == []
    assert not reading.cells[_THREE.pointer("declined_repeated", "total")].certain
    assert len(_values(reading, _THREE)) == 24 * 7


def test_the_number_of_a_page_is_no_figure() -> None:
    lines = printed(_TWO, _numbered(_TWO))
    text = "\n".join(cell for line in lines for cell in line)
    assert _values(read_plain(f"{text}\n— 4 —\n{as_pipes(printed(_THREE))}"), _TWO) == _numbered(_TWO)


_OTHERS: tuple[tuple[str, str], ...] = (
    ("a notice", "<p>关于召开会议的通知</p><p>请各单位于3月1日前报送名单。</p>"),
    ("a list of documents", as_html([["规章", "12"], ["规范性文件", "5"], ["政策解读", "7"]])),
    ("a table with words of the form", as_html([["自然人", "总计"], ["3", "3"]])),
    ("words of the form in prose", "<p>本年新收申请3件，予以公开2件，行政许可 5 件。</p>"),
    ("a budget", as_html([["项目", "金额"], *([f"第{n}项", str(n)] for n in range(30))])),
    ("nothing", "<p>页面建设中</p>"),
)


@pytest.mark.parametrize(("what", "markup"), _OTHERS, ids=[c[0] for c in _OTHERS])
def test_a_page_that_is_no_report_gives_no_table(what: str, markup: str) -> None:
    del what
    reading = read_page(markup)
    assert reading.tables == ()
    assert not any(c.certain and c.value is not None for c in reading.cells.values())
    assert not reading.edition_certain


def test_without_heads_the_order_of_the_form_holds() -> None:
    lines = printed(_THREE, _numbered(_THREE))[1:]
    assert _values(_read(_THREE, as_html(lines)), _THREE) == _numbered(_THREE)


def test_heads_in_another_order_than_the_forms_leave_only_what_both_readings_agree_on() -> None:
    lines = [[line[0], *reversed(line[1:])] for line in printed(_THREE, _numbered(_THREE))]
    values = _values(_read(_THREE, as_html(lines)), _THREE)
    middle = _THREE.columns[3].key
    assert values == {p: v for p, v in _numbered(_THREE).items() if p.endswith(middle)}
