"""Keeps what watching a listing has shown, and when it is to be visited again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from monitor.store.engine import Tx
from monitor.store.model import Watched
from monitor.store.rows import put, put_all, record_of, values_of
from monitor.store.tables import listings


def save(tx: Tx, watched: Watched) -> None:
    """Keep the present state of a watch."""
    put(tx, listings, values_of(watched))


def save_all(tx: Tx, watched: Iterable[Watched]) -> None:
    """Keep the present state of several watches."""
    put_all(tx, listings, [values_of(one) for one in watched])


def load(tx: Tx, agency: str, year: int) -> Watched | None:
    """Give the watch over an agency's year, or None where none has begun."""
    query = select(listings).where(listings.c.agency == agency, listings.c.year == year)
    row = tx.execute(query).mappings().one_or_none()
    return record_of(Watched, row) if row else None


def of_year(tx: Tx, year: int) -> tuple[Watched, ...]:
    """Give every watch of a year, by agency."""
    query = select(listings).where(listings.c.year == year).order_by(listings.c.agency)
    return tuple(record_of(Watched, row) for row in tx.execute(query).mappings())


def every(tx: Tx) -> tuple[Watched, ...]:
    """Give every watch of every year."""
    query = select(listings).order_by(listings.c.year, listings.c.agency)
    return tuple(record_of(Watched, row) for row in tx.execute(query).mappings())


def due(tx: Tx, now: datetime, limit: int | None = None) -> tuple[Watched, ...]:
    """Give what is due to be visited, the longest waiting first."""
    query = select(listings).where(listings.c.next_due_at <= now)
    query = query.order_by(listings.c.next_due_at, listings.c.agency, listings.c.year).limit(limit)
    return tuple(record_of(Watched, row) for row in tx.execute(query).mappings())


def next_due(tx: Tx) -> datetime | None:
    """Give the instant at which the next visit is due, or None."""
    query = select(listings.c.next_due_at).where(listings.c.next_due_at.is_not(None))
    due_at: datetime | None = tx.execute(query.order_by(listings.c.next_due_at).limit(1)).scalar_one_or_none()
    return due_at
