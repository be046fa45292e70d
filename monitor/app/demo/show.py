"""Shows the demo: plays the season with a progress bar, then tells who published, what was found, what was written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from ruamel.yaml import YAML

from alerts.compose.phrases import Phrases, phrases
from monitor.app.demo.scenario import load_scenario
from monitor.app.demo.season import Released, Stage, prepare_folder, whole_season
from monitor.app.house import House
from monitor.app.obligations import Obligation, obligations
from monitor.calendar import local_date
from monitor.cases import Case
from monitor.store import Tx, cases, listings, sightings

Words = Mapping[str, Any]


def run_demo(folder: Path, *, fresh: bool, lang: str, console: Console) -> None:
    """Play the whole season in `folder` and tell its story. Raises FileExistsError for a folder with other things."""
    words = _words(lang)
    prepare_folder(folder, fresh=fresh)
    scenario = load_scenario()
    season = whole_season(scenario)
    console.rule(words["title"].format(district=scenario.district, first=season.first, last=season.last))
    console.print(words["introduction"])
    began = time.perf_counter()
    with Stage(folder, scenario, season, os.environ) as stage:
        _play(stage, words, console)
        _tell(stage, words, lang, console)
    days = (season.last - season.first).days + 1
    console.print(words["took"].format(seconds=time.perf_counter() - began, days=days))
    console.print(words["next"].format(year=scenario.year, config=escape(str(folder / "config"))))


def _words(lang: str) -> Words:
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    words: Words = YAML(typ="safe").load(text)[lang]
    return words


def _play(stage: Stage, words: Words, console: Console) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    shown = False
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=len(stage.season))
        for now in stage.play():
            bar.update(task, advance=1, description=words["playing"].format(day=local_date(now)))
            if stage.released and not shown:
                shown = True
                _show_release(stage.released, words, console)


def _show_release(released: Released, words: Words, console: Console) -> None:
    console.print(words["held"].format(at=local_date(released.at), count=len(released.letters)), style="bold")
    for subject in released.letters:
        console.print(f"  · {escape(subject)}")
    console.print(words["released"])


def _tell(stage: Stage, words: Words, lang: str, console: Console) -> None:
    house = stage.house
    now = list(stage.season.instants())[-1]
    owed = list(obligations(house.settings, now))
    with house.store.read() as tx:
        console.print(_publications(tx, owed, words, phrases(lang)))
        console.print(_findings(tx, owed, words, lang))
    office = house.settings.office.email
    to_agencies = [r for r in stage.mailbox.letters if office not in str(r.message["To"])]
    table = _table(words["letters"], (words["date"], words["to"], words["subject"]))
    for received in to_agencies:
        table.add_row(
            str(local_date(received.at)), escape(str(received.message["To"])), escape(str(received.message["Subject"]))
        )
    console.print(table)
    console.print(words["office_mails"].format(count=len(stage.mailbox.letters) - len(to_agencies)))
    _where(stage, house, words, console)


def _publications(tx: Tx, owed: list[Obligation], words: Words, say: Phrases) -> Table:
    head = (words["agency"], words["due"], words["published"], words["presence"], words["trouble"])
    table = _table(words["publications"], head)
    for obligation in owed:
        watched = listings.load(tx, obligation.agency.id, obligation.year)
        shown = sightings.load(tx, obligation.agency.id, obligation.year)
        dates = [str(s.date or local_date(s.first_seen)) for s in shown]
        late = bool(dates) and dates[0] > str(obligation.due)
        presence = words["presences"][str(watched.presence)] if watched else ""
        table.add_row(
            escape(obligation.agency.name),
            str(obligation.due),
            " → ".join(dates) + (f"（{words['late']}）" if late else ""),
            presence,
            say.by_code("trouble", watched.trouble) if watched and watched.trouble else "",
        )
    return table


def _findings(tx: Tx, owed: list[Obligation], words: Words, lang: str) -> Table:
    head = (words["agency"], words["code"], words["severity"], words["state"], words["message"])
    table = _table(words["findings"], head)
    for obligation, case in _cases(tx, owed):
        table.add_row(
            escape(obligation.agency.name),
            case.key.code,
            words["severities"][str(case.severity)],
            words["states"][str(case.state)],
            escape(case.finding["words"][lang]["message"]),
        )
    return table


def _cases(tx: Tx, owed: list[Obligation]) -> Iterator[tuple[Obligation, Case]]:
    for obligation in owed:
        known = cases.load(tx, obligation.agency.id, obligation.year)
        yield from ((obligation, case) for case in sorted(known, key=lambda c: (c.key.code, c.key.pointers)))


def _where(stage: Stage, house: House, words: Words, console: Console) -> None:
    verified = house.archive.verify()
    sound = words["sound" if verified.sound else "damaged"]
    console.print(words["where_letters"].format(folder=escape(str(stage.folder / "letters"))))
    archive = escape(str(stage.folder / "archive"))
    console.print(words["where_archive"].format(folder=archive, records=verified.records, sound=sound))
    console.print(words["where_database"].format(file=escape(str(stage.folder / "nianbao.db"))))


def _table(title: str, head: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", show_lines=False)
    for name in head:
        table.add_column(name, overflow="fold")
    return table
