"""Holds the one door to the database: transactions, small functions by subject, migrations.

with store.begin() as tx:
    cases.record(tx, events)
    letters.add(tx, letter)
"""

from monitor.store import (
    captures,
    cases,
    hosts,
    instance,
    letters,
    listings,
    matters,
    outcomes,
    readings,
    robots,
    sightings,
    sketches,
    ticks,
    walks,
)
from monitor.store.backup import back_up
from monitor.store.engine import Store, Tx
from monitor.store.model import (
    Examination,
    Holder,
    LetterCourse,
    LetterRow,
    ListingState,
    Matter,
    Missed,
    StoredCapture,
    StoredReading,
    StoredSighting,
    StoreError,
    Tick,
    Walked,
    WalkedPage,
    Watched,
)
from monitor.store.opening import head, open_store, revision, upgrade

__all__ = [
    "Examination",
    "Holder",
    "LetterCourse",
    "LetterRow",
    "ListingState",
    "Matter",
    "Missed",
    "Store",
    "StoreError",
    "StoredCapture",
    "StoredReading",
    "StoredSighting",
    "Tick",
    "Tx",
    "Walked",
    "WalkedPage",
    "Watched",
    "back_up",
    "captures",
    "cases",
    "head",
    "hosts",
    "instance",
    "letters",
    "listings",
    "matters",
    "open_store",
    "outcomes",
    "readings",
    "revision",
    "robots",
    "sightings",
    "sketches",
    "ticks",
    "upgrade",
    "walks",
]
