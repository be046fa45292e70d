"""Keeps the index of the archive: which bytes came from where, when; the bytes stay in the archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from monitor.evidence import Capture
from monitor.store.engine import Tx
from monitor.store.model import StoredCapture
from monitor.store.rows import digest_of, put_once, record_of, values_of
from monitor.store.tables import captures


def add(tx: Tx, capture: Capture) -> bool:
    """Keep a capture; tell whether it was new."""
    values = values_of(capture, "body")
    return put_once(tx, captures, {**values, "url_digest": digest_of(capture.url)})


def get(tx: Tx, capture_id: str) -> StoredCapture | None:
    """Give the capture of this id, or None."""
    row = tx.execute(select(captures).where(captures.c.id == capture_id)).mappings().one_or_none()
    return _record(row) if row else None


def latest(tx: Tx, url: str) -> StoredCapture | None:
    """Give the latest capture of an address, or None."""
    found = of_url(tx, url)
    return found[0] if found else None


def of_url(tx: Tx, url: str) -> tuple[StoredCapture, ...]:
    """Give the captures of an address, the latest first."""
    query = select(captures).where(captures.c.url_digest == digest_of(url))
    query = query.order_by(captures.c.fetched_at.desc(), captures.c.id)
    return tuple(_record(row) for row in tx.execute(query).mappings())


def of_digest(tx: Tx, sha256: str) -> tuple[StoredCapture, ...]:
    """Give the captures of these bytes, the earliest first."""
    query = select(captures).where(captures.c.sha256 == sha256)
    query = query.order_by(captures.c.fetched_at, captures.c.id)
    return tuple(_record(row) for row in tx.execute(query).mappings())


def _record(row: Mapping[Any, Any]) -> StoredCapture:
    headers = tuple((name, value) for name, value in row["headers"])
    return record_of(StoredCapture, row, headers=headers)
