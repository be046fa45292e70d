"""Builds agencies, readings, cases and situations of an invented agency for tests of letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from alerts.compose import ComposeContext, Exhibit
from alerts.situation import Situation
from monitor.cases import Case, CaseKey, State
from monitor.extraction import Cell, Reading, Status
from monitor.form import Relation, load_edition, relations
from monitor.rules import Presence
from monitor.settings import Agency, Kind, Office, Settings, Severity, Storage

YEAR = 2025
DUE = date(2026, 1, 31)
SHA = "5d41402abc4b2a76b9719d911017c592ae3f1b2c4d5e6f708192a3b4c5d6e7f8"
OFFICE = Office(
    name="云川市人民政府办公室政府信息公开科",
    email="gongkai@yunchuan.example",
    phone="0888-1234567",
    address="云川市兰溪区人民路1号",
)
CIVIL = Agency(
    id="civil",
    name="云川市兰溪区民政局",
    kind=Kind.DEPARTMENT,
    contacts=("civil@lanxi.example",),
    supervisors=("leader@yunchuan.example",),
)


def at(day: str, hour: int = 10) -> datetime:
    """Give an hour of a day in the zone of the office, as UTC."""
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00+08:00").astimezone(UTC)


def office_settings(**changes: Any) -> Settings:
    storage = Storage(database="sqlite://", archive=Path("archive"))
    return replace(Settings(office=OFFICE, agencies=(CIVIL,), storage=storage), **changes)


def case(code: str = "T3-03", severity: Severity = Severity.VIOLATION, **changes: Any) -> Case:
    """Build a case; `finding` adds to its JSON, every other change is a field of the case."""
    finding = {**finding_json(code, severity), **changes.pop("finding", {})}
    key = CaseKey(CIVIL.id, YEAR, code, tuple(finding["pointers"]))
    opened = at("2026-02-02")
    made = Case(key, State.OPEN, severity, finding, opened, opened, finding["evidence"]["sha256"])
    return replace(made, **changes)


def finding_json(code: str, severity: Severity) -> dict[str, Any]:
    words = {
        lang: {name: f"{name}-{code}-{lang}" for name in ("title", "message", "basis", "advice")}
        for lang in ("zh", "en")
    }
    return {
        "code": code,
        "severity": severity.value,
        "pointers": [],
        "expected": None,
        "actual": None,
        "variant": "default",
        "facts": {},
        "evidence": {"sha256": SHA, "quotes": [], "captures": []},
        "hint": None,
        "words": words,
    }


def absent_case(**changes: Any) -> Case:
    """Build the case of a report that is proved absent."""
    evidence = {"sha256": None, "quotes": [], "captures": ["urn:uuid:listing"]}
    return case("D-01", finding={"variant": "absent", "evidence": evidence}, **changes)


def notified(made: Case, day: str, reminders: int = 0) -> Case:
    """Give the case as it stands after a letter of that day."""
    return replace(made, state=State.NOTIFIED, last_letter_at=at(day), changed_at=at(day), reminders=reminders)


def situation(*cases: Case, **changes: Any) -> Situation:
    """Build the situation of a published report."""
    made = Situation(CIVIL, YEAR, DUE, Presence.PUBLISHED, date(2026, 1, 30), cases=cases)
    return replace(made, **changes)


def absent(*cases: Case, **changes: Any) -> Situation:
    """Build the situation of a report that was proved absent on the day after the deadline."""
    proof = {"presence": Presence.PROVED_ABSENT, "published_on": None, "absent_at": at("2026-02-01", 1)}
    return situation(*cases, **{**proof, **changes})


def reading(cells: Mapping[str, str], edition: str = "2021", rows: Sequence[str] = ()) -> Reading:
    """Build a reading in which every cell of the form holds 0, but for `cells` (raw text by pointer).

    `rows` names merged rows that the document prints instead of those they stand for.
    """
    raws = {**_zeros(edition, rows), **cells}
    return Reading(
        sha256=SHA,
        reader="test",
        format="html",
        edition=edition,
        edition_certain=True,
        year=YEAR,
        agency=CIVIL.name,
        title=None,
        title_place=None,
        period=None,
        published_on=None,
        dates=(),
        preamble=(),
        sections=(),
        tables=(),
        cells={p: Cell(p, _number(raw), raw, _status(raw), certain=True, place=None) for p, raw in raws.items()},
        departures=(),
    )


def relation(code: str, where: str, edition: str = "2021") -> Relation:
    """Give the relation of this code at a column or row."""
    tables = load_edition(edition).tables
    return next(r for t in tables for r in relations(t) if r.code == code and r.at == where)


def context(**changes: Any) -> ComposeContext:
    exhibit = Exhibit(SHA, at("2026-02-02", 9), "http://lanxi.example/zfxxgk/ndbg/2025.html")
    listing = Exhibit("ab" * 32, at("2026-02-01", 1), "http://lanxi.example/zfxxgk/ndbg/")
    made = ComposeContext(
        office=OFFICE,
        letter_id="7b0c6d1e-93f3-4f65-9b1d-0e2f6f0f5a11",
        now=at("2026-02-03"),
        exhibits={SHA: exhibit, "urn:uuid:listing": listing},
    )
    return replace(made, **changes)


def _zeros(edition: str, merged: Sequence[str]) -> dict[str, str]:
    cells = {}
    for table in load_edition(edition).tables:
        replaced = {key for row in table.merged_rows if row.key in merged for key in row.stands_for}
        kept = [r for r in table.rows if r.key not in replaced]
        for row in kept + [r for r in table.merged_rows if r.key in merged]:
            cells.update({table.pointer(row.key, column): "0" for column in row.columns})
    return cells


def _number(raw: str) -> int | Decimal | None:
    return int(raw) if raw.lstrip("-").isdigit() else None


def _status(raw: str) -> Status:
    if not raw:
        return Status.BLANK
    return Status.NUMBER if _number(raw) is not None else Status.TEXT
