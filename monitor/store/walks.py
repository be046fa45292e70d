"""Keeps what listings were last read to say, so that one that stays as it is need not be read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from monitor.evidence import Earlier
from monitor.fetch import Request
from monitor.portals import Link, ListingState
from monitor.store.engine import Tx
from monitor.store.model import Walked, WalkedPage
from monitor.store.rows import put
from monitor.store.tables import walks

_BYTES = "latin-1"
"""Gives every byte of a form back as it was."""


def save(tx: Tx, walked: Walked) -> None:
    """Keep what a listing says now."""
    verdict = {"state": walked.state.value, "reason": walked.reason, "reports": [_of_link(r) for r in walked.reports]}
    pages = [_of_page(page) for page in walked.pages]
    key = {"agency": walked.agency, "year": walked.year}
    put(tx, walks, {**key, "basis": walked.basis, "pages": pages, "verdict": verdict})


def of_basis(tx: Tx, basis: str) -> Iterator[Walked]:
    """Yield what rests on this basis."""
    for row in tx.execute(select(walks).where(walks.c.basis == basis)).mappings():
        verdict = row["verdict"]
        yield Walked(
            agency=row["agency"],
            year=row["year"],
            basis=row["basis"],
            pages=tuple(_page(page) for page in row["pages"]),
            state=ListingState(verdict["state"]),
            reason=verdict["reason"],
            reports=tuple(_link(link) for link in verdict["reports"]),
        )


def _of_page(page: WalkedPage) -> dict[str, Any]:
    form = page.request.form
    request = {**asdict(page.request), "form": None if form is None else form.decode(_BYTES)}
    same = {"sha256": page.sha256, "content_type": page.content_type}
    return {"request": request, "earlier": _of_record(page.earlier), "original": _of_record(page.original), **same}


def _page(data: Mapping[str, Any]) -> WalkedPage:
    form = data["request"]["form"]
    return WalkedPage(
        Request(**{**data["request"], "form": None if form is None else form.encode(_BYTES)}),
        _record(data["earlier"]),
        _record(data["original"]),
        data["sha256"],
        data["content_type"],
    )


def _of_record(earlier: Earlier) -> dict[str, Any]:
    return {**asdict(earlier), "fetched_at": earlier.fetched_at.isoformat()}


def _record(data: Mapping[str, Any]) -> Earlier:
    return Earlier(**{**data, "fetched_at": datetime.fromisoformat(data["fetched_at"])})


def _of_link(link: Link) -> dict[str, Any]:
    return {"url": link.url, "title": link.title, "date": link.date.isoformat() if link.date else None}


def _link(data: Mapping[str, Any]) -> Link:
    return Link(data["url"], data["title"], date.fromisoformat(data["date"]) if data["date"] else None)
