"""Keeps which hosts are to be left alone, and until when: a restart forgets no Retry-After."""

from __future__ import annotations

from sqlalchemy import select

from monitor.fetch import HostState
from monitor.store.engine import Tx
from monitor.store.rows import put, record_of, values_of
from monitor.store.tables import hosts


def save(tx: Tx, state: HostState) -> None:
    """Keep the present state of a host."""
    put(tx, hosts, values_of(state))


def every(tx: Tx) -> tuple[HostState, ...]:
    """Give what is known of every host."""
    return tuple(record_of(HostState, row) for row in tx.execute(select(hosts).order_by(hosts.c.host)).mappings())
