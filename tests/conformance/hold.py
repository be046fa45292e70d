"""Holds the answer of a checker against its case, and says in words what is not as it should be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.conformance.call import Answer
from tests.conformance.plain import Case

GRAVE = frozenset({"violation", "query"})
"""What an agency would be told and asked: none of it may be said without cause."""

Finding = Mapping[str, Any]


def complaints(case: Case, answer: Answer) -> list[str]:
    """Say everything in which an answer differs from what its case asks."""
    given = answer.given
    if given is None:
        return [answer.trouble]
    return [*([answer.trouble] if answer.trouble else []), *_findings(case, given["findings"]), *_rest(case, given)]


def _findings(case: Case, findings: list[Finding]) -> Iterator[str]:
    left = list(findings)
    for wanted in case.find:
        found = next((f for f in left if _matches(f, wanted)), None)
        if found is None:
            yield f"not found: {_shown(wanted)}"
        else:
            left.remove(found)
    for finding in left:
        if finding["code"] not in case.may and (finding["severity"] in GRAVE or finding["code"] == case.rule):
            yield f"found without cause: {_shown(finding)}"
    for unwanted in case.never:
        yield from (f"must not be found: {_shown(f)}" for f in findings if _matches(f, unwanted))


def _matches(finding: Finding, wanted: Mapping[str, Any]) -> bool:
    return all(_TESTS[name](finding, value) for name, value in wanted.items())


def _has_pointers(finding: Finding, pointers: list[str]) -> bool:
    return set(pointers) <= set(finding["pointers"])


def _quotes(finding: Finding, text: str) -> bool:
    return text in str(finding["evidence"])


def _hints(finding: Finding, words: list[str]) -> bool:
    return finding["hint"] is not None and all(word in finding["hint"] for word in words)


_TESTS: Mapping[str, Callable[[Finding, Any], bool]] = {
    "code": lambda f, value: f["code"] == value,
    "severity": lambda f, value: f["severity"] == value,
    "pointers": _has_pointers,
    "expected": lambda f, value: _same(f["expected"], value),
    "actual": lambda f, value: _same(f["actual"], value),
    "quote": _quotes,
    "hint": _hints,
    "no_hint": lambda f, _: f["hint"] is None,
}
"""By key of a wanted finding: whether a finding has it. Unknown keys are refused with a KeyError."""


def _same(own: Any, wanted: Any) -> bool:
    if own is None or wanted is None:
        return own is wanted
    try:
        return Decimal(str(own)) == Decimal(str(wanted))
    except InvalidOperation:
        return str(own) == str(wanted)


def _rest(case: Case, given: Mapping[str, Any]) -> Iterator[str]:
    if case.unread != (given["report"] is None):
        yield "was read, and cannot be" if case.unread else "was not read"
        return
    if case.verdict not in {None, given["verdict"]}:
        yield f"verdict {given['verdict']}, not {case.verdict}"
    if given["outcomes"]["uncertain"] < case.uncertain:
        yield f"{given['outcomes']['uncertain']} outcomes uncertain, not {case.uncertain} or more"
    for pointer, value in (case.values or {}).items():
        own = _at(given["report"], pointer)
        if not _same(own, value):
            yield f"{pointer} is {own}, not {value}"
    if case.no_pages and '"page"' in json.dumps(given, default=str):
        yield "evidence names a page, and there is none"
    yield from _unproved(given["cells"])


def _at(report: Any, pointer: str) -> Any:
    for step in pointer.strip("/").split("/"):
        report = report.get(step) if isinstance(report, dict) else None
    return report


def _unproved(cells: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Say where a figure has no raw text or place (E-01): that is asked of every answer."""
    for pointer, cell in cells.items():
        if cell["status"] == "number" and not (cell["raw"].strip() and cell["where"]):
            yield f"{pointer} is a figure without raw text or place"


def _shown(finding: Mapping[str, Any]) -> str:
    parts = (
        f"{name}={finding[name]}" for name in ("severity", "pointers", "expected", "actual", "hint") if name in finding
    )
    quotes = finding.get("evidence", {}).get("quotes") or [{}]
    return f"{finding['code']} {' '.join(parts)} {quotes[0].get('text', '')}".strip()
