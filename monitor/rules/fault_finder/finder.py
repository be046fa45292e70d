"""Finds the one smallest act that explains every failing relation of a table, or says nothing.

An act is proved to mend only where every relation that it enters is closed. What may mend as well — as small, as far as
is known — makes the finder silent: a wrong cell named with confidence costs more than no hint.
"""

from __future__ import annotations

from monitor.rules.fault_finder.acts import Act, Thinker, digits, displaced, one_cell, two_totals
from monitor.rules.fault_finder.sheet import Effect, Sheet

_WITNESSES = 2
_ONE_ACT: tuple[Thinker, ...] = (one_cell, displaced, digits)


def find(sheet: Sheet) -> Act | None:
    """Give the act that alone mends everything; None where there is none, or several are equally small.

    One relation alone tells that something is wrong, not where.
    """
    if len(sheet.failing) < _WITNESSES:
        return None
    found = _fitting(sheet, _ONE_ACT)
    if not found and len(sheet.excess) == len(sheet.evaluations):
        found = _fitting(sheet, (two_totals,))
    if len(found) != 1:
        return None
    act, effect = found[0]
    return act if effect is Effect.MENDS else None


def _fitting(sheet: Sheet, thinkers: tuple[Thinker, ...]) -> list[tuple[Act, Effect]]:
    """Give the acts that mend or may mend; those that come to the same figures are one."""
    fitting: dict[frozenset[tuple[str, int]], tuple[Act, Effect]] = {}
    for act in (act for think in thinkers for act in think(sheet)):
        effect = sheet.effect(act.change)
        if effect is not Effect.FALLS_SHORT:
            fitting.setdefault(frozenset(act.change.items()), (act, effect))
    return list(fitting.values())
