"""Lays out a running office: its two files for agencies that a test invents, and a house opened on them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from monitor.app.house import House, open_house
from tests.support.store import write_database

OFFICE_ADDRESS = "gongkai@lanxi.example"
_COLUMNS = ("id", "name", "kind", "level", "listing", "contact", "supervisor", "family")


@dataclass(frozen=True, slots=True)
class Owing:
    """Is one agency of the office; its contact is `ID@lanxi.example`."""

    id: str
    name: str
    listing: str
    kind: str = "department"
    family: str = "auto"

    @property
    def contact(self) -> str:
        return f"{self.id}@lanxi.example"


def write_office(folder: Path, agencies: Sequence[Owing], sections: Mapping[str, Mapping[str, Any]]) -> Path:
    """Write a configuration in `folder`/config; `sections` are laid over small and quick ones."""
    config = folder / "config"
    config.mkdir(parents=True, exist_ok=True)
    basis: dict[str, dict[str, Any]] = {
        "office": {"name": "兰溪区人民政府办公室", "email": OFFICE_ADDRESS},
        "mail": {"mode": "off", "sender": OFFICE_ADDRESS},
        "letters": {"release": "automatic"},
        "fetching": {"contact": OFFICE_ADDRESS, "pause_seconds": 0},
        "storage": {"database": "sqlite:///../nianbao.db", "archive": "../archive", "heartbeat": "../heartbeat.json"},
    }
    with (config / "office.yaml").open("w", encoding="utf-8") as file:
        YAML().dump({name: {**basis.get(name, {}), **sections.get(name, {})} for name in {**basis, **sections}}, file)
    with (config / "agencies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows((a.id, a.name, a.kind, "county", a.listing, a.contact, "", a.family) for a in agencies)
    return config


def write_mailing_office(
    folder: Path, agencies: Sequence[Owing], mail_port: int, sections: Mapping[str, Mapping[str, Any]]
) -> Path:
    """Write a configuration whose letters go to a mail server on the loopback."""
    smtp = {"mode": "smtp", "host": "127.0.0.1", "port": mail_port, "security": "none", "timeout_seconds": 5}
    return write_office(folder, agencies, {**sections, "mail": smtp})


@contextmanager
def opened(config: Path, clock: Callable[[], datetime]) -> Iterator[House]:
    """Open the house on a configuration, its database made from the migrated template."""
    database = config.parent / "nianbao.db"
    if not database.exists():
        write_database(database)
    with open_house(config, {}, clock) as house:
        yield house
