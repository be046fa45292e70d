"""Files that a report's page links and nobody can open (A-01): told when they stay so, never where we may be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from monitor.cases import State
from monitor.form import Verdict
from monitor.settings import Severity
from monitor.store import captures
from tests.support import misbehaviour
from tests.support.cli import report
from tests.support.pdfs import drawn, texts
from tests.support.portal import Exchange, Route, page
from tests.support.shells import TITLE, shell
from tests.support.watching import Stage, found, stage, verdict

DAY = timedelta(days=1)
SEEN = datetime(2021, 1, 25, 2, tzinfo=UTC)
OLD, HERE, FILE = "/old.html", "/202101/t20210120_88.html", "/202101/nb.{}"
WHOLE = report()
ERROR = page("<html><title>404</title><p>您访问的文件不存在</p></html>")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
PLAIN = drawn(texts([["2020", "1"]]))
LOCKED = drawn(texts([["2020", "1"]]), encrypt="secret")


def link(ending: str) -> str:
    return f"<p>附件：<a href='./nb.{ending}'>{TITLE}.{ending}</a></p>"


def served(body: bytes) -> Route:
    return 200, {"Content-Type": "application/octet-stream"}, body


def packed(name: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr(name, WHOLE)
    return target.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path, SEEN) as opened:
        opened.lists({HERE: 2020, OLD: 2019})
        yield opened


def attaches(desk: Stage, ending: str, answer: Route, text: str = "") -> str:
    """Let the report's page link a file that is answered so; gives its address."""
    path = FILE.format(ending)
    desk.serves(HERE, shell(text + link(ending)))
    desk.serves(path, answer)
    return path


BROKEN: dict[str, tuple[str, Route, str]] = {
    "not found": ("doc", (404, {}, b""), "missing"),
    "gone": ("pdf", (410, {}, b""), "missing"),
    "without a byte": ("docx", (200, {}, b""), "empty"),
    "an error page in its place": ("doc", ERROR, "other_type"),
    "a picture under the name of a text": ("docx", served(PICTURE), "other_type"),
    "a text under the name of another": ("doc", served(PLAIN), "other_type"),
    "locked": ("pdf", served(LOCKED), "encrypted"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_stays_broken_is_told(desk: Stage, how: str) -> None:
    ending, answer, variant = BROKEN[how]
    path = attaches(desk, ending, answer)
    finding = found(desk.rounds(SEEN, days=2), "A-01")
    assert finding is not None
    assert (finding.variant, finding.severity) == (variant, Severity.VIOLATION)
    assert finding.actual == f"{desk.portal.url(path)} {variant}"
    with desk.house.store.read() as tx:
        cited = [c for i in finding.evidence.captures if (c := captures.get(tx, i)) is not None]
    assert {c.fetched_at for c in cited if c.url == desk.portal.url(path)} == {SEEN, SEEN + DAY}


def test_beside_a_page_that_is_whole_a_broken_copy_is_told_too(desk: Stage) -> None:
    desk.serves(HERE, WHOLE + link("pdf"))
    finding = found(desk.rounds(SEEN, days=2), "A-01")
    assert finding is not None
    assert finding.variant == "missing"


def test_what_is_broken_for_the_first_time_may_be_on_its_way(desk: Stage) -> None:
    attaches(desk, "doc", (404, {}, b""))
    desk.round(SEEN)
    assert verdict(desk.round(SEEN + timedelta(hours=3)), "A-01") is Verdict.UNCERTAIN


def test_a_file_that_came_in_between_begins_anew(desk: Stage) -> None:
    path = attaches(desk, "doc", (404, {}, b""))
    desk.round(SEEN)
    desk.serves(path, page(WHOLE))
    assert verdict(desk.round(SEEN + DAY), "A-01") is Verdict.PASS
    desk.loses(path)
    assert verdict(desk.round(SEEN + 2 * DAY), "A-01") is Verdict.UNCERTAIN


DOUBTFUL: dict[str, tuple[str, Route]] = {
    "broken server": ("doc", misbehaviour.broken),
    "unavailable": ("doc", (503, {}, b"")),
    "blocked": ("doc", (403, {}, b"")),
    "asked too often": ("doc", (429, {}, b"")),
    "a challenge in its place": ("doc", page("<html><script>var __jsl_clearance=1</script></html>")),
    "maintenance in its place": ("doc", page("<html><title>系统维护</title><p>文件不存在，请稍后再试</p></html>")),
    "a viewer in its place": ("pdf", page("<html><title>预览</title><div id='app'></div><script>x()</script></html>")),
    "sent home, as from a foreign page": ("doc", misbehaviour.redirect("/")),
    "bytes of no known kind": ("doc", served(b"\x00\x01\x02\x03 no document" * 9)),
    "a file that our reader fails on": ("pdf", served(b"%PDF-1.4 and nothing more")),
}


@pytest.mark.parametrize("how", DOUBTFUL)
def test_what_may_be_our_own_trouble_is_told_nobody(desk: Stage, how: str) -> None:
    desk.serves("/", "<html><title>兰溪区人民政府</title></html>")
    attaches(desk, *DOUBTFUL[how])
    assert verdict(desk.rounds(SEEN, days=6), "A-01") is Verdict.UNCERTAIN


def test_a_file_that_never_answers_was_not_had(desk: Stage) -> None:
    attaches(desk, "doc", misbehaviour.silence)
    assert verdict(desk.rounds(SEEN, days=6), "A-01") is Verdict.NOT_APPLICABLE


SOUND: dict[str, tuple[str, Route]] = {
    "a page saved as a text": ("doc", page(WHOLE)),
    "a page saved as a table": ("xls", page(WHOLE)),
    "a packed page": ("zip", served(packed("nb.html"))),
    "an old name for a new text": ("wps", served(packed("word/document.xml"))),
    "a file that is what it says": ("pdf", served(PLAIN)),
}


@pytest.mark.parametrize("how", SOUND)
def test_a_file_that_opens_is_in_order(desk: Stage, how: str) -> None:
    attaches(desk, *SOUND[how])
    assert found(desk.rounds(SEEN, days=3), "A-01") is None


@pytest.mark.parametrize(
    "answer", [misbehaviour.broken, (503, {}, b""), misbehaviour.silence], ids=["broken", "503", "silent"]
)
def test_trouble_after_a_sound_file_changes_nothing(desk: Stage, answer: Route) -> None:
    path = attaches(desk, "doc", page(WHOLE))
    desk.round(SEEN)
    desk.serves(path, answer)
    assert verdict(desk.rounds(SEEN + DAY, days=4), "A-01") is Verdict.PASS


def test_trouble_in_between_does_not_mend_what_is_broken(desk: Stage) -> None:
    path = attaches(desk, "doc", (404, {}, b""))
    desk.round(SEEN)
    desk.serves(path, misbehaviour.broken)
    assert verdict(desk.round(SEEN + DAY), "A-01") is Verdict.UNCERTAIN
    desk.loses(path)
    assert found(desk.round(SEEN + 2 * DAY), "A-01") is not None


def test_the_case_closes_when_the_file_opens(desk: Stage) -> None:
    path = attaches(desk, "doc", (404, {}, b""))
    desk.rounds(SEEN, days=2)
    assert desk.state_of("A-01", 2020) is State.OPEN
    desk.serves(path, page(WHOLE))
    assert verdict(desk.round(SEEN + 2 * DAY), "A-01") is Verdict.PASS
    assert desk.state_of("A-01", 2020) in {State.VERIFIED, State.CLOSED}


def test_a_link_that_the_page_no_longer_has_is_forgotten(desk: Stage) -> None:
    attaches(desk, "doc", (404, {}, b""))
    desk.rounds(SEEN, days=2)
    desk.serves(HERE, WHOLE)
    assert found(desk.round(SEEN + 2 * DAY), "A-01") is None


def test_a_portal_that_gives_files_only_to_its_own_pages_is_asked_as_from_them(desk: Stage) -> None:
    def guarded(exchange: Exchange) -> None:
        own = exchange.seen.header("Referer") == desk.portal.url(HERE)
        exchange.answer(*(page(WHOLE) if own else (404, {}, b"")))

    attaches(desk, "doc", guarded)
    assert verdict(desk.rounds(SEEN, days=3), "A-01") is Verdict.PASS


def test_a_withdrawn_report_lacks_no_files(desk: Stage) -> None:
    path = attaches(desk, "doc", page(WHOLE))
    desk.round(SEEN)
    desk.lists({OLD: 2019})
    desk.loses(HERE)
    desk.loses(path)
    observed = desk.rounds(SEEN + DAY, days=4)
    assert found(observed, "D-09") is not None
    assert found(observed, "A-01") is None


def test_links_that_are_no_files_are_not_judged(desk: Stage) -> None:
    desk.serves(HERE, shell("<p>附件：<a href='/nb/more.html'>政府信息公开工作年度报告附件</a></p>"))
    assert verdict(desk.rounds(SEEN, days=3), "A-01") is Verdict.NOT_APPLICABLE
