"""The measure itself: what counts as right, wrong, missing and uncertain."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from monitor.documents import Unreadable
from tests.bench.reading import main
from tests.bench.score import Mark, score
from tests.bench.truths import Truth, truths_below
from tests.support.readings import BLANK, UNREAD, reading

_FOLDER = Path(__file__).parents[1] / "fixtures" / "reports"
_CELL = "/tables/requests/received/total"
_READ = {"requests/received/total": 8}


def _truth(value: int | None, *others: int | None) -> Truth:
    """Give a truth that equals the ordinary reading but for one cell."""
    ordinary = {pointer: cell.value for pointer, cell in reading().cells.items()}
    return Truth(Path("source.html"), 2023, {**ordinary, _CELL: value}, {_CELL: others} if others else {})


def _mark(value: int | None, truth: Truth) -> Mark:
    (found,) = [m for m in score(reading(cells={"requests/received/total": value}), truth).marks if m.pointer == _CELL]
    return found.mark


@pytest.mark.parametrize(
    ("read", "true", "mark"),
    [
        (8, 8, Mark.RIGHT),
        (8, 9, Mark.WRONG),
        (8, BLANK, Mark.WRONG),
        (BLANK, 8, Mark.WRONG),
        (BLANK, BLANK, Mark.RIGHT),
        (0, BLANK, Mark.WRONG),
    ],
)
def test_a_cell_is_right_if_it_says_what_is_true(read: int | None, true: int | None, mark: Mark) -> None:
    assert _mark(read, _truth(true)) is mark


@pytest.mark.parametrize(("read", "mark"), [(8, Mark.RIGHT), (7, Mark.RIGHT), (BLANK, Mark.RIGHT), (6, Mark.WRONG)])
def test_another_accepted_value_is_right_too(read: int | None, mark: Mark) -> None:
    assert _mark(read, _truth(8, 7, None)) is mark


def test_a_cell_that_is_known_to_be_uncertain_is_not_wrong() -> None:
    marks = score(reading(cells={"requests/received/total": UNREAD}), _truth(8)).counts
    assert (marks[Mark.UNCERTAIN], marks[Mark.WRONG]) == (1, 0)


def test_a_row_that_was_not_found_is_missing() -> None:
    answer = score(reading(without=["requests/received"]), _truth(0))
    assert answer.counts[Mark.MISSING] == 7
    assert not answer.is_exact


def test_a_figure_that_the_document_does_not_have_is_wrong() -> None:
    truth = _truth(0)
    fewer = {p: v for p, v in truth.cells.items() if p != _CELL}
    answer = score(reading(cells=_READ), Truth(truth.source, None, fewer, {}))
    assert [m.pointer for m in answer.marks if m.mark is Mark.WRONG] == [_CELL]


def test_of_a_document_that_was_not_read_every_cell_is_missing() -> None:
    answer = score(Unreadable("pdf", "", "encrypted"), _truth(8))
    assert set(answer.counts) == {Mark.MISSING}
    assert answer.unread == "encrypted"


def test_both_ways_of_laying_truth_beside_a_document_are_found(tmp_path: Path) -> None:
    cells = {"t": {"r": {"a": 1, "b": None}}}
    told = {"options": {"year": 2024}, "report": {"tables": cells}, "accept": {"/tables/t/r/a": [2]}}
    for name, data in {"one/truth.json": told, "two.txt.truth.json": {"tables": {"t": {"r": {"a": 1.5}}}}}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
    for name in ("one/source.pdf", "one/source.docx"):
        (tmp_path / name).touch()
    docx, pdf, two = truths_below(tmp_path)
    assert [t.source.name for t in (docx, pdf, two)] == ["source.docx", "source.pdf", "two.txt"]
    assert (pdf.year, pdf.cells) == (2024, {"/tables/t/r/a": 1, "/tables/t/r/b": None})
    assert pdf.accept == {"/tables/t/r/a": (2,)}
    assert (two.year, two.cells) == (None, {"/tables/t/r/a": Decimal("1.5")})


@pytest.mark.slow
def test_the_fixtures_are_read_exactly_and_a_wrong_cell_ends_with_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("2020-district.html", "2020-district.html.truth.json"):
        shutil.copy(_FOLDER / name, tmp_path)
    assert main([str(tmp_path), "--repeat", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[:5] == ["all", "1", "1", "198", "0"]
    path = tmp_path / "2020-district.html.truth.json"
    truth = json.loads(path.read_text(encoding="utf-8"))
    truth["tables"]["requests"]["received"]["total"] = 1
    path.write_text(json.dumps(truth), encoding="utf-8")
    assert main([str(tmp_path), "--repeat", "1"]) == 1
    assert f"wrong: {_CELL} read" in capsys.readouterr().out
