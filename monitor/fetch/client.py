"""Visits portals: one request in, one Response or Failure out, whatever the portal does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Any
from urllib.parse import quote, urlsplit

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar

from monitor.fetch.address import redirect, target
from monitor.fetch.body import ACCEPT_ENCODING, read_body
from monitor.fetch.budget import Budget
from monitor.fetch.errors import TROUBLE, FetchError, classify
from monitor.fetch.guard import Guard, Resolver, system_resolver
from monitor.fetch.hosts import Hosts
from monitor.fetch.manners import Manners
from monitor.fetch.model import Failure, FailureReason, Request, Response
from monitor.fetch.robots import Robots
from monitor.fetch.transport import Line, asked, tls_context
from monitor.settings import Fetching

_FOLD = re.compile(r"\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class _Visit:
    """Holds what one visit shares among its redirects: budget and cookies end with it."""

    request: Request
    line: Line
    budget: Budget
    cookies: RequestsCookieJar
    form: bytes | None
    """What is posted at this hop."""


class Client:
    """Fetches addresses as `Fetching` says; safe to share among threads.

    `clock` gives the instant that is written on answers. Each visit has its own connections and cookies, so
    that no visit can colour another; the manners are shared. Without `robots` no robots.txt is asked for: so it is
    where a person asks for one address.
    """

    def __init__(
        self,
        settings: Fetching,
        clock: Callable[[], datetime],
        manners: Manners | None = None,
        resolve: Resolver = system_resolver,
        hosts: Hosts | None = None,
        robots: Robots | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._manners = manners or Manners(settings.pause_seconds)
        self._guard = Guard(settings.allow_hosts, resolve)
        self._tls = {legacy: tls_context(settings, legacy=legacy) for legacy in (False, True)}
        self._hosts = hosts or Hosts(most_failures=settings.failures_before_rest)
        self._robots = robots

    def get(self, request: Request) -> Response | Failure:
        """Fetch one address, following redirects. Raises nothing that a portal could cause.

        A host that is to be left alone is not asked: that is a Failure too.
        """
        host, now = _authority(request.url), self._now()
        state = self._hosts.state(host)
        if state.is_shut(now) and state.shut_until:
            return Failure(request.name, FailureReason.HELD_BACK, f"{state.reason}, {state.shut_until:%FT%TZ}", now)
        answer = self._answer(request)
        self._hosts.learn(host, answer, answer.failed_at if isinstance(answer, Failure) else answer.fetched_at)
        return answer

    def _answer(self, request: Request) -> Response | Failure:
        try:
            return self._follow(request, self._robots)
        except FetchError as error:
            trouble = error
        except TROUBLE as error:
            trouble = classify(error)
        return Failure(request.name, trouble.reason, trouble.detail, self._now())

    def _follow(self, request: Request, robots: Robots | None = None) -> Response:
        budget = Budget(self._settings)
        line = Line(self._guard, budget, self._settings)
        visit = _Visit(request, line, budget, RequestsCookieJar(), request.form)
        address = request.url
        for _ in range(self._settings.max_redirects + 1):
            if robots is not None:
                self._allow(robots, request, address)
            answer = self._hop(visit, address)
            if isinstance(answer, Response):
                return answer
            # what a form is answered with stands at the new address, as browsers take it (RFC 9110 §15.4.4)
            address, visit = answer, replace(visit, form=None)
        limit = self._settings.max_redirects
        raise FetchError(FailureReason.TOO_MANY_REDIRECTS, f"more than {limit} redirects, the last to {address}")

    def _allow(self, robots: Robots, request: Request, address: str) -> None:
        """Ask robots.txt, which is itself asked for without asking. Raises FetchError."""

        def ask(rules: Request) -> Response:
            return self._follow(replace(rules, legacy_tls=request.legacy_tls))

        delay = robots.check(address, ask, self._now())
        self._manners.slow_down(urlsplit(address).hostname or "", delay)

    def _hop(self, visit: _Visit, address: str) -> Response | str:
        """Ask one host once; give the answer, or the address that it sends to."""
        ask = self._prepared(visit, target(address))
        tls = self._tls[visit.request.legacy_tls]
        with self._manners.turn(_host(ask)), visit.budget.running(), asked(ask, visit.line, tls) as raw:
            onward = redirect(raw, str(ask.url))
            if onward is not None:
                extract_cookies_to_jar(visit.cookies, ask, raw)  # type: ignore[no-untyped-call]
                return onward
            body = read_body(raw, self._settings.max_bytes, visit.budget)
        return self._response(visit, ask, raw, body)

    def _prepared(self, visit: _Visit, address: str) -> requests.PreparedRequest:
        """Make the request as browsers would send the address; only what is needed of it, for that is dear."""
        ask = requests.PreparedRequest()
        ask.prepare_method("GET" if visit.form is None else "POST")
        ask.prepare_url(address, None)
        ask.prepare_headers(headers_for(visit.request, self._settings.contact))
        if visit.form is not None:
            ask.headers["Content-Type"] = visit.request.content_type
            ask.prepare_body(visit.form, None)
        if visit.cookies:
            ask.prepare_cookies(visit.cookies)
        # said here and not by the standard library, so that the archive can show the whole request
        ask.headers["Host"] = urlsplit(str(ask.url)).netloc
        return ask

    def _response(self, visit: _Visit, ask: requests.PreparedRequest, raw: Any, body: bytes) -> Response:
        return Response(
            url=visit.request.name,
            final_url=str(ask.url),
            status=raw.status,
            headers=tuple((name, _FOLD.sub(" ", value)) for name, value in raw.headers.items()),
            body=body,
            fetched_at=self._now(),
            request_headers=tuple((name, str(value)) for name, value in ask.headers.items()),
            reason=raw.reason or "",
            form=visit.form,
        )

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)


def _authority(url: str) -> str:
    try:
        return urlsplit(url.strip()).netloc.lower()
    except ValueError:
        return ""


def _host(ask: requests.PreparedRequest) -> str:
    return urlsplit(str(ask.url)).hostname or ""


def headers_for(request: Request, contact: str) -> dict[str, str]:
    """Give the headers of a request: who asks, what is understood, and the known state if there is one."""
    headers = {
        "User-Agent": user_agent(contact),
        "Accept": "*/*",
        "Accept-Language": "zh-CN,zh;q=0.9",
        "Accept-Encoding": ACCEPT_ENCODING,
        "Connection": "close",
    }
    further = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified, "Referer": request.referer}
    return headers | {name: value for name, value in further.items() if value and _can_be_sent(value)}


@cache
def user_agent(contact: str) -> str:
    """Give the honest name of this program, with the address at which its office can be reached."""
    name = f"nianbao/{version('nianbao')}"
    return f"{name} (+{quote(contact, safe='@:/?&=.+-_~')})" if contact else name


def _can_be_sent(value: str) -> bool:
    """Tell whether a validator may go back to the portal that once sent it: never at the price of a visit."""
    return value.isprintable() and value == value.strip() and all(ord(c) < 256 for c in value)  # noqa: PLR2004 - latin-1, the charset of headers
