"""Reads the cases as they are written here, and writes them as the plain suite: finished documents and JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.conformance.document import build
from tests.conformance.plain import CASE

CASES = Path(__file__).parent / "cases"
NOW = "2024-06-01T09:00:00+08:00"
"""When a case is judged that does not say when."""
NEVER_FAILS = {
    "E-01": "a figure without raw text or place is a fault of the checker: every answer is asked for it",
    "E-02": "where two readings of one document disagree, depends on how a checker reads",
    "S-08": "whatever else does not fit the schema, no document is known to show",
}
"""Rules of which no document makes every checker find something, with the reason."""
_BUILT = frozenset({"document", "context", "files"})


@cache
def all_cases() -> tuple[Mapping[str, Any], ...]:
    """Give every case as it is written, with its name and rule."""
    return tuple(_read(file) for file in sorted(CASES.glob("*/*/case.yaml")))


def write_suite(folder: Path, rule: str | None = None, without: Collection[str] = ()) -> None:
    """Write every case (of one rule) below a folder, but those that need what the checker is `without`.

    Raises ValueError with the case whose document cannot be.
    """
    for case in all_cases():
        if case["rule"] == (rule or case["rule"]) and not set(case.get("needs", ())) & set(without):
            _write(case, folder / case["name"])


def rules_with_cases() -> list[str]:
    """Give the codes of the rules that have cases."""
    return sorted({case["rule"] for case in all_cases()})


def _read(file: Path) -> dict[str, Any]:
    case = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    rule, own = file.parent.parent.name, file.parent.name
    return {"name": f"{rule}/{own}", "rule": rule, **case}


def _write(case: Mapping[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True)
    own = CASES / case["name"]
    try:
        source = _document(case["document"], own, folder / "source")
        for name, spec in case.get("files", {}).items():
            _document(spec, own, folder / name)
    except ValueError as error:
        raise ValueError(f"{case['name']}: {error}") from error
    plain = {key: value for key, value in case.items() if key not in _BUILT}
    _json(folder / "context.json", {"now": NOW, **case.get("context", {})})
    _json(folder / CASE, {"options": {}, **plain, "source": source, "context": "context.json"})


def _document(spec: Mapping[str, Any] | str, own: Path, target: Path) -> str:
    """Write a document, built or as it lies beside the case; gives its name."""
    if isinstance(spec, str):
        body, suffix = (own / spec).read_bytes(), spec.rpartition(".")[2]
    else:
        body, suffix = build(spec)
    target = target if target.suffix else target.with_suffix(f".{suffix}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    return target.name


def _json(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    """Give what JSON lacks as text: a date that YAML read as one."""
    return value.isoformat()


def _lessons(kind: str, *names: str) -> list[str]:
    return [f"{kind}/{name}" for name in names]


LESSONS = [
    *_lessons(
        "mistake",
        "totals-overwritten",
        "thousands-separator",
        "chinese-numeral",
        "first-figure-as-whole",
        "carry-over-as-wrong-year",
        "unread-cell-as-nought",
        "editions-mixed",
        "missing-child",
        "charges-and-fee",
        "rules-of-one-reports-typos",
        "page-numbers-guessed",
    ),
    *_lessons(
        "layout",
        "pipes",
        "signed-changes",
        "short-labels",
        "tables-over-page-breaks",
        "vertical-labels",
        "sub-items-with-commas",
        "portal-chrome",
        "labels-in-many-spans",
        "alternative-heading-of-five",
        "blank-cells-nbsp",
        "yuan-in-a-cell",
        "remarks-in-cells",
        "remark-fell-out",
        "lost-heading-of-five",
        "note-under-table-four",
        "large-figures",
        "empty-cells-for-spans",
        "markdown",
    ),
    *_lessons(
        "row",
        *(
            f"{code}/{row}"
            for code in ("N-02", "N-03", "N-04")
            for row in ("figure", "did-not-happen", "none-of-the-kind")
        ),
        *(f"{code}/{row}" for code in ("N-02", "N-03", "N-04") for row in ("set-up", "silence")),
        *(f"N-02/{row}" for row in ("grade", "rank", "commended", "criticised", "complete", "improve", "mechanism")),
        *("N-02/counted-in", "N-03/grade", "N-03/rank", "N-03/improve", "N-03/public-judgement"),
        *("N-04/criticised", "N-04/complete"),
    ),
]
"""What must have its case: mistakes that others make, layouts of real reports, rows of the result-or-mention table."""
