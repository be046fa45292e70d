"""Sees to it that one instance works on a database: a lease, renewed by the heartbeat."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from monitor.store.engine import Tx
from monitor.store.model import Holder
from monitor.store.rows import put_once, record_of, values_of
from monitor.store.tables import instance

LEASE = timedelta(minutes=5)
"""How long a silent instance keeps its place; the heartbeat must renew it well before."""


def acquire(tx: Tx, now: datetime, owner: str, lease: timedelta = LEASE) -> bool:
    """Take or renew the one place; False while another instance holds it (`holder` says which)."""
    wanted = Holder(owner, acquired_at=now, renewed_at=now, expires_at=now + lease)
    if put_once(tx, instance, {"only": True, **values_of(wanted)}):
        return True
    mine, free = instance.c.owner == owner, instance.c.expires_at <= now
    if tx.execute(update(instance).where(mine).values(values_of(wanted, "acquired_at"))).rowcount:
        return True
    return tx.execute(update(instance).where(or_(mine, free)).values(values_of(wanted))).rowcount == 1


def holder(tx: Tx) -> Holder | None:
    """Give the instance that holds the place, or held it last; None where there never was one."""
    row = tx.execute(select(instance)).mappings().one_or_none()
    return record_of(Holder, row) if row else None


def release(tx: Tx, owner: str) -> None:
    """Give up the place, if it is this owner's."""
    tx.execute(delete(instance).where(instance.c.owner == owner))
