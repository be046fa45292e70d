"""Checks the agencies against each other and builds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from monitor.settings.formats import is_email, parse_date
from monitor.settings.model import Agency, Kind, Level, Scope
from monitor.settings.problems import Problem
from monitor.settings.rows import Entry
from monitor.settings.schema import guess, shown
from monitor.settings.source import Source

Entries = Sequence[Entry]
Check = Callable[[Source, Entries], Iterator[Problem]]


def relation_problems(source: Source, entries: Entries) -> Iterator[Problem]:
    """Yield what is wrong between the rows, or between the cells of one."""
    for check in CHECKS:
        yield from check(source, entries)


def build_agencies(entries: Entries) -> tuple[Agency, ...]:
    """Build the agencies of a table without errors; a supervisor named by id becomes that agency's contacts."""
    contacts = {e.id: tuple(e.data.get("contacts", ())) for e in entries}
    return tuple(_agency(entry, contacts) for entry in entries)


def _agency(entry: Entry, contacts: Mapping[str, tuple[str, ...]]) -> Agency:
    data = entry.data
    supervisors = (a for s in data.get("supervisors", ()) for a in ((s,) if is_email(s) else contacts[s]))
    return Agency(
        id=data["id"],
        name=data["name"],
        kind=Kind(data["kind"]),
        listing=data.get("listing"),
        aliases=tuple(data.get("aliases", ())),
        level=Level(data["level"]) if "level" in data else None,
        represents=data.get("represents"),
        parent=data.get("parent"),
        scope=Scope(data["scope"]) if "scope" in data else None,
        region=data.get("region"),
        family=data.get("family", "auto"),
        canary_waived=re.split("[:：]", data["canary"], maxsplit=1)[1].strip() if "canary" in data else None,
        legacy_tls=data.get("tls") == "legacy",
        contacts=tuple(dict.fromkeys(data.get("contacts", ()))),
        supervisors=tuple(dict.fromkeys(supervisors)),
        valid_from=_day(entry, "valid_from"),
        valid_to=_day(entry, "valid_to"),
        predecessor=data.get("predecessor"),
    )


def _day(entry: Entry, key: str) -> date | None:
    return parse_date(entry.data[key]) if key in entry.data else None


def _duplicate_ids(source: Source, entries: Entries) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for entry in filter(lambda e: e.id, entries):
        # ids that differ in case alone would be one file name, one List-Id, one address of the desk
        if entry.id.lower() in first:
            facts = {"value": shown(entry.id), "first": first[entry.id.lower()]}
            yield source.error("duplicate_id", entry.line, entry.where("id"), **facts)
        first.setdefault(entry.id.lower(), entry.line)


def _unknown_references(source: Source, entries: Entries) -> Iterator[Problem]:
    ids = [entry.id for entry in entries]
    for entry in entries:
        for key in ("parent", "predecessor"):
            name = entry.data.get(key)
            if name is not None and name not in ids:
                facts = {"value": shown(name), "guess": guess(name, ids)}
                yield source.error("unknown_reference", entry.line, entry.where(key), **facts)


def _unknown_supervisors(source: Source, entries: Entries) -> Iterator[Problem]:
    ids = [entry.id for entry in entries]
    for entry in entries:
        for name in entry.data.get("supervisors", ()):
            if not is_email(name) and name not in ids:
                facts = {"value": shown(name), "guess": guess(name, ids)}
                yield source.error("bad_supervisor", entry.line, entry.where("supervisors"), **facts)


def _cycles(source: Source, entries: Entries) -> Iterator[Problem]:
    for key in ("parent", "predecessor"):
        steps = {e.id: e.data[key] for e in entries if key in e.data}
        told: set[str] = set()
        for entry in entries:
            chain = _chain(entry.id, steps)
            # one cycle is one fault, told at the first of its rows
            if chain and not told.intersection(chain):
                told.update(chain)
                facts = {"chain": " → ".join(map(shown, chain))}
                yield source.error("reference_cycle", entry.line, entry.where(key), **facts)


def _chain(start: str, steps: Mapping[str, str]) -> list[str]:
    """Follow the references from `start`; give the round trip, or nothing if it does not come back to `start`."""
    chain, here = [start], steps.get(start)
    while here is not None and here not in chain:
        chain.append(here)
        here = steps.get(here)
    return [*chain, start] if here == start else []


def _reversed_dates(source: Source, entries: Entries) -> Iterator[Problem]:
    for entry in filter(lambda e: e.sound, entries):
        first, last = _validity(entry)
        if last < first:
            facts = {"value": last.isoformat(), "first": first.isoformat()}
            yield source.error("ends_before_it_begins", entry.line, entry.where("valid_to"), **facts)


def _shared_names(source: Source, entries: Entries) -> Iterator[Problem]:
    holders: dict[str, list[tuple[Entry, str]]] = {}
    for entry in filter(lambda e: e.sound, entries):
        names = {_folded(n): n for n in (entry.data["name"], *entry.data.get("aliases", ()))}
        for folded, name in names.items():
            holders.setdefault(folded, []).append((entry, name))
    for sharing in holders.values():
        for (one, _), (other, name) in combinations(sharing, 2):
            if _overlap(one, other):
                key = "name" if name == other.data["name"] else "aliases"
                facts = {"value": shown(name), "other": one.id, "first": one.line}
                yield source.error("shared_name", other.line, other.where(key), **facts)


def _folded(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).lower()


def _overlap(one: Entry, other: Entry) -> bool:
    (first, last), (from_, to) = _validity(one), _validity(other)
    return first <= to and from_ <= last


def _validity(entry: Entry) -> tuple[date, date]:
    return _day(entry, "valid_from") or date.min, _day(entry, "valid_to") or date.max


CHECKS: tuple[Check, ...] = (
    _duplicate_ids,
    _unknown_references,
    _unknown_supervisors,
    _cycles,
    _reversed_dates,
    _shared_names,
)
"""Every check between rows; a new one is one function and one line here."""
