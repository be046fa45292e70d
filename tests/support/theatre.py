"""Puts the demo's district on a stage of the test's own: its portal, a mail server that may fail, and the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.app.demo.clock import Clock
from monitor.app.demo.portal import Portal
from monitor.app.demo.scenario import Posting, Scenario, load_scenario
from monitor.app.house import House
from monitor.app.jobs import JOBS, run_if_due
from monitor.settings import TIME_ZONE
from tests.support.mail import SmtpSink
from tests.support.offices import Owing, opened, write_mailing_office


def local(text: str) -> datetime:
    """Give the instant (UTC) of a local time such as `2021-02-01 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=TIME_ZONE).astimezone(UTC)


def instants(first: date, last: date, hours: Sequence[int]) -> Iterator[datetime]:
    """Give the instants (UTC) at these local hours of every day, the last day included."""
    for day in range((last - first).days + 1):
        midnight = datetime.combine(first + timedelta(days=day), datetime.min.time(), TIME_ZONE)
        yield from ((midnight + timedelta(hours=hour)).astimezone(UTC) for hour in hours)


def posted_at(scenario: Scenario, agency: str, at: datetime) -> Scenario:
    """Give the district in which this agency's first report appears at another instant."""

    def moved(posting: Posting) -> Posting:
        return replace(posting, at=at) if posting.number == 1 else posting

    publishers = (
        replace(p, postings=tuple(map(moved, p.postings))) if p.id == agency else p for p in scenario.publishers
    )
    return replace(scenario, publishers=tuple(publishers))


def owing(scenario: Scenario, portal: Portal) -> list[Owing]:
    """Give the agencies of the district as the office lists them."""
    return [Owing(p.id, p.name, portal.listing(p), str(p.kind)) for p in scenario.publishers]


@dataclass(frozen=True, slots=True)
class Theatre:
    """Holds everything that a test plays with."""

    clock: Clock
    portal: Portal
    sink: SmtpSink
    house: House

    def play(self, moments: Sequence[datetime]) -> None:
        """Run every job that is due at these instants, as the daemon would."""
        for now in moments:
            self.clock.now = now
            for job in JOBS:
                run_if_due(self.house, job, now)


@contextmanager
def theatre(
    folder: Path, sections: Mapping[str, Mapping[str, Any]], scenario: Scenario | None = None
) -> Iterator[Theatre]:
    """Open portal, mail server and office; `sections` of the configuration are laid over quick ones."""
    district = scenario or load_scenario()
    clock = Clock(datetime.min.replace(tzinfo=UTC))
    with Portal(district, clock) as portal, SmtpSink() as sink:
        reachable = {"fetching": {"allow_hosts": [portal.host], "pause_seconds": 0}}
        config = write_mailing_office(folder, owing(district, portal), sink.port, {**reachable, **sections})
        with opened(config, clock) as house:
            yield Theatre(clock, portal, sink, house)
