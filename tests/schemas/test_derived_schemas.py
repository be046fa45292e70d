"""The JSON Schemas are derived from the editions; what is committed is what the code derives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, ValidationError

import schemas
from monitor.form import Edition, Table, Verdict, derive_schema, editions, evaluate, relations
from monitor.form.__main__ import main
from monitor.form.schema import KEYWORD, identity_validator
from schemas import load_text
from tests.support.figures import REQUESTS, SUMMED, Figures, holding, nested, report, seeds, summed

_QUICK = settings(max_examples=15, deadline=None)
_SCHEMAS = {e.key: json.loads(load_text(f"report-{e.key}.schema.json")) for e in editions()}
_VALIDATORS = {key: identity_validator()(schema) for key, schema in _SCHEMAS.items()}
"""Made from the committed files alone: no edition is loaded."""

by_edition = pytest.mark.parametrize("edition", editions(), ids=lambda e: e.key)


def _errors(edition: Edition, instance: Any) -> list[ValidationError]:
    return list(_VALIDATORS[edition.key].iter_errors(instance))


@by_edition
def test_the_committed_schema_is_the_derived_one_byte_for_byte(edition: Edition) -> None:
    derived = json.dumps(derive_schema(edition), ensure_ascii=False, indent=2) + "\n"
    assert load_text(f"report-{edition.key}.schema.json") == derived


def test_the_command_writes_what_is_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "__file__", str(tmp_path / "__init__.py"))
    main()
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {f"report-{e.key}.schema.json": load_text(f"report-{e.key}.schema.json") for e in editions()}


@by_edition
def test_the_schema_is_valid_and_says_its_draft(edition: Edition) -> None:
    schema = _SCHEMAS[edition.key]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert edition.issued_as in schema["title"]


@by_edition
def test_every_row_and_column_of_the_form_is_in_the_schema(edition: Edition) -> None:
    tables = _SCHEMAS[edition.key]["properties"]["tables"]["properties"]
    for table in edition.tables:
        rows = tables[table.key]["properties"]
        assert list(rows) == [r.key for r in (*table.rows, *table.merged_rows)]
        assert all(tuple(rows[r.key]["properties"]) == r.columns for r in table.rows)


@by_edition
def test_a_report_that_holds_is_valid(edition: Edition) -> None:
    figures = holding(edition.table(REQUESTS), 4)
    assert _errors(edition, report(edition, figures)) == []


def _broken(table: Table) -> Figures:
    figures = holding(table, 11)
    pointer = table.pointer(table.rows[0].key, "total")
    old = figures[pointer]
    assert isinstance(old, int)
    return {**figures, pointer: old + 1}


@pytest.mark.parametrize(("edition", "table"), SUMMED, ids=[f"{e.key}-{t.key}" for e, t in SUMMED])
def test_other_validators_ignore_the_keyword(edition: Edition, table: Table) -> None:
    broken = report(edition, _broken(table))
    assert Draft202012Validator(_SCHEMAS[edition.key]).is_valid(broken)
    assert not _VALIDATORS[edition.key].is_valid(broken)


def test_the_schema_alone_names_the_cells_of_a_broken_identity() -> None:
    edition, table = SUMMED[1]
    (error,) = _errors(edition, report(edition, _broken(table)))
    assert error.validator == KEYWORD
    assert error.message.startswith("T4-01 at reconsideration: ")
    assert list(error.absolute_path) == ["tables", table.key]
    cells = ["/" + "/".join(map(str, e.absolute_path)) for e in error.context or ()]
    assert cells == [
        table.pointer("reconsideration", c) for c in ("total", "upheld", "rectified", "other_result", "pending")
    ]


def _spoiled(table: Table, seed: int) -> Figures:
    """Spoil some figures, blank some, and take a row out now and then."""
    random = Random(seed)  # noqa: S311 - test data
    figures: Figures = dict(holding(table, seed))
    for pointer in random.sample(sorted(figures), random.randint(0, 4)):
        figures[pointer] = random.choice((None, 3, 10**6))
    gone = random.choice((*(r.key for r in table.rows), "", "", ""))
    return {p: v for p, v in figures.items() if f"/{gone}/" not in p}


def _said(errors: Iterator[ValidationError]) -> set[tuple[str, ...]]:
    return {
        tuple("/" + "/".join(map(str, c.absolute_path)) for c in e.context or ())
        for e in errors
        if e.validator == KEYWORD
    }


@_QUICK
@given(which=summed, seed=seeds)
def test_evaluator_and_schema_agree(which: int, seed: int) -> None:
    edition, table = SUMMED[which]
    figures = _spoiled(table, seed)
    fails = {a.relation.cells for a in evaluate(table, figures) if a.verdict is Verdict.FAIL}
    instance = {**report(edition), "tables": nested(figures)}
    assert _said(_VALIDATORS[edition.key].iter_errors(instance)) == fails


def test_validating_many_reports_keeps_nothing() -> None:
    """The adapter rebuilds its table from the schema: an equal one, which the cache of relations knows."""
    edition, table = SUMMED[2]
    instance = report(edition, holding(table, 1))
    _errors(edition, instance)
    before = relations.cache_info()
    for _ in range(5):
        _errors(edition, instance)
    after = relations.cache_info()
    assert (after.currsize, after.misses) == (before.currsize, before.misses)
    assert after.maxsize is not None
