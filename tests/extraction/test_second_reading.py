"""Grid and flow read one document apart from each other; what they see differently nobody is accused of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.documents import CERTAIN_FROM, Document, Grid, GridCell, Paragraph, Place
from monitor.extraction import Disagreement, Reading, Status, Witness, is_same_report, join, read_report
from monitor.extraction.lines import flow
from monitor.extraction.second import hear
from monitor.form import Edition, Verdict, editions
from monitor.form import relations as relations_of
from monitor.rules import Subject, judge
from monitor.settings import Severity
from tests.support.figures import E2021, LITIGATION, REQUESTS, holding
from tests.support.pages import page
from tests.support.sheets import as_html, printed, read_page, report_page

_THREE = E2021.table(REQUESTS)
_FOUR = E2021.table(LITIGATION)
_ROWS = [row.key for row in _THREE.rows]


def _raws(seed: int) -> dict[str, str]:
    return {p: str(v) for t in (_THREE, _FOUR) for p, v in holding(t, seed).items()}


def _of_rows(seed: int, first: int, last: int) -> str:
    """Print some rows of table three under its heads."""
    lines = printed(_THREE, _raws(seed))
    return as_html([lines[0], *lines[1 + first : 1 + last]])


def _torn(seed: int = 1, other: int = 2) -> Reading:
    """Read a page on which one table ends in the middle of another: which rows are the report's, nobody can tell."""
    markup = _of_rows(seed, 0, 14) + "<p>另表如下。</p>" + _of_rows(other, 8, 25)
    return read_page(report_page(E2021, _raws(seed), requests=markup))


def _judged(reading: Reading) -> Subject:
    return Subject(now=datetime(2024, 6, 1, tzinfo=UTC), reading=reading, edition=E2021, year=2023)


@pytest.mark.parametrize("edition", editions(), ids=lambda e: e.key)
def test_the_flow_alone_tells_every_figure_of_a_whole_report(edition: Edition) -> None:
    raws = {p: str(n) for n, p in enumerate(_pointers(edition), start=100)}
    heard = hear(edition, flow(page(report_page(edition, raws))))
    assert {p: piece.text for p, piece in heard.items()} == raws


def _pointers(edition: Edition) -> list[str]:
    return [t.pointer(r.key, c) for t in edition.tables for r in t.rows for c in r.columns]


@pytest.mark.parametrize("edition", editions(), ids=lambda e: e.key)
def test_two_readings_of_a_whole_report_agree_on_every_cell(edition: Edition) -> None:
    reading = read_page(report_page(edition))
    assert reading.disagreements == ()
    assert all(cell.certain for cell in reading.cells.values())


def test_where_a_blank_collapses_the_flow_stays_silent() -> None:
    blank = {_THREE.pointer("granted", "enterprise"): ""}
    heard = hear(E2021, flow(page(report_page(E2021, {**_raws(1), **blank}))))
    assert not [p for p in heard if p.startswith("/tables/requests/granted/")]
    assert _THREE.pointer("received", "total") in heard


def test_rows_that_the_two_readings_take_from_different_tables_are_uncertain() -> None:
    reading = _torn()
    rows = {d.pointer.split("/")[3] for d in reading.disagreements}
    assert rows <= set(_ROWS[8:14])
    assert reading.disagreements
    for told in reading.disagreements:
        cell = reading.cells[told.pointer]
        assert not cell.certain
        assert (cell.raw, cell.place) == (told.first.raw, told.first.place)
        assert told.second.raw != told.first.raw
        assert told.second.place is not None


def test_a_cell_in_which_readings_differ_keeps_what_the_first_found() -> None:
    found = {d.pointer: d.first.raw for d in _torn().disagreements}
    assert found == {p: _raws(1)[p] for p in found}


def test_no_relation_that_a_disagreeing_cell_enters_fails() -> None:
    reading = _torn()
    told = {d.pointer for d in reading.disagreements}
    judged = judge(_judged(reading))
    entered = [o for o in judged.outcomes if o.code.startswith("T3-0") and told & set(o.pointers)]
    assert entered
    assert {o.verdict for o in entered} == {Verdict.UNCERTAIN}
    assert not [f for f in judged.findings if told & set(f.pointers) and f.severity is not Severity.SYSTEM]


def test_the_operator_alone_is_told_which_cells_differ() -> None:
    reading = _torn()
    (finding,) = [f for f in judge(_judged(reading)).findings if f.code == "E-02"]
    assert finding.severity is Severity.SYSTEM
    assert set(finding.pointers) == {d.pointer for d in reading.disagreements}
    assert {q.text for q in finding.evidence.quotes} >= {reading.disagreements[0].second.raw}


@pytest.mark.parametrize("pointer", [_THREE.pointer("received", "total"), _FOUR.pointer("reconsideration", "total")])
def test_one_disagreeing_cell_fails_none_of_its_relations_however_wrong_it_looks(pointer: str) -> None:
    reading = read_page(report_page(E2021, {**_raws(3), pointer: "9999"}))
    told = Disagreement(pointer, Witness("9999", Place(row=1)), Witness("3", Place(line=1)))
    cells = {**reading.cells, pointer: replace(reading.cells[pointer], certain=False)}
    judged = judge(_judged(replace(reading, cells=cells, disagreements=(told,))))
    table = E2021.table(pointer.split("/")[2])
    asked = {r.cells for r in relations_of(table) if pointer in r.cells}
    verdicts = {o.pointers: o.verdict for o in judged.outcomes if o.pointers in asked}
    assert verdicts == dict.fromkeys(asked, Verdict.UNCERTAIN)


def _scanned(doubtful: dict[tuple[int, int], float], seen: dict[tuple[int, int], str] | None = None) -> Reading:
    """Read table three as a scan gives it: some cells with less confidence, some read as what is `seen`."""
    lines = printed(_THREE, _raws(1))
    misread = seen or {}
    cells = tuple(
        GridCell(
            misread.get((r, c), text),
            *(r, c, 1, 1),
            Place(page=1, row=r + 1, column=c + 1),
            doubtful.get((r, c), 1.0),
        )
        for r, line in enumerate(lines)
        for c, text in enumerate(line)
    )
    grid = Grid(len(lines), len(lines[0]), cells, Place(page=1, table=1))
    heading = Paragraph("三、收到和处理政府信息公开申请情况", Place(page=1, paragraph=1))
    return read_report(Document("png", "ab" * 32, (heading, grid)))


def _uncertain(reading: Reading) -> set[str]:
    return {p for p, c in reading.cells.items() if not c.certain}


def test_a_figure_that_its_reader_does_not_vouch_for_is_uncertain() -> None:
    assert _uncertain(_scanned({(3, 4): CERTAIN_FROM - 0.01})) == {
        _THREE.pointer(_ROWS[2], _THREE.columns[3].key),
    }
    assert _uncertain(_scanned({(3, 4): CERTAIN_FROM})) == set()


def test_a_label_in_doubt_between_firm_neighbours_is_confirmed_by_them() -> None:
    assert _uncertain(_scanned({(3, 0): 0.4})) == set()
    assert _uncertain(_scanned({(1, 0): 0.4, (25, 0): 0.4})) == set()


def test_a_label_in_doubt_beside_another_one_leaves_both_rows_uncertain() -> None:
    rows = {p.split("/")[3] for p in _uncertain(_scanned({(3, 0): 0.4, (4, 0): 0.4}))}
    assert rows == {_ROWS[2], _ROWS[3]}


def test_a_row_is_not_surely_missing_where_a_line_could_not_be_read() -> None:
    blurred = {(4, c): text for c, text in enumerate(["毒公", "1盧", *["0盧"] * 6])}
    cells = [
        cell
        for found in ((_scanned(dict.fromkeys(blurred, 0.4), blurred)), _scanned({}, blurred))
        for p, cell in found.cells.items()
        if p.startswith(f"/tables/{REQUESTS}/{_ROWS[3]}/")
    ]
    assert [(c.status, c.value, c.certain) for c in cells] == [
        *[(Status.TEXT, None, False)] * 7,
        *[(Status.ABSENT, None, True)] * 7,
    ]


def test_confidence_is_not_lost_where_only_the_flow_can_be_read() -> None:
    texts = [cell for line in printed(_THREE, _raws(1)) for cell in line]
    cells = tuple(GridCell(t, n, 0, 1, 1, Place(row=n + 1), 0.5 if n == 18 else 1.0) for n, t in enumerate(texts))
    reading = read_report(Document("png", "ab" * 32, (Grid(len(cells), 1, cells, Place(table=1)),)))
    assert len(_uncertain(reading)) == 1


_PAGE = report_page(E2021, _raws(1))


def _attached(markup: str) -> Reading:
    return replace(read_page(markup), sha256="cd" * 32)


def test_page_and_attachment_that_say_the_same_leave_nothing_in_doubt() -> None:
    thousands = report_page(
        E2021, {**_raws(1), _THREE.pointer("received", "total"): "00" + _raws(1)["/tables/requests/received/total"]}
    )
    whole = join([read_page(_PAGE), _attached(thousands)])
    assert whole.disagreements == ()
    assert whole.sha256 == read_page(_PAGE).sha256


def test_a_cell_in_which_page_and_attachment_differ_is_uncertain_and_names_both() -> None:
    pointer = _THREE.pointer("granted", "total")
    whole = join([read_page(_PAGE), _attached(report_page(E2021, {**_raws(1), pointer: "777"}))])
    (told,) = whole.disagreements
    assert (told.pointer, told.second.raw) == (pointer, "777")
    assert told.second.place is not None
    assert told.second.place.source == "cd" * 32
    assert _uncertain(whole) == {pointer}


def test_a_blank_here_and_a_figure_there_is_a_difference() -> None:
    pointer = _THREE.pointer("granted", "total")
    whole = join([read_page(_PAGE), _attached(report_page(E2021, {**_raws(1), pointer: ""}))])
    assert [d.pointer for d in whole.disagreements] == [pointer]


def test_what_only_the_attachment_holds_is_taken_over_with_its_source() -> None:
    bare = read_page(report_page(E2021, _raws(1), requests="<p>见附件。</p>"))
    whole = join([bare, _attached(report_page(E2021, _raws(1)))])
    assert [t.key for t in whole.tables] == [t.key for t in E2021.tables]
    assert whole.sha256 == "cd" * 32
    tables_only = _attached(as_html(printed(_THREE, _raws(1))))
    joined = join([bare, tables_only])
    cell = joined.cells[_THREE.pointer("received", "total")]
    assert joined.sha256 == bare.sha256
    assert (cell.raw, cell.place and cell.place.source) == (_raws(1)[cell.pointer], "cd" * 32)
    assert len(joined.sections) == 6


def test_sections_come_from_the_page_where_the_attachment_holds_only_tables() -> None:
    text = read_page(report_page(E2021, proactive_disclosure="", requests="", reconsideration_and_litigation=""))
    tables = _attached("".join(as_html(printed(t, _raws(1))) for t in E2021.tables))
    whole = join([text, tables])
    assert whole.sha256 == tables.sha256
    assert [s.key for s in whole.sections] == [s.key for s in E2021.sections]
    assert {s.place.source for s in whole.sections} == {text.sha256}
    assert (whole.title, whole.agency) == (text.title, text.agency)


@pytest.mark.parametrize(
    ("year", "agency", "same"),
    [
        (2023, "云川市兰溪区水务局", True),
        (None, None, True),
        (2023, "水务局", True),
        (2022, "云川市兰溪区水务局", False),
        (2023, "云川市兰溪区审计局", False),
    ],
)
def test_an_attachment_of_another_year_or_agency_is_another_report(
    year: int | None, agency: str | None, *, same: bool
) -> None:
    here = read_page(_PAGE)
    assert is_same_report(here, replace(here, year=year, agency=agency)) is same
