"""Writes the demo's configuration: the two files that an office edits, filled with the scenario's district."""

from __future__ import annotations

import csv
from pathlib import Path

from ruamel.yaml import YAML

from monitor.app.demo.portal import Portal
from monitor.app.demo.scenario import Publisher, Scenario
from monitor.settings import Kind, Release

_COLUMNS = ("id", "name", "aliases", "kind", "level", "parent", "listing", "contact", "supervisor")


def write_configuration(folder: Path, scenario: Scenario, portal: Portal, mail_port: int, release: Release) -> None:
    """Write `office.yaml` and `agencies.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    office = {
        "office": dict(scenario.office),
        "mail": {
            "mode": "smtp",
            "sender": scenario.office["email"],
            "host": "127.0.0.1",
            "port": mail_port,
            "security": "none",
        },
        "letters": {"release": str(release)},
        "deadlines": {str(kind): {"date": "01-31", "binding": True} for kind in (Kind.TOWNSHIP, Kind.SUBDISTRICT)},
        "fetching": {"contact": scenario.office["email"], "pause_seconds": 0, "allow_hosts": [portal.host]},
        "storage": {"database": "sqlite:///../nianbao.db", "archive": "../archive"},
    }
    with (folder / "office.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(office, file)
    with (folder / "agencies.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows(_row(p, scenario, portal) for p in scenario.publishers)


def _row(publisher: Publisher, scenario: Scenario, portal: Portal) -> tuple[str, ...]:
    government = next(p for p in scenario.publishers if p.kind is Kind.GOVERNMENT)
    is_government = publisher is government
    return (
        publisher.id,
        publisher.name,
        ";".join(publisher.aliases),
        str(publisher.kind),
        "township" if publisher.kind in {Kind.TOWNSHIP, Kind.SUBDISTRICT} else "county",
        "" if is_government else government.id,
        portal.listing(publisher),
        f"{publisher.id}@lanxi.example",
        "" if is_government else "lingdao@lanxi.example",
    )
