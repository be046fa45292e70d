"""One round over portals that do everything wrong, and two healthy ones among them."""

from __future__ import annotations

import socket
import time
import tracemalloc
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage

import pytest

from alerts.compose.phrases import phrases
from alerts.model import Reason
from monitor.app.demo.pages import listing_page, report_page
from monitor.app.demo.scenario import load_scenario
from monitor.app.house import House
from monitor.app.jobs import JOBS, run_if_due
from monitor.rules import Presence
from monitor.store import Watched, listings, matters
from tests.support import misbehaviour
from tests.support.mail import SmtpSink
from tests.support.offices import OFFICE_ADDRESS, Owing, opened, write_mailing_office
from tests.support.played import every_letter
from tests.support.portal import Portal, Route, page
from tests.support.theatre import local

pytestmark = pytest.mark.slow

YEAR = 2020
NOW = local("2021-02-01 09:00")
"""The day after the deadline."""
LIMITS = {"connect_seconds": 1, "read_seconds": 0.5, "total_seconds": 1, "max_bytes": 2_000_000, "pause_seconds": 0}
SECONDS = 30.0
BYTES = 20_000_000

HOSTILE: Mapping[str, tuple[Route | None, str, str]] = {
    "broken": (misbehaviour.broken, "unreachable", "status"),
    "missing": ((404, {}, b"not here"), "gone", "gone"),
    "garbage": (misbehaviour.garbage, "unreachable", "protocol"),
    "silence": (misbehaviour.silence, "unreachable", "protocol"),
    "cut_short": (misbehaviour.cut_short, "unreachable", "protocol"),
    "endless": (misbehaviour.endless, "unreachable", "too_large"),
    "huge": (misbehaviour.huge(200), "unreachable", "too_large"),
    "bomb": (misbehaviour.gzip_bomb, "unreachable", "too_large"),
    "loop": (misbehaviour.redirect_loop, "unreachable", "too_many_redirects"),
    "inward": (misbehaviour.redirect("http://169.254.169.254/"), "unreachable", "forbidden_address"),
    "drip": (misbehaviour.drip, "unreachable", "timeout"),
    "slow_headers": (misbehaviour.dripping_headers, "unreachable", "timeout"),
    "dead": (misbehaviour.dead, "unreachable", "timeout"),
    "self_signed": (None, "unreachable", "tls"),
    "refused": (None, "unreachable", "connect"),
    "empty": (misbehaviour.empty, "new", "no_rows"),
    "binary": ((200, {"Content-Type": "text/html"}, b"\x00\x01\xff" * 5000), "new", "not_html"),
}
HEALTHY = {"caizheng": Presence.PUBLISHED, "shuiwu": Presence.PROVED_ABSENT}


@dataclass(frozen=True, slots=True)
class Round:
    """Holds what one round left behind."""

    house: House
    inbox: tuple[EmailMessage, ...]
    seconds: float
    peak: int
    """Bytes that the program held at most, beyond what it held before."""

    def watched(self, agency: str) -> Watched:
        with self.house.store.read() as tx:
            found = listings.load(tx, agency, YEAR)
        assert found is not None
        return found


def routes() -> dict[str, Route]:
    scenario = load_scenario()
    served: dict[str, Route] = {f"/{name}": route for name, (route, *_) in HOSTILE.items() if route is not None}
    for publisher in scenario.publishers:
        if publisher.id in HEALTHY:
            served[f"/{publisher.id}/index.html"] = page(listing_page(publisher, scenario, NOW))
            served |= {
                f"/{publisher.id}/r{p.number}.html": page(report_page(publisher, p, scenario))
                for p in publisher.postings
            }
    return served


def agencies(portal: Portal, secure: Portal) -> list[Owing]:
    addresses = {name: portal.url(f"/{name}") for name in HOSTILE}
    addresses |= {"self_signed": secure.url("/"), "refused": f"http://127.0.0.1:{closed_port()}/"}
    hostile = [
        Owing(name.replace("_", "-"), f"兰溪区第{i}局", addresses[name]) for i, name in enumerate(HOSTILE, start=1)
    ]
    names = {p.id: p.name for p in load_scenario().publishers}
    return [*hostile, *(Owing(name, names[name], portal.url(f"/{name}/index.html")) for name in HEALTHY)]


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    with ExitStack() as stack:
        portal = stack.enter_context(Portal(routes()))
        secure = stack.enter_context(Portal({"/": page("<ul></ul>")}, tls=True))
        sink = stack.enter_context(SmtpSink())
        owing = agencies(portal, secure)
        fetching = {**LIMITS, "allow_hosts": ["127.0.0.1"]}
        config = write_mailing_office(tmp_path_factory.mktemp("hostile"), owing, sink.port, {"fetching": fetching})
        house = stack.enter_context(opened(config, lambda: NOW))
        tracemalloc.start()
        stack.callback(tracemalloc.stop)
        began = time.monotonic()
        for job in JOBS:
            run_if_due(house, job, NOW)
        seconds, (_, peak) = time.monotonic() - began, tracemalloc.get_traced_memory()
        yield Round(house, tuple(mail.message for mail in sink.inbox), seconds, peak)


def test_a_round_over_hostile_portals_ends(round_: Round) -> None:
    assert round_.seconds < SECONDS


def test_a_round_over_hostile_portals_stays_small(round_: Round) -> None:
    assert round_.peak < BYTES


@pytest.mark.parametrize("name", HOSTILE)
def test_each_trouble_is_known_by_its_name(round_: Round, name: str) -> None:
    watched = round_.watched(name.replace("_", "-"))
    assert (str(watched.state), watched.trouble) == HOSTILE[name][1:]
    assert watched.presence is Presence.UNKNOWN


@pytest.mark.parametrize("name", HOSTILE)
def test_each_trouble_is_told_to_the_operator_in_words(round_: Round, name: str) -> None:
    with round_.house.store.read() as tx:
        told = [m for m in matters.since(tx, NOW) if m.agency == name.replace("_", "-")]
    assert [(m.code, m.facts["trouble"]) for m in told] == [("listing_unreachable", HOSTILE[name][2])]
    assert [m.told_at for m in told] == [NOW]
    for lang in ("zh", "en"):
        code = HOSTILE[name][2]
        unknown = phrases(lang).by_code("trouble", "unheard-of")
        assert phrases(lang).by_code("trouble", code) != unknown.replace("unheard-of", code)


def test_the_healthy_are_read_all_the_same(round_: Round) -> None:
    assert {name: round_.watched(name).presence for name in HEALTHY} == HEALTHY
    assert all(round_.watched(name).trouble is None for name in HEALTHY)


def test_nobody_is_accused_whose_listing_could_not_be_read(round_: Round) -> None:
    rows = every_letter(round_.house.store)
    assert {row.agency for row in rows} == {"shuiwu", None}
    assert [row.reasons for row in rows if row.agency] == [(Reason.OVERDUE.value,)]


def test_the_office_hears_of_it_in_one_mail(round_: Round) -> None:
    (digest,) = [mail for mail in round_.inbox if str(mail["To"]) == OFFICE_ADDRESS]
    body = digest.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert all(phrases("zh").by_code("trouble", trouble) in text for _, _, trouble in HOSTILE.values())


def test_each_is_visited_again_soon(round_: Round) -> None:
    for name in HOSTILE:
        again = round_.watched(name.replace("_", "-")).next_due_at
        assert again is not None
        assert (again - NOW).total_seconds() <= 3600
