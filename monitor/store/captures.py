"""Keeps the index of the archive: which bytes came from where, when; the bytes stay in the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from sqlalchemy import Select, delete, func, select

from monitor.evidence import Capture
from monitor.store.engine import Tx
from monitor.store.model import StoredCapture
from monitor.store.rows import digest_of, put_all_once, put_once, record_of, values_of
from monitor.store.tables import captures

_MOST_NAMES = 500
"""Values of one query: SQLite takes no more than a few thousand."""


def _batched(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Give values in pieces of at most `size`."""
    return (values[start : start + size] for start in range(0, len(values), size))


def add(tx: Tx, capture: Capture | StoredCapture) -> bool:
    """Keep a capture; tell whether it was new."""
    return put_once(tx, captures, _values(capture))


def add_all(tx: Tx, found: Iterable[StoredCapture]) -> None:
    """Keep captures; those that are known stay as they are."""
    put_all_once(tx, captures, [_values(capture) for capture in found])


def _values(capture: Capture | StoredCapture) -> dict[str, Any]:
    return {**values_of(capture, "body"), "url_digest": digest_of(capture.url)}


def pointer(capture: Capture) -> StoredCapture:
    """Give what is kept of a capture here."""
    return StoredCapture(**values_of(capture, "body"))


def get(tx: Tx, capture_id: str) -> StoredCapture | None:
    """Give the capture of this id, or None."""
    row = tx.execute(select(captures).where(captures.c.id == capture_id)).mappings().one_or_none()
    return _record(row) if row else None


def beginning(tx: Tx, start: str) -> tuple[StoredCapture, ...]:
    """Give the captures whose id begins so (with or without `urn:uuid:`), at most ten."""
    whole = start if start.startswith("urn:") else f"urn:uuid:{start.lower()}"
    query = select(captures).where(captures.c.id.startswith(whole, autoescape=True)).order_by(captures.c.id).limit(10)
    return tuple(_record(row) for row in tx.execute(query).mappings())


def latest(tx: Tx, url: str) -> StoredCapture | None:
    """Give the latest capture of an address that holds its page (status 200), or None."""
    query = _of_url(url).where(captures.c.status == HTTPStatus.OK).limit(1)
    row = tx.execute(query).mappings().one_or_none()
    return _record(row) if row else None


def of_url(tx: Tx, url: str, most: int | None = None) -> tuple[StoredCapture, ...]:
    """Give the captures of an address, the latest first, of any number or at most so many."""
    return tuple(_record(row) for row in tx.execute(_of_url(url).limit(most)).mappings())


def _of_url(url: str) -> Select[Any]:
    query = select(captures).where(captures.c.url_digest == digest_of(url))
    return query.order_by(captures.c.fetched_at.desc(), captures.c.id)


def of_digest(tx: Tx, sha256: str) -> tuple[StoredCapture, ...]:
    """Give the captures of these bytes, the earliest first."""
    query = select(captures).where(captures.c.sha256 == sha256)
    query = query.order_by(captures.c.fetched_at, captures.c.id)
    return tuple(_record(row) for row in tx.execute(query).mappings())


def files_of(tx: Tx, names: Collection[str]) -> frozenset[str]:
    """Give the files that hold captures of these ids or digests, and the first record of each body among them."""
    found: set[str] = set()
    for some in _batched(sorted(names), _MOST_NAMES):
        query = select(captures.c.sha256).where(captures.c.id.in_(some) | captures.c.sha256.in_(some))
        digests = tx.execute(query.distinct()).scalars().all()
        holding = select(captures.c.file).where(captures.c.id.in_(some) | captures.c.sha256.in_(digests))
        found.update(tx.execute(holding.distinct()).scalars())
    return frozenset(found)


def files_of_latest(tx: Tx) -> frozenset[str]:
    """Give the files that hold the latest whole body of each address: it is what a 304 says is unchanged."""
    times = select(captures.c.url_digest, func.max(captures.c.fetched_at).label("at"))
    newest = times.where(captures.c.status == HTTPStatus.OK).group_by(captures.c.url_digest).subquery()
    latest_of_each = select(captures.c.sha256).join(
        newest, (captures.c.url_digest == newest.c.url_digest) & (captures.c.fetched_at == newest.c.at)
    )
    query = select(captures.c.file).where(captures.c.sha256.in_(latest_of_each)).distinct()
    return frozenset(tx.execute(query).scalars())


def forget(tx: Tx, files: Collection[str]) -> None:
    """Take the captures of these files out of the index."""
    for some in _batched(sorted(files), _MOST_NAMES):
        tx.execute(delete(captures).where(captures.c.file.in_(some)))


def _record(row: Mapping[Any, Any]) -> StoredCapture:
    headers = tuple((name, value) for name, value in row["headers"])
    return record_of(StoredCapture, row, headers=headers)
