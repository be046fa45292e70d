"""Keeps readings: one for each digest, reader version and edition, never changed."""

from __future__ import annotations

from sqlalchemy import select

from monitor.store.engine import Tx
from monitor.store.model import StoredReading
from monitor.store.rows import put_once, record_of, values_of
from monitor.store.tables import readings


def add(tx: Tx, reading: StoredReading) -> bool:
    """Keep a reading; tell whether it was new. One that is there already stays as it is."""
    return put_once(tx, readings, values_of(reading))


def get(tx: Tx, sha256: str, reader: str, edition: str) -> StoredReading | None:
    """Give the reading of a source by this version of the reader against this edition, or None."""
    same = (readings.c.sha256 == sha256, readings.c.reader == reader, readings.c.edition == edition)
    row = tx.execute(select(readings).where(*same)).mappings().one_or_none()
    return record_of(StoredReading, row) if row else None


def of_source(tx: Tx, sha256: str) -> tuple[StoredReading, ...]:
    """Give every reading of a source, the latest first."""
    query = select(readings).where(readings.c.sha256 == sha256)
    query = query.order_by(readings.c.made_at.desc(), readings.c.reader.desc(), readings.c.edition)
    return tuple(record_of(StoredReading, row) for row in tx.execute(query).mappings())
