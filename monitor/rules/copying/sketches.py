"""Makes the sketch of a reading; pure, once a reading."""

from __future__ import annotations

import hashlib

from monitor.extraction import Reading, Status, masked
from monitor.form import UNREAD, Operator, Table, load_edition
from monitor.rules.copying.likeness import SECTIONS
from monitor.rules.sketch import Author, Figures, Sketch, Text
from monitor.rules.values import value_of

SKETCHER = "1"
"""Changes when another sketch, or another mark, is made of the same reading: those kept are then made anew."""
TABLE = "requests"


def sketch_of(reading: Reading, author: Author) -> Sketch:
    """Give what a report is compared by; personal data is masked, for it is kept."""
    sections = (reading.section(key) for key in SECTIONS)
    return Sketch(
        author=author,
        sha256=reading.sha256,
        stated=reading.agency,
        title=masked(reading.title) if reading.title else None,
        figures=figures_of(reading),
        texts=tuple(Text(s.key, tuple(masked(s.text).split("\n"))) for s in sections if s is not None),
    )


def figures_of(reading: Reading) -> Figures | None:
    """Sum up table 3; None where it is missing or a cell of it was not read with certainty."""
    cells = (c for p, c in reading.cells.items() if p.startswith(f"/tables/{TABLE}/"))
    values = {c.pointer: value_of(c) for c in cells if c.status is not Status.ABSENT}
    if not values or UNREAD in values.values():
        return None
    said = sorted((pointer, value) for pointer, value in values.items() if value)
    digest = hashlib.sha256("\n".join(f"{p} {v}" for p, v in said).encode()).hexdigest()
    follow = _following(load_edition(reading.edition).table(TABLE))
    return Figures(digest, sum(not follow & set(pointer.split("/")[3:]) for pointer, _ in said))


def _following(table: Table) -> frozenset[str]:
    """Give the rows and columns whose figures follow from others: of each identity one, what it states or computes.

    `received` follows from the outcomes and what was carried over: counted too, it would make two figures of one.
    """
    equal = (identity for identity in table.identities if identity.operator is Operator.EQUAL)
    return frozenset(i.stated[0] if len(i.stated) == 1 else i.computed[0] for i in equal)
