"""Names the further pages of a listing: a count of pages, a query that counts, a form that counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from monitor.fetch import Request

_MOST = 200
"""Pages that are named at once; a walk ends long before."""


def pages_for(rows: int | None, size: int) -> int | None:
    """Give how many pages of `size` rows hold so many; None where either is unknown."""
    return -(-rows // size) if rows is not None and size > 0 else None


def later_pages(count: int | None, name: Callable[[int], Request], first: int = 2) -> tuple[Request, ...]:
    """Name the pages from `first` to the last, by what makes the request of a number."""
    return tuple(name(number) for number in range(first, min(count or 0, _MOST) + 1))


def with_query(url: str, **changes: object) -> str:
    """Give an address with other values in its query; a name that it lacks is added behind."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {k: str(v) for k, v in changes.items()}
    return parts._replace(query=urlencode(query), fragment="").geturl()


def form(url: str, fields: Mapping[str, object], referer: str) -> Request:
    """Make the request that posts a form."""
    return Request(url, form=urlencode({k: str(v) for k, v in fields.items()}).encode(), referer=referer)


def json_form(url: str, value: Any, referer: str) -> Request:
    """Make the request that posts JSON."""
    body = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return Request(url, form=body, content_type="application/json", referer=referer)
