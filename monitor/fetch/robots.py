"""Obeys robots.txt (RFC 9309): asked for once a day a host, under the same manners as every page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from protego import Protego

from monitor.fetch.errors import FetchError
from monitor.fetch.model import FailureReason, Request, Response

AGENT = "nianbao"
_FRESH = timedelta(hours=24)
_AGAIN = timedelta(hours=1)
"""Until a host whose robots.txt could not be had is asked again."""
_LONGEST_DELAY = 30.0
_MOST_CHARACTERS = 500_000
"""RFC 9309 §2.5 asks for 500 kibibytes at least."""
_FORBIDDEN = "User-agent: *\nDisallow: /"


@dataclass(frozen=True, slots=True)
class RobotsText:
    """Holds what a host says may be asked for."""

    origin: str
    """Scheme, host and port."""
    text: str | None
    """Its rules; None where they could not be had."""
    until: datetime
    """UTC instant at which it is asked again."""


Keep = Callable[[RobotsText], None]
"""Keeps what a host says for the time after a restart."""


def _nowhere(_: RobotsText) -> None:
    """Keep nothing."""


@dataclass(slots=True)
class _Known:
    """Holds the rules of a host, read when first asked for."""

    said: RobotsText
    _rules: Protego | None = None

    @property
    def rules(self) -> Protego:
        if self._rules is None:
            self._rules = Protego.parse(_FORBIDDEN if self.said.text is None else self.said.text)
        return self._rules


class Robots:
    """Tells what may be asked for. `ignored` names hosts whose rules the office overrides, each with its reason.

    `known` was said before a restart; what is said anew is handed to `keep`.
    """

    def __init__(
        self, ignored: Mapping[str, str] | None = None, known: Iterable[RobotsText] = (), keep: Keep = _nowhere
    ) -> None:
        self._ignored = frozenset(ignored or ())
        self._known = {said.origin: _Known(said) for said in known}
        self._keep = keep
        self._lock = threading.Lock()
        self._asking: dict[str, threading.Lock] = {}

    def check(self, url: str, fetch: Callable[[Request], Response], now: datetime) -> float:
        """Give the seconds that the host asks to have between requests (0 where it asks for none).

        Raises FetchError ROBOTS where the address is disallowed, or where the host keeps its rules back (5xx).
        """
        parts = urlsplit(url)
        if (parts.hostname or "") in self._ignored or parts.netloc in self._ignored:
            return 0.0
        known = self._rules(f"{parts.scheme}://{parts.netloc}", fetch, now)
        if not known.rules.can_fetch(url, AGENT):
            why = "robots.txt could not be had" if known.said.text is None else "robots.txt disallows it"
            raise FetchError(FailureReason.ROBOTS, f"{url}: {why}")
        delay = known.rules.crawl_delay(AGENT)
        return min(float(delay), _LONGEST_DELAY) if delay else 0.0

    def _rules(self, origin: str, fetch: Callable[[Request], Response], now: datetime) -> _Known:
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        with asking:
            known = self._known.get(origin)
            if known is None or known.said.until <= now:
                known = self._known[origin] = _Known(_asked(origin, fetch, now))
                self._keep(known.said)
            return known


def _asked(origin: str, fetch: Callable[[Request], Response], now: datetime) -> RobotsText:
    """Ask for the rules: none are there (4xx) and everything may be fetched; out of reach, nothing may (§2.3.1).

    What keeps the host from being reached at all is raised as it is.
    """
    answer = fetch(Request(f"{origin}/robots.txt"))
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RobotsText(origin, None, now + _AGAIN)
    if answer.status != HTTPStatus.OK:
        return RobotsText(origin, "", now + _FRESH)
    text = answer.body.decode("utf-8", "replace")[:_MOST_CHARACTERS]
    # a page in the place of the file (a home page, an error page with 200) holds no rules
    return RobotsText(origin, "" if "<html" in text[:2000].lower() else text.replace("\0", ""), now + _FRESH)
