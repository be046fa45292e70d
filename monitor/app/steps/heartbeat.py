"""Shows that the daemon lives: renews its place on the database, and writes the time to a file."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from monitor.app.house import House
from monitor.app.place import BusyError
from monitor.store import instance, ticks


def step(house: House, now: datetime) -> None:
    """Renew the lease on the database at `now` (UTC) and write the heartbeat file, if one is configured.

    Raises BusyError where another instance has taken the place: we were silent for too long.
    """
    with house.store.begin() as tx:
        if not instance.acquire(tx, now, house.owner):
            holder = instance.holder(tx)
            raise BusyError(holder.owner if holder else "")
        jobs = {t.job: t.next_run_at.isoformat() for t in ticks.every(tx)}
    file = house.settings.storage.heartbeat
    if file is not None:
        _write(file, json.dumps({"at": now.isoformat(), "owner": house.owner, "next": jobs}, indent=2))


def _write(file: Path, text: str) -> None:
    """Replace the file in one move, so that nobody reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(file)
