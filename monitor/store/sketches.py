"""Keeps what reports are compared by, and finds those of a year that are worth comparing: one indexed question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, delete, func, insert, select

from monitor.rules import WORTH_COMPARING, Author, Figures, Sketch, Text, marks
from monitor.store.engine import Tx
from monitor.store.rows import put
from monitor.store.tables import sketch_marks, sketches

MOST = 32
"""Reports given, those that have most in common first: where a whole county shares a text, a few dozen tell it."""
_OF: BindParameter[str] = bindparam("of")
_YEAR: BindParameter[int] = bindparam("in_year")


def _met() -> Select[tuple[Any]]:
    """Ask for the sketches that share enough marks with one; made once, for building a question costs more than it."""
    own, theirs = sketch_marks.alias(), sketch_marks.alias()
    weight = func.sum(theirs.c.weight)
    found = (
        select(theirs.c.agency, weight.label("weight"))
        .join(own, own.c.mark == theirs.c.mark)
        .where(own.c.agency == _OF, own.c.year == _YEAR, theirs.c.agency != _OF, theirs.c.year == _YEAR)
        .group_by(theirs.c.agency)
        .having(weight >= WORTH_COMPARING)
        .order_by(weight.desc(), theirs.c.agency)
        .limit(MOST)
        .subquery()
    )
    query = select(sketches.c.sketch).join(found, found.c.agency == sketches.c.agency)
    return query.where(sketches.c.year == _YEAR).order_by(found.c.weight.desc(), found.c.agency)


_LIKE = _met()
_FORGET = tuple(delete(table).where(table.c.agency == _OF, table.c.year == _YEAR) for table in (sketch_marks, sketches))


def keep(tx: Tx, year: int, basis: str, sketch: Sketch) -> None:
    """Keep the sketch of the report that an agency has in force; `basis` says of what it was made (64 characters)."""
    agency = sketch.author.id
    drop(tx, agency, year)
    put(tx, sketches, {"agency": agency, "year": year, "basis": basis, "sketch": asdict(sketch)})
    found = marks(sketch, year)
    tx.execute(
        insert(sketch_marks),
        [{"agency": agency, "year": year, "mark": mark.value, "weight": mark.weight} for mark in found],
    )


def drop(tx: Tx, agency: str, year: int) -> None:
    """Forget the sketch of a report that is there no more."""
    for statement in _FORGET:
        tx.execute(statement, {"of": agency, "in_year": year})


def bases(tx: Tx, year: int) -> dict[str, str]:
    """Say for each agency of what the sketch that is kept was made."""
    rows = tx.execute(select(sketches.c.agency, sketches.c.basis).where(sketches.c.year == year))
    return {row.agency: row.basis for row in rows}


def like(tx: Tx, agency: str, year: int) -> tuple[Sketch, ...]:
    """Give the reports of other agencies that have enough marks in common with this one's; MOST at most."""
    return tuple(_sketch(data) for data in tx.execute(_LIKE, {"of": agency, "in_year": year}).scalars())


def _sketch(data: Mapping[str, Any]) -> Sketch:
    author: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in data["author"].items()}
    texts = tuple(Text(text["key"], tuple(text["paragraphs"])) for text in data["texts"])
    figures = Figures(**data["figures"]) if data["figures"] else None
    return Sketch(**{**data, "author": Author(**author), "figures": figures, "texts": texts})
