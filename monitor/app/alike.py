"""Knows which of the year's reports are worth comparing, and whose assessment a new report touches.

Of every report in force a sketch is kept. A report that comes, changes or goes is sketched once; then it and those
that have something in common with it, before or now, are assessed again, so that both of two agencies hear of it,
whichever came first. A district in which nothing changed asks the database nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from monitor.app.assess import Observed
from monitor.app.house import House, Owner
from monitor.app.observe import report_trouble
from monitor.extraction import READER
from monitor.rules import SKETCHER, Sketch, sketch_of
from monitor.store import Tx, sketches


@dataclass(frozen=True, slots=True)
class _New:
    """Is a report whose sketch may not be the one that is kept."""

    owner: Owner
    basis: str | None
    """Of what its sketch is made; None where there is nothing to compare."""
    sketched: Callable[[], Sketch]


def renew(house: House, observed: Iterable[Observed]) -> frozenset[Owner]:
    """Sketch what is new, and give those who are to be assessed again."""
    new = tuple(n for n in (_new(house, each) for each in observed) if _is_unknown(house, n))
    if not new:
        return frozenset()
    touched: set[Owner] = set()
    with house.store.begin() as tx:
        kept = {year: sketches.bases(tx, year) for year in {n.owner[1] for n in new}}
        for each in new:
            agency, year = each.owner
            if kept[year].get(agency) != each.basis:
                touched.update(_set_apart(tx, each))
    house.sketched.update({n.owner: n.basis for n in new})
    for owner in touched:
        house.alike.pop(owner, None)
    return frozenset(touched)


def _new(house: House, observed: Observed) -> _New:
    agency, reading = observed.obligation.agency, observed.reading
    owner, author = (agency.id, observed.obligation.year), house.author(agency)
    if reading is None or not reading.shows_report:
        return _New(owner, None, partial(Sketch, author, ""))
    # All that a sketch depends on: the bytes, the versions that read and sketch them, whose report it is.
    basis = repr((observed.digests, READER, SKETCHER, author))
    return _New(owner, hashlib.sha256(basis.encode()).hexdigest(), partial(sketch_of, reading, author))


def _is_unknown(house: House, new: _New) -> bool:
    return new.owner not in house.sketched or house.sketched[new.owner] != new.basis


def _set_apart(tx: Tx, new: _New) -> frozenset[Owner]:
    """Replace a sketch; a report that breaks our program is not compared, and does not silence the others."""
    try:
        with tx.begin_nested():
            return frozenset(_replace(tx, new))
    except Exception as error:  # noqa: BLE001 - told and reported, as where reading breaks down
        report_trouble("sketch", new.owner[0], error)
        return frozenset()


def _replace(tx: Tx, new: _New) -> Iterator[Owner]:
    """Keep or drop a sketch; gives whom it was like, whom it is like, and itself if there is anyone."""
    agency, year = new.owner
    met = [*sketches.like(tx, agency, year)]
    sketches.drop(tx, agency, year)
    if new.basis is not None:
        sketches.keep(tx, year, new.basis, new.sketched())
        met += sketches.like(tx, agency, year)
    if met:
        yield from (new.owner, *((other.author.id, year) for other in met))
