"""Keeps when each job of the daemon ran last and is due next, so that a restart loses and repeats nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from monitor.store.engine import Tx
from monitor.store.model import Tick
from monitor.store.rows import put, record_of, values_of
from monitor.store.tables import ticks


def save(tx: Tx, tick: Tick) -> None:
    """Keep when a job ran and is due again."""
    put(tx, ticks, values_of(tick))


def load(tx: Tx, job: str) -> Tick | None:
    """Give the due times of a job, or None before its first run."""
    row = tx.execute(select(ticks).where(ticks.c.job == job)).mappings().one_or_none()
    return record_of(Tick, row) if row else None


def due(tx: Tx, now: datetime) -> tuple[Tick, ...]:
    """Give the jobs that are due, the longest waiting first."""
    return tuple(tick for tick in every(tx) if tick.next_run_at <= now)


def every(tx: Tx) -> tuple[Tick, ...]:
    """Give the due times of every job, the next one first."""
    query = select(ticks).order_by(ticks.c.next_run_at, ticks.c.job)
    return tuple(record_of(Tick, row) for row in tx.execute(query).mappings())
