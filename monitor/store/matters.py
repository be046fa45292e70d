"""Keeps what only the operator has to know, until the operator was told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import simplejson
from sqlalchemy import insert, select, update

from monitor.store.engine import Tx
from monitor.store.model import Matter
from monitor.store.rows import digest_of, record_of, values_of
from monitor.store.tables import matters


def add(tx: Tx, matter: Matter) -> bool:
    """Keep a matter; False if the very same one waits to be told already."""
    digest = _digest(matter)
    waiting = select(matters.c.number).where(matters.c.told_at.is_(None), matters.c.digest == digest)
    if tx.execute(waiting).first() is not None:
        return False
    tx.execute(insert(matters).values({**values_of(matter, "number"), "digest": digest}))
    return True


def untold(tx: Tx) -> tuple[Matter, ...]:
    """Give the matters that the operator was not told yet, the oldest first."""
    query = select(matters).where(matters.c.told_at.is_(None)).order_by(matters.c.number)
    return tuple(record_of(Matter, row) for row in tx.execute(query).mappings())


def since(tx: Tx, at: datetime) -> tuple[Matter, ...]:
    """Give the matters from an instant on, told or not, the latest first."""
    query = select(matters).where(matters.c.at >= at).order_by(matters.c.number.desc())
    return tuple(record_of(Matter, row) for row in tx.execute(query).mappings())


def mark_told(tx: Tx, numbers: Collection[int], at: datetime) -> None:
    """Record that the operator was told of these matters."""
    tx.execute(update(matters).where(matters.c.number.in_(list(numbers))).values(told_at=at))


def _digest(matter: Matter) -> str:
    same = [matter.code, matter.agency, matter.facts]
    return digest_of(simplejson.dumps(same, use_decimal=True, sort_keys=True, default=dict))
