"""Reads the demo's district: who publishes what, when, and with which fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from monitor.settings import TIME_ZONE, Kind

Figures = Mapping[str, Mapping[str, tuple[str, ...]]]
Texts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Posting:
    """Holds one report as it appears on a listing."""

    number: int
    """Counts from 1 within the agency."""
    at: datetime
    """UTC."""
    figures: Figures
    texts: Texts
    changes: Mapping[str, str]
    """Raw text by `table/row/column`."""
    without: tuple[str, ...]
    period: str
    replaces: int | None
    """Number of the posting that disappears when this one appears (a correction under a new address)."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Holds one agency of the district."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    portal: str
    postings: tuple[Posting, ...]

    def visible(self, now: datetime) -> tuple[Posting, ...]:
        """Give the postings that stand on the listing at an instant (UTC)."""
        there = [p for p in self.postings if p.at <= now]
        gone = {p.replaces for p in there}
        return tuple(p for p in there if p.number not in gone)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Holds the whole district for one season."""

    year: int
    district: str
    office: Mapping[str, str]
    publishers: tuple[Publisher, ...]


def load_scenario() -> Scenario:
    """Load the district of the demo."""
    text = files(__package__).joinpath("scenario.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = YAML(typ="safe").load(text)
    return Scenario(
        year=data["year"],
        district=data["district"],
        office=data["office"],
        publishers=tuple(_publisher(agency, data) for agency in data["agencies"]),
    )


def _publisher(agency: Mapping[str, Any], data: Mapping[str, Any]) -> Publisher:
    postings = (_posting(number, posting, data) for number, posting in enumerate(agency["postings"], start=1))
    return Publisher(
        id=agency["id"],
        name=agency["name"],
        aliases=tuple(agency.get("aliases", ())),
        kind=Kind(agency["kind"]),
        portal=agency.get("portal", "normal"),
        postings=tuple(postings),
    )


def _posting(number: int, posting: Mapping[str, Any], data: Mapping[str, Any]) -> Posting:
    year = data["year"]
    return Posting(
        number=number,
        at=_instant(posting["at"]),
        figures={
            table: {row: tuple(cells) for row, cells in rows.items()}
            for table, rows in data["figures"][posting["figures"]].items()
        },
        texts={section: tuple(paragraphs) for section, paragraphs in data["texts"][posting["texts"]].items()},
        changes=posting.get("changes", {}),
        without=tuple(posting.get("without", ())),
        period=posting.get("period", f"{year}年1月1日至{year}年12月31日"),
        replaces=posting.get("replaces"),
    )


def _instant(local: object) -> datetime:
    return datetime.fromisoformat(str(local)).replace(tzinfo=TIME_ZONE).astimezone(UTC)
