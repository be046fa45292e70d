"""Draws a page of a listing for one visit: what it is drawn from is archived, and so is what was drawn."""

from __future__ import annotations

from http import HTTPStatus

from monitor.app.browser import Drawn, draw
from monitor.app.trip import Trip
from monitor.evidence import Capture
from monitor.fetch import Failure, Request


def drawn_page(trip: Trip, wanted: Request, proof: list[str]) -> Capture | str:
    """Give a page as its scripts draw it, or why it was not drawn; the captures that show it are added to `proof`."""

    def ask(asked: Request) -> Capture | str:
        return served(trip, asked, proof)

    drawn = draw(wanted.url, ask)
    if not isinstance(drawn, Drawn):
        return drawn
    kept = trip.keep(trip.house.archive.store_drawn(drawn.page, drawn.html, trip.house.clock()))
    proof.append(kept.id)
    return kept


def served(trip: Trip, wanted: Request, proof: list[str]) -> Capture | str:
    """Fetch a page, conditionally where it was captured before; gives it whole, or why there is none.

    The captures that show it are added to `proof`.
    """
    known = trip.latest(wanted.name)
    answer = trip.conditionally(wanted, known)
    if isinstance(answer, Failure):
        return str(answer.reason)
    proof.append(answer.id)
    if answer.status != HTTPStatus.NOT_MODIFIED:
        return answer
    if known is None:
        return "protocol"
    proof.append(known.id)
    return trip.house.archive.load(known.file, known.id)
