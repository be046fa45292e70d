"""Keeps which report links a listing has shown, from the first time to the last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select, update

from monitor.portals import Link
from monitor.store.engine import Tx
from monitor.store.model import StoredSighting
from monitor.store.rows import digest_of, put, put_all, record_of, values_of
from monitor.store.tables import sightings


def see(tx: Tx, owner: tuple[str, int], link: Link, at: datetime) -> StoredSighting:
    """Record that the listing of `owner` (agency, year) shows a link; `first_seen` tells whether it is new."""
    agency, year = owner
    before = next((s for s in load(tx, agency, year) if s.url == link.url), None)
    first = before.first_seen if before else at
    seen = StoredSighting(agency, year, link.url, link.title, link.date, first, at)
    put(tx, sightings, {**values_of(seen), "url_digest": digest_of(link.url)})
    return seen


def see_all(tx: Tx, agency: str, shown: Mapping[int, Collection[Link]], at: datetime) -> None:
    """Record in one go what a listing shows of several years; what was seen before keeps its first instant."""
    links = ((year, link) for year, some in shown.items() for link in some)
    seen = {
        (year, link.url): StoredSighting(agency, year, link.url, link.title, link.date, at, at) for year, link in links
    }
    rows = [{**values_of(each), "url_digest": digest_of(each.url)} for each in seen.values()]
    put_all(tx, sightings, rows, keep="first_seen")


def only(tx: Tx, owner: tuple[str, int], urls: Collection[str], at: datetime) -> int:
    """Record that all links but these are gone; gives how many went. What was gone already keeps its instant."""
    agency, year = owner
    statement = update(sightings).where(
        sightings.c.agency == agency,
        sightings.c.year == year,
        sightings.c.url_digest.not_in([digest_of(url) for url in urls]),
        sightings.c.gone_at.is_(None),
    )
    return tx.execute(statement.values(gone_at=at)).rowcount


def earlier(tx: Tx, agency: str, year: int) -> tuple[StoredSighting, ...]:
    """Give the links of an agency's years before `year`."""
    query = select(sightings).where(sightings.c.agency == agency, sightings.c.year < year)
    return tuple(record_of(StoredSighting, row) for row in tx.execute(query).mappings())


def load(tx: Tx, agency: str, year: int) -> tuple[StoredSighting, ...]:
    """Give the links of an agency's year, in the order in which they were first seen."""
    query = select(sightings).where(sightings.c.agency == agency, sightings.c.year == year)
    query = query.order_by(sightings.c.first_seen, sightings.c.url_digest)
    return tuple(record_of(StoredSighting, row) for row in tx.execute(query).mappings())
