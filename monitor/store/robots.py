"""Keeps what hosts say may be asked for: a restart asks nobody again on the same day."""

from __future__ import annotations

from sqlalchemy import select

from monitor.fetch import RobotsText
from monitor.store.engine import Tx
from monitor.store.rows import put, record_of, values_of
from monitor.store.tables import robots


def save(tx: Tx, said: RobotsText) -> None:
    """Keep what a host says now."""
    put(tx, robots, values_of(said))


def every(tx: Tx) -> tuple[RobotsText, ...]:
    """Give what every host said last; of each it says itself until when that holds."""
    return tuple(record_of(RobotsText, row) for row in tx.execute(select(robots)).mappings())
