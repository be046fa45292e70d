"""Wires the program together: everything a step needs, opened once, on one page."""

from __future__ import annotations

import os
import platform
import uuid
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from alerts.channels import Channel, open_channel
from monitor.app.examine import Examined
from monitor.app.in_force import Standing
from monitor.app.opens import Opened
from monitor.app.stopping import never
from monitor.documents import Embedded, Unreadable
from monitor.evidence import Archive
from monitor.extraction import Reading
from monitor.fetch import Client, Hosts, HostState, Manners, Robots, RobotsText
from monitor.portals import AgencyNames
from monitor.rules import Author, Sketch, author_of
from monitor.settings import Agency, Settings, load_settings
from monitor.store import Store, hosts, open_store, robots

Owner = tuple[str, int]
"""Whose report: the id of an agency, and the year."""
Wanted = tuple[bool, tuple[str, ...], tuple[Embedded, ...]]
"""Whether a report page stands for itself, the addresses to be fetched with it, and what the page says of them."""
KEPT_READINGS = 512
"""Readings kept in memory: a reading is made again from the archive when it is not among them."""


@dataclass(frozen=True, slots=True)
class House:
    """Holds what the steps work with. A reload gives a new one; nothing in it is changed in place."""

    settings: Settings
    folder: Path
    """The folder of `office.yaml`."""
    store: Store
    archive: Archive
    client: Client
    channel: Channel
    owner: str
    """Who works here: host, process, and a word of its own (leases are taken in this name)."""
    clock: Callable[[], datetime]
    """Gives the instant (UTC) at which a response arrives; steps take theirs as a parameter."""
    readings: dict[str, Reading | Unreadable] = field(default_factory=dict)
    """Readings by digest: reading the same bytes twice gives the same, so it is done once."""
    wanted: dict[tuple[str, str], Wanted] = field(default_factory=dict)
    """By digest and address of a report page."""
    opened: dict[tuple[str, str], Opened] = field(default_factory=dict)
    """Whether a file opens, by its digest and the ending of its name."""
    examined: dict[tuple[str, int], tuple[Hashable, Examined]] = field(default_factory=dict)
    """The latest judgement of every agency and year, with all that it depends on."""
    settled: dict[tuple[str, int], Hashable] = field(default_factory=dict)
    """What was last recorded of every agency and year: the same again needs no recording."""
    in_force: dict[tuple[str, int], Standing | None] = field(default_factory=dict)
    """The report of every agency and year as it was observed last."""
    earlier: dict[tuple[str, int], tuple[tuple[int, Standing], ...]] = field(default_factory=dict)
    """The reports of the years before that stand beside it, as far as they were asked for."""
    sketched: dict[Owner, str | None] = field(default_factory=dict)
    """Of what the kept sketch of every agency and year was made; None where there is no report to sketch."""
    alike: dict[Owner, tuple[Sketch, ...]] = field(default_factory=dict)
    """The reports of others that every agency's is to be compared with, as far as they were asked for."""
    authors: dict[str, Author] = field(default_factory=dict)
    """Every agency with its relations, by id; made when first asked for."""
    stopping: Callable[[], bool] = never
    """Tells whether the program is to end: a long step then begins nothing new."""

    def remember(self, sha256: str, made: Callable[[], Reading | Unreadable]) -> Reading | Unreadable:
        """Give the reading of a digest, made at most once while it is remembered."""
        known = self.readings.get(sha256)
        if known is None:
            if len(self.readings) >= KEPT_READINGS:
                self.readings.pop(next(iter(self.readings)), None)
            known = self.readings[sha256] = made()
        return known

    def author(self, agency: Agency) -> Author:
        """Say whose the reports of an agency are, with all that is above it."""
        if not self.authors:
            known = {each.id: each for each in self.settings.agencies}
            self.authors.update({each.id: author_of(each, *_above(each, known)) for each in known.values()})
        return self.authors.get(agency.id) or author_of(agency)

    @property
    def names(self) -> tuple[AgencyNames, ...]:
        """Give the names of every agency."""
        return tuple(AgencyNames(agency.id, agency.names) for agency in self.settings.agencies)

    def with_settings(self, settings: Settings) -> House:
        """Give the house under new settings; database and archive stay where they are until a restart."""
        return replace(
            self,
            settings=settings,
            examined={},
            settled={},
            earlier={},
            sketched={},
            alike={},
            authors={},
            client=open_client(settings, self.clock, self.store),
            channel=open_channel(settings.mail),
        )


def _above(agency: Agency, known: Mapping[str, Agency]) -> Iterator[str]:
    """Give the ids above an agency, from its parent up; the settings hold no cycle."""
    parent = agency.parent
    while parent is not None:
        yield parent
        parent = known[parent].parent if parent in known else None


def open_client(settings: Settings, clock: Callable[[], datetime], store: Store) -> Client:
    """Make the client of a house: it remembers which hosts to leave alone, and asks robots.txt."""

    def keep(state: HostState) -> None:
        with store.begin() as tx:
            hosts.save(tx, state)

    def keep_rules(said: RobotsText) -> None:
        with store.begin() as tx:
            robots.save(tx, said)

    with store.read() as tx:
        known, said = hosts.every(tx), robots.every(tx)
    fetching = settings.fetching
    return Client(
        fetching,
        clock,
        Manners(fetching.pause_seconds, fresh=True),
        hosts=Hosts(known, keep, fetching.failures_before_rest),
        robots=Robots(fetching.robots_ignored, said, keep_rules),
    )


def real_time() -> datetime:
    """Give the present instant in UTC."""
    return datetime.now(UTC)


@contextmanager
def open_house(folder: Path, environ: Mapping[str, str], clock: Callable[[], datetime] = real_time) -> Iterator[House]:
    """Open everything that the configuration in `folder` names. Raises ConfigurationError or StoreError."""
    settings = load_settings(folder, environ)
    with open_store(settings.storage.database) as store:
        yield House(
            settings=settings,
            folder=folder,
            store=store,
            archive=Archive(settings.storage.archive),
            client=open_client(settings, clock, store),
            channel=open_channel(settings.mail),
            clock=clock,
            owner=f"{platform.node()}:{os.getpid()}:{uuid.uuid4().hex[:8]}",
        )
