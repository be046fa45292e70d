"""Builds subjects for the rules from a few words: a clean report, and what is to be wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from monitor.documents import Place, Unreadable
from monitor.extraction import (
    Between,
    Cell,
    DateFound,
    Departure,
    Disagreement,
    Oddity,
    Passage,
    Period,
    Reading,
    SectionText,
    Status,
    TableFound,
    Witness,
)
from monitor.form import Edition, Table, load_edition
from monitor.rules.copying.sketches import sketch_of
from monitor.rules.given import Given
from monitor.rules.model import (
    Attachment,
    AttachmentFault,
    Child,
    LostReport,
    Missing,
    Presence,
    Subject,
    Version,
    Watch,
)
from monitor.rules.sketch import Author, Sketch
from monitor.settings import Agency, Deadlines, DueDay, Kind, Level, Scope

SHA256 = "5d" * 32
LAST = "e4" * 32
"""Digest of the report of the year before."""
AGENCY = "云川市兰溪区人民政府"

_PASSAGES: Mapping[str, tuple[str, ...]] = {
    "overview": ("2023年，区政府扎实推进主动公开、依申请公开、政府信息管理、平台建设和监督保障。",),
    "problems_and_improvements": ("存在的问题：解读形式单一。改进情况：增加图解和视频解读。",),
    "other_matters": ("本年度未收取信息处理费。",),
}
_REQUESTS: Mapping[str, tuple[int, int]] = {
    # natural_person, enterprise
    "received": (7, 1),
    "carried_in": (1, 0),
    "granted": (4, 1),
    "partially_granted": (1, 0),
    "unavailable_not_held": (2, 0),
    "outcome_total": (7, 1),
    "carried_out": (1, 0),
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """Says how a subject differs from the clean one; every field has the name that it has in the case files."""

    edition: str = "2021"
    edition_certain: bool = True
    year: int | None = 2023
    report_year: int | None = None
    """The year that the report states; else that of the obligation."""
    kind: str | None = None
    agency: Mapping[str, Any] | None = None
    """{kind, level, scope, name, aliases, represents, parent, predecessor, valid_from} of the agency."""
    now: str = "2024-06-01T00:00:00+00:00"
    reading: bool = True
    unreadable: str | None = None
    set: Mapping[str, Any] | None = None
    """Pointer to a number, to null (a blank), or to {value, raw, status, certain}."""
    without_rows: tuple[str, ...] = ()
    without_tables: tuple[str, ...] = ()
    without_sections: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    passages: Mapping[str, tuple[str, ...]] | None = None
    numbers: Mapping[str, str | None] | None = None
    preamble: tuple[str, ...] = ()
    standing: Mapping[str, str | None] | None = None
    """Table to the section under which it stands."""
    in_doubt: tuple[str, ...] = ()
    """Tables that were matched with less than certainty."""
    departures: tuple[Mapping[str, Any], ...] = ()
    doubts: tuple[str, ...] = ()
    named: str | None = AGENCY
    """The agency that the title names."""
    title: str | None = "云川市兰溪区人民政府2023年政府信息公开工作年度报告"
    period: tuple[str, str] | None = ("2023-01-01", "2023-12-31")
    period_sentence: str = "本报告所列数据的统计期限为2023年。"
    published_on: str | None = None
    dates: tuple[Mapping[str, str], ...] = ()
    """Further dates that the document states: {on, source, label}."""
    published: str | None = None
    watch: Mapping[str, Any] | None = None
    binding: bool = False
    earlier: tuple[Mapping[str, Any], ...] = ()
    """Reports of earlier years: each the clean one of the year before, but for its own wishes."""
    before: Mapping[str, Any] | None = None
    """The report as it was, but for its own wishes; `seen_at` is when."""
    children: tuple[Mapping[str, Any], ...] = ()
    """Agencies below: `name`, and wishes for its report (`reading: false` where there is none)."""
    others: tuple[Mapping[str, Any], ...] | None = None
    """Other agencies: `name`, `one_with`, `above`, and wishes for its report; its report has a `file` of its own."""
    file: str = SHA256
    """Digest of the report."""
    disagreeing: Mapping[str, tuple[str, str]] | None = None
    """Pointer to what two readings found there; the cell is uncertain."""
    between_documents: bool = False
    """Whether it is page and attachment that disagree; `compared` names the tables that both hold."""
    compared: tuple[str, ...] = ()
    pictured: tuple[str, ...] = ()
    """Tables and sections that were read from pictures."""
    no_digest: bool = False
    no_place: tuple[str, ...] = ()


def subject(**wishes: Any) -> Subject:
    """Build a subject: the clean report of 2023 in edition 2021, but for the wishes."""
    unknown = set(wishes) - {f.name for f in fields(Wishes)}
    if unknown:
        raise TypeError(f"no such wish: {sorted(unknown)}")
    wish = Wishes(**wishes)
    edition = load_edition(wish.edition)
    there = wish.reading and wish.unreadable is None
    return Subject(
        now=datetime.fromisoformat(wish.now),
        reading=_reading(wish, edition) if there else None,
        edition=edition if there else None,
        unreadable=Unreadable("pdf", SHA256, wish.unreadable) if wish.unreadable else None,
        year=wish.year,
        kind=Kind(wish.kind) if wish.kind else None,
        agency=_agency(wish.agency) if wish.agency else None,
        deadlines=_deadlines() if wish.binding else Deadlines(),
        published=_date(wish.published),
        watch=_watch(wish.watch) if wish.watch is not None else None,
        earlier=tuple(r for w in wish.earlier if (r := _other({"year": (wish.year or 0) - 1, "file": LAST, **w}))),
        before=_version(wish.before) if wish.before is not None else None,
        children=tuple(Child(w["name"], _other({k: v for k, v in w.items() if k != "name"})) for w in wish.children),
        others=None if wish.others is None else tuple(map(_sketch, wish.others)),
    )


def given_of(subject: Subject) -> Given:
    """Give what rules on a reading are given. Raises ValueError for a subject without one."""
    if subject.reading is None or subject.edition is None:
        raise ValueError("there is no reading")
    return Given(subject.reading, subject.edition, subject)


def _other(wishes: Mapping[str, Any]) -> Reading | None:
    return subject(**wishes).reading


def _sketch(wishes: Mapping[str, Any]) -> Sketch:
    name, own = wishes["name"], {k: v for k, v in wishes.items() if k not in {"name", "one_with", "above"}}
    reading = _other({"named": name, "file": name.encode().hex(), "title": None, **own})
    assert reading is not None
    return sketch_of(reading, Author(name, (name,), wishes.get("one_with", ()), wishes.get("above", ())))


def _version(wishes: Mapping[str, Any]) -> Version:
    was = _other({k: v for k, v in wishes.items() if k != "seen_at"})
    assert was is not None
    return Version(was, datetime.fromisoformat(wishes["seen_at"]), "urn:uuid:5a1e")


_READ: Mapping[str, Callable[[Any], Any]] = {
    "kind": Kind,
    "level": Level,
    "scope": Scope,
    "aliases": tuple,
    "valid_from": date.fromisoformat,
}


def _agency(data: Mapping[str, Any]) -> Agency:
    own = {name: _READ.get(name, str)(value) for name, value in data.items()}
    return Agency(id="lanxi", **{"name": AGENCY, **own})


def _deadlines() -> Deadlines:
    own = {kind: replace(day, binding=True) for kind, day in Deadlines().by_kind.items()}
    return Deadlines({**own, Kind.SUBDISTRICT: DueDay(1, 20, binding=True)})


def _watch(data: Mapping[str, Any]) -> Watch:
    instants = {k: datetime.fromisoformat(data[k]) for k in ("first_seen", "absent_at") if k in data}
    lost = data.get("lost", ())
    return Watch(
        presence=Presence(data.get("presence", "unknown")),
        first_seen=instants.get("first_seen"),
        absent_at=instants.get("absent_at"),
        captures=("urn:uuid:6c2f",),
        trouble=data.get("trouble"),
        listing="https://www.lanxi.example/zfxxgk/ndbg/",
        undated=data.get("undated", False),
        listed_on=_date(data.get("listed_on")),
        attachments=tuple(_attachment(a) for a in data.get("attachments", ())),
        missing=_missing(data["missing"]) if "missing" in data else None,
        lost=tuple(LostReport(r["year"], r["url"], _missing(r["missing"])) for r in lost),
    )


def _attachment(data: Mapping[str, Any]) -> Attachment:
    fault = AttachmentFault(data["fault"]) if "fault" in data else None
    return Attachment(**{**data, "fault": fault})


def _missing(data: Mapping[str, Any]) -> Missing:
    instants = {k: datetime.fromisoformat(data[k]) for k in ("since", "until")}
    return Missing(instants["since"], instants["until"], data["rounds"], tuple(data.get("captures", ())))


def _reading(wish: Wishes, edition: Edition) -> Reading:
    tables = [t for t in edition.tables if t.key not in wish.without_tables]
    return Reading(
        sha256="" if wish.no_digest else wish.file,
        reader="test",
        format="html",
        edition=edition.key,
        edition_certain=wish.edition_certain,
        year=wish.report_year or wish.year,
        agency=wish.named,
        title=wish.title,
        title_place=Place(line=1),
        period=_period(wish.period),
        published_on=_date(wish.published_on),
        dates=tuple(_dates(wish)),
        preamble=(
            *(Passage(text, Place(line=3)) for text in wish.preamble),
            *((Passage(wish.period_sentence, Place(line=4)),) if wish.period else ()),
        ),
        sections=_sections(wish, edition),
        tables=tuple(_found(wish, table) for table in tables),
        cells={c.pointer: c for t in tables for c in _cells(wish, t)},
        departures=tuple(_departure(d) for d in wish.departures),
        doubts=tuple(wish.doubts),
        disagreements=tuple(_disagreements(wish)),
        compared=tuple(wish.compared),
    )


def _disagreements(wish: Wishes) -> Iterator[Disagreement]:
    between = Between.TWO_DOCUMENTS if wish.between_documents else Between.ONE_DOCUMENT
    for pointer, (first, second) in (wish.disagreeing or {}).items():
        yield Disagreement(pointer, Witness(first, Place(table=1, row=2)), Witness(second, Place(line=7)), between)


def _dates(wish: Wishes) -> Iterator[DateFound]:
    own = [{"on": wish.published_on, "source": "text"}] if wish.published_on else []
    for stated in (*own, *wish.dates):
        on = date.fromisoformat(stated["on"])
        yield DateFound(on, f"{stated.get('label', '发布时间')}：{on}", stated["source"], Place(line=2))


def _period(stated: tuple[str, str] | None) -> Period | None:
    if stated is None:
        return None
    start, end = (date.fromisoformat(day) for day in stated)
    return Period(start, end, f"本报告所列数据的统计期限自{start}至{end}", Place(line=4))


def _sections(wish: Wishes, edition: Edition) -> tuple[SectionText, ...]:
    keys = wish.order or [s.key for s in edition.sections if s.key not in wish.without_sections]
    passages = {**_PASSAGES, **(wish.passages or {})}
    numbers = {**{s.key: s.number for s in edition.sections}, **(wish.numbers or {})}
    return tuple(
        SectionText(
            key=key,
            heading=f"{numbers[key]}、{edition.section(key).title}",
            number=numbers[key],
            passages=tuple(Passage(text, Place(line=11 + at)) for text in passages.get(key, ())),
            place=Place(line=10 + at),
            pictured=key in wish.pictured,
        )
        for at, key in enumerate(keys)
    )


def _found(wish: Wishes, table: Table) -> TableFound:
    section = (wish.standing or {}).get(table.key, table.section)
    certain, pictured = table.key not in wish.in_doubt, table.key in wish.pictured
    return TableFound(table.key, section, certain, Place(table=table.number - 1), pictured)


def _cells(wish: Wishes, table: Table) -> list[Cell]:
    wished = dict(wish.set or {})
    own = {
        table.pointer(row.key, column): 0
        for row in table.rows
        for column in row.columns
        if row.key not in wish.without_rows
    }
    if table.key == "requests":
        own.update({p: v for p, v in _requests(table).items() if p in own})
    own.update({p: v for p, v in wished.items() if p.startswith(f"/tables/{table.key}/")})
    return [_cell(pointer, value, wish) for pointer, value in own.items()]


def _requests(table: Table) -> dict[str, int]:
    figures = {}
    for row, (natural, enterprise) in _REQUESTS.items():
        figures[table.pointer(row, "natural_person")] = natural
        figures[table.pointer(row, "enterprise")] = enterprise
        figures[table.pointer(row, "total")] = natural + enterprise
    return figures


def _cell(pointer: str, wished: Any, wish: Wishes) -> Cell:
    data = wished if isinstance(wished, Mapping) else {"value": wished}
    value = data.get("value")
    if isinstance(value, float):
        value = Decimal(str(value))
    status = Status(data.get("status", "blank" if value is None else "number"))
    raw = data.get("raw", "" if value is None else str(value))
    place = None if pointer in wish.no_place else Place(table=1, row=2, column=3)
    certain = data.get("certain", True) and pointer not in (wish.disagreeing or {})
    return Cell(pointer, value, raw, status, certain, place)


def _departure(data: Mapping[str, Any]) -> Departure:
    return Departure(data["table"], Oddity(data["oddity"]), data.get("key"), data["label"], Place(row=1))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
