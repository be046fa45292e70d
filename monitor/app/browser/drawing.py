"""Draws a page: gives the browser what it asks for until nothing more comes, and takes what then stands there."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from monitor.app.browser.process import Browser, BrowserError, find_browser, running
from monitor.evidence import Capture
from monitor.fetch import Request

MISSING, FAILED = "browser_missing", "browser_failed"
_KINDS = frozenset({"Document", "Script", "XHR", "Fetch"})
"""What a listing is drawn from; pictures, fonts and style sheets are not asked for."""
_SECONDS = 120.0
"""For a page with all that it asks for, the pauses between the requests included."""
_QUIET = 1.5
"""Seconds without a word of the browser after which nothing more is expected."""
_MOST_REQUESTS = 40
_FIRST = "about:blank"
_LINKS = "[...document.links].map(link => link.href).join()"
_DOM = "[location.href, '<!DOCTYPE html>' + document.documentElement.outerHTML]"

Ask = Callable[[Request], Capture | str]
"""Asks for an address; gives what came, or why nothing did."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Holds what a page looks like once its scripts have run."""

    page: Capture
    """As the portal served it."""
    url: str
    """Where the browser is then."""
    html: bytes
    """UTF-8."""


@dataclass(slots=True)
class _Visit:
    """Holds what one page has asked for so far."""

    browser: Browser
    url: str
    ask: Ask
    session: str = ""
    asked: int = 0
    first: Capture | str | None = None
    """What came of the page itself."""
    ahead: dict[str, Capture] = field(default_factory=dict)
    """By the address that answered after redirects: the browser will ask for it there."""


def draw(url: str, ask: Ask) -> Drawn | Capture | str:
    """Draw the page at an address. Gives the bare page where it is none (no status 200), or why nothing was drawn."""
    program = find_browser()
    if program is None:
        return MISSING
    try:
        with running(program, _SECONDS) as browser:
            return _drawn(_Visit(browser, url, ask))
    except (BrowserError, OSError):
        return FAILED


def _drawn(visit: _Visit) -> Drawn | Capture | str:
    _open(visit)
    _command(visit, "Page.navigate", url=visit.url)
    _wait(visit)
    first = visit.first
    if not isinstance(first, Capture) or first.status != HTTPStatus.OK:
        return first if first is not None else FAILED
    where, html = _evaluated(visit, _DOM) or (_FIRST, "")
    if urlsplit(where).hostname != urlsplit(first.final_url).hostname:
        return "led_home"
    return Drawn(first, where, html.encode("utf-8", "replace"))


def _wait(visit: _Visit) -> None:
    """Wait until nothing is asked for and no link is added any more; what else moves (clocks, pictures) may."""
    before, links = "", "?"
    while before != links:
        before = links
        while (message := visit.browser.receive(_QUIET)) is not None:
            _hear(visit, message)
        links = str(_evaluated(visit, _LINKS))


def _evaluated(visit: _Visit, expression: str) -> Any:
    found = _command(visit, "Runtime.evaluate", expression=expression, returnByValue=True)
    return found.get("result", {}).get("value")


def _open(visit: _Visit) -> None:
    """Open an empty page whose every request is held until it is answered here."""
    _command(visit, "Browser.setDownloadBehavior", behavior="deny")
    target = _command(visit, "Target.createTarget", url=_FIRST)["targetId"]
    visit.session = _command(visit, "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    _command(visit, "Fetch.enable", patterns=[{"urlPattern": "*"}])
    _command(visit, "Page.enable")


def _command(visit: _Visit, method: str, **params: Any) -> Mapping[str, Any]:
    """Send a command and give its result; what happens meanwhile is heard."""
    number = visit.browser.send(method, visit.session or None, **params)
    while True:
        message = visit.browser.receive(_SECONDS)
        if message is None or "error" in message:
            raise BrowserError(f"{method} failed")
        if message.get("id") == number:
            result: Mapping[str, Any] = message["result"]
            return result
        _hear(visit, message)


def _hear(visit: _Visit, message: Mapping[str, Any]) -> None:
    params = message.get("params", {})
    if message.get("method") == "Fetch.requestPaused":
        _answer(visit, params)
    elif message.get("method") == "Page.javascriptDialogOpening":
        visit.browser.send("Page.handleJavaScriptDialog", visit.session, accept=False)


def _answer(visit: _Visit, paused: Mapping[str, Any]) -> None:
    """Answer a request that the browser holds: with what the portal serves, else not at all."""
    url, number = paused["request"]["url"].partition("#")[0], paused["requestId"]
    known = visit.ahead.pop(url, None)
    came = known or (visit.ask(_request(paused, visit.url)) if _is_wanted(visit, paused) else "not asked")
    if visit.first is None:
        visit.first = came
    if isinstance(came, str):
        visit.browser.send("Fetch.failRequest", visit.session, requestId=number, errorReason="BlockedByClient")
        return
    headers = [{"name": "Content-Type", "value": came.header("Content-Type") or "text/html"}]
    status, body = came.status, came.body
    if known is None and came.final_url != url and paused["resourceType"] == "Document":
        visit.ahead[came.final_url] = came
        status, headers, body = HTTPStatus.FOUND, [{"name": "Location", "value": came.final_url}], b""
    visit.browser.send(
        "Fetch.fulfillRequest",
        visit.session,
        requestId=number,
        responseCode=int(status),
        responseHeaders=headers,
        body=base64.b64encode(body).decode("ascii"),
    )


def _is_wanted(visit: _Visit, paused: Mapping[str, Any]) -> bool:
    """Tell whether the portal itself is asked for something of which a listing is made, and not without end."""
    visit.asked += 1
    request = paused["request"]
    same_host = urlsplit(request["url"]).hostname == urlsplit(visit.url).hostname
    plain = request["method"] in {"GET", "POST"} and urlsplit(request["url"]).scheme in {"http", "https"}
    return visit.asked <= _MOST_REQUESTS and paused["resourceType"] in _KINDS and same_host and plain


def _request(paused: Mapping[str, Any], referer: str) -> Request:
    request = paused["request"]
    url = request["url"].partition("#")[0]
    if request["method"] == "GET":
        return Request(url, referer=referer if url != referer else None)
    headers = {name.lower(): value for name, value in request["headers"].items()}
    kind = headers.get("content-type", "")
    return Request(url, form=request.get("postData", "").encode(), content_type=kind, referer=referer)
