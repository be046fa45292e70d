"""A listing that only scripts fill is read where the office asks for a browser; the browser itself reaches nothing."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest
import simplejson

from monitor.app.browser.process import find_browser
from monitor.evidence import Archive
from monitor.rules import Presence
from monitor.store import Watched, captures
from tests.support.listings import report
from tests.support.offices import Owing, opened, write_office
from tests.support.portal import Portal, Route
from tests.support.portal import page as served
from tests.support.watching import swept

pytestmark = pytest.mark.slow

needs_chromium = pytest.mark.skipif(find_browser() is None, reason="needs Chromium (Debian: apt install chromium)")
NAME = "云川市兰溪区财政局"
NOW = datetime(2026, 2, 2, 1, tzinfo=UTC)
SHELL = (
    "<!doctype html><html><head><meta charset=utf-8><title>政府信息公开年报</title></head>"
    "<body><div id=list></div>{more}<script src=/list.js></script></body></html>"
)
SCRIPT = """
addEventListener('load', async () => {
  const rows = await (await fetch('/rows.json', {method: 'POST', body: 'page=1'})).json();
  document.getElementById('list').innerHTML = '<ul>' + rows.map((title, n) =>
    `<li><a href="/nb/${n}.html" title="${title}">${title}</a><span>2025-01-${10 + n}</span></li>`).join('') + '</ul>';
});
"""


def portal_of(titles: list[str], more: str = "", script: str = SCRIPT) -> Portal:
    routes: dict[str, Route] = {
        "/nb/": served(SHELL.format(more=more)),
        "/list.js": (200, {"Content-Type": "text/javascript"}, script.encode()),
        "/rows.json": (200, {"Content-Type": "application/json"}, simplejson.dumps(titles).encode()),
        **{f"/nb/{n}.html": served(f"<h1>{title}</h1>") for n, title in enumerate(titles)},
    }
    return Portal(routes)


def drawn_watch(folder: Path, portal: Portal, family: str = "browser", path: str = "/nb/") -> Watched:
    sections = {"fetching": {"allow_hosts": [portal.authority, "localhost"], "pause_seconds": 0}}
    owing = Owing("finance", NAME, portal.url(path), family=family)
    return swept(write_office(folder, [owing], sections), NOW)


EARLIER = [report(year) for year in range(2024, 2014, -1)]


@needs_chromium
@pytest.mark.parametrize(
    ("titles", "presence"),
    [(EARLIER, Presence.PROVED_ABSENT), ([report(2025), *EARLIER], Presence.PUBLISHED), ([], Presence.UNKNOWN)],
)
def test_what_scripts_draw_is_read(titles: list[str], presence: Presence, tmp_path: Path) -> None:
    with portal_of(titles) as portal:
        found = drawn_watch(tmp_path, portal)
        asked = portal.requests
    assert found.presence is presence, found
    assert [r.body for r in asked if r.path == "/rows.json"] == [b"page=1"] * len(
        [r for r in asked if r.path == "/nb/"]
    )


@needs_chromium
def test_what_is_drawn_late_is_waited_for(tmp_path: Path) -> None:
    late = SCRIPT + (
        f"setTimeout(() => document.querySelector('ul').insertAdjacentHTML('afterbegin', "
        f"`<li><a href='/nb/0.html'>{report(2025)}</a><span>2026-01-20</span></li>`), 2500);"
        "setInterval(() => document.title = `政府信息公开年报 ${Date.now()}`, 100);"
    )
    with portal_of(EARLIER, script=late) as portal:
        found = drawn_watch(tmp_path, portal)
    assert found.presence is Presence.PUBLISHED, found


@needs_chromium
def test_what_was_drawn_is_evidence_beside_what_it_was_drawn_from(tmp_path: Path) -> None:
    with portal_of(EARLIER) as portal:
        found = drawn_watch(tmp_path, portal)
        url = portal.url("/nb/")
    archive = Archive(tmp_path / "archive")
    with opened(tmp_path / "config", lambda: NOW) as house, house.store.read() as tx:
        served_page, drawn = captures.latest(tx, url), captures.latest(tx, f"{url}#drawn")
        proof = [capture for i in found.captures if (capture := captures.get(tx, i))]
    assert served_page is not None
    assert drawn is not None
    assert {"/nb/", "/list.js", "/rows.json", "/nb/#drawn"} <= {
        c.url.removeprefix(url.removesuffix("/nb/")).partition("#form")[0] for c in proof
    }
    shown = archive.load(drawn.file, drawn.id)
    assert report(2024) in shown.body.decode()
    assert report(2024) not in archive.load(served_page.file, served_page.id).body.decode()
    assert archive.verify().sound
    record = gzip.decompress((tmp_path / "archive" / drawn.file).read_bytes()).decode()
    assert "WARC-Type: conversion" in record
    assert f"WARC-Refers-To: <{served_page.id}>" in record


@needs_chromium
def test_nobody_but_the_portal_is_asked_and_nothing_around_us(tmp_path: Path) -> None:
    with portal_of(EARLIER) as portal:
        elsewhere = portal.url("/elsewhere", host="localhost")
        socket = portal.url("/socket").replace("http", "ws")
        more = (
            f"<img src=/picture.png><script src='{elsewhere}.js'></script><iframe src='{elsewhere}.html'></iframe>"
            f"<script>fetch('{elsewhere}.json', {{mode: 'no-cors'}}).catch(e => e); new WebSocket('{socket}');"
            f"navigator.sendBeacon('/beacon', 'x'); open('{elsewhere}-window.html'); fetch('file:///etc/passwd')"
            f".catch(e => e); fetch('http://127.0.0.2:{portal.port}/other').catch(e => e)</script>"
        )
        portal.routes["/nb/"] = served(SHELL.format(more=more))
        found = drawn_watch(tmp_path, portal)
        asked = {path for path in portal.paths() if not path.startswith("/nb/")}
    assert found.presence is Presence.PROVED_ABSENT, found
    assert asked == {"/robots.txt", "/list.js", "/rows.json"}


@needs_chromium
@pytest.mark.parametrize(
    ("limit", "value", "script"),
    [
        ("drawing._SECONDS", 5.0, "while (true) {}"),
        ("process._MEMORY", 1_000_000, SCRIPT),
        ("drawing._SECONDS", 4.0, "setInterval(() => fetch('/rows.json').catch(e => e), 100)"),
    ],
)
def test_a_page_that_takes_more_than_it_may_is_left_unknown(
    limit: str, value: float, script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"monitor.app.browser.{limit}", value)
    with portal_of(EARLIER, script=script) as portal:
        found = drawn_watch(tmp_path, portal)
    assert (found.presence, found.trouble) == (Presence.UNKNOWN, "browser_failed")


@needs_chromium
def test_a_page_that_is_not_there_is_gone_as_ever(tmp_path: Path) -> None:
    with portal_of(EARLIER) as portal:
        found = drawn_watch(tmp_path, portal, path="/other/")
    assert (found.presence, found.trouble) == (Presence.UNKNOWN, "gone")


def test_without_a_browser_the_listing_is_unknown_and_nothing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.app.browser.drawing.find_browser", lambda: None)
    with portal_of(EARLIER) as portal:
        found = drawn_watch(tmp_path, portal)
    assert (found.presence, found.trouble, portal.paths()) == (Presence.UNKNOWN, "browser_missing", [])


def test_no_browser_runs_where_the_office_has_not_asked_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a browser was started")

    monkeypatch.setattr("monitor.app.drawn.draw", refuse)
    with portal_of(EARLIER) as portal:
        found = drawn_watch(tmp_path, portal, family="auto")
    assert found.presence is Presence.UNKNOWN
    assert portal.paths() == ["/robots.txt", "/nb/"]
