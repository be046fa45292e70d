"""Keeps house once a day: verifies yesterday's archive, lets old evidence go, looks at disk and calendar."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from monitor.app.house import House
from monitor.app.retention import drop_old
from monitor.calendar import knows, local_date
from monitor.store import Matter, matters

_LOG = structlog.get_logger()
LEAST_FREE = 1_000_000_000
"""Bytes that must be free where the archive lies."""


@dataclass(slots=True)
class Kept:
    """Counts what a step found."""

    records: int = 0
    damaged: int = 0
    dropped: tuple[str, ...] = ()
    """Archive files that nothing needed any more."""
    told: list[str] = field(default_factory=list)
    """Codes of the matters that were raised."""


def step(house: House, now: datetime) -> Kept:
    """Look after the archive, the disk and the calendar at `now` (UTC)."""
    kept = Kept()
    verification = house.archive.verify(day=(now - timedelta(days=1)).date())
    kept.records, kept.damaged = verification.records, len(verification.bad)
    found = [Matter("archive_damaged", now, facts={"file": b.file, "reason": str(b.fault)}) for b in verification.bad]
    free = shutil.disk_usage(house.settings.storage.archive.parent).free
    if free < LEAST_FREE:
        found.append(Matter("disk_full", now, facts={"free_bytes": free}))
    year = local_date(now).year
    if not knows(year):
        found.append(Matter("calendar_unknown", now, facts={"year": year}))
    kept.dropped = drop_old(house, now)
    house.archive.seal(now)
    with house.store.begin() as tx:
        kept.told = [m.code for m in found if matters.add(tx, m)]
    _LOG.info("housekeeping", records=kept.records, damaged=kept.damaged, dropped=len(kept.dropped), told=kept.told)
    return kept
