"""Reports whose page only embeds, links or pictures them: brought, archived, read, and never called incomplete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.app.assess import Observed, observe
from monitor.app.demo.clock import Clock
from monitor.app.examine import read
from monitor.app.house import House
from monitor.app.obligations import obligations
from monitor.app.steps import sweep
from monitor.app.whole import Attached, complete, look
from monitor.documents import Document, Grid, GridCell, Paragraph, Place, Unreadable, read_document
from monitor.extraction import Reading
from monitor.rules import Presence
from monitor.store import captures, listings
from tests.support.cli import Call, caller, report
from tests.support.figures import E2019
from tests.support.offices import Owing, opened, write_office
from tests.support.portal import Canned, Portal, page
from tests.support.printed import printed_report
from tests.support.sheets import printed
from tests.support.shells import TITLE, shell
from tests.support.written import as_docx

NOW = datetime(2021, 2, 2, 2, tzinfo=UTC)
LINK = f"<p>附件：<a href='./nb.doc'>{TITLE}.doc</a></p>"
WHOLE = report()
"""A page saved under the name of a Word file, as portals serve it: content decides."""
WRONG = report({"requests/received/total": "7"})
LISTING = "/index.html"
REPORT = "/202101/t20210120_88.html"
ATTACHMENT = "/202101/nb.doc"


@pytest.fixture
def nianbao(capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(capsys)


def routes(body: str, attachments: Mapping[str, Canned]) -> dict[str, Canned]:
    rows = f"<li><a href='.{REPORT}'>{TITLE}</a><span>2021-01-20</span></li>"
    rows += "<li><a href='./old.html'>兰溪区财政局2019年政府信息公开工作年度报告</a><span>2020-01-16</span></li>"
    listing = f"<html><title>政府信息公开年报</title><ul>{rows}</ul></html>"
    return {LISTING: page(listing), REPORT: page(shell(body)), **attachments}


@dataclass(frozen=True, slots=True)
class Watched:
    """Holds the office after one round, and the portal that it visited."""

    house: House
    portal: Portal
    clock: Clock

    def observed(self) -> Observed:
        (owed,) = obligations(self.house.settings, self.clock.now)
        with self.house.store.read() as tx:
            return observe(self.house, tx, owed, self.clock.now)

    def sweep(self) -> None:
        """Make a round, an hour after the one before."""
        self.clock.now += timedelta(hours=1)
        sweep.step(self.house, self.clock.now, everything=True)


@contextmanager
def watched(folder: Path, body: str, attachments: Mapping[str, Canned]) -> Iterator[Watched]:
    with Portal(routes(body, attachments)) as portal:
        fetching = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0}}
        owing = [Owing("caizheng", "兰溪区财政局", portal.url(LISTING))]
        clock = Clock(NOW)
        with opened(write_office(folder, owing, fetching), clock) as house:
            stage = Watched(house, portal, clock)
            stage.sweep()
            yield stage


def codes(observed: Observed) -> set[str]:
    return {f.code for f in observed.examined.judgement.findings}


def test_a_report_that_is_only_attached_is_captured_and_judged(tmp_path: Path) -> None:
    with watched(tmp_path, LINK, {ATTACHMENT: page(WRONG)}) as stage:
        seen = stage.observed()
        assert seen.watched.presence is Presence.PUBLISHED
        assert isinstance(seen.source, Reading)
        with stage.house.store.read() as tx:
            (attached,) = captures.of_url(tx, stage.portal.url(ATTACHMENT))
            watch = listings.load(tx, "caizheng", 2020)
        assert seen.source.sha256 == attached.sha256 == seen.seen.sha256
        assert watch is not None
        assert attached.id in watch.captures
        assert seen.source.cells["/tables/requests/received/total"].raw == "7"
        assert {"T3-01", "T3-03"} <= codes(seen)


def test_title_and_date_of_the_page_are_kept_as_further_sources(tmp_path: Path) -> None:
    bare = WHOLE.replace("2020年政府信息公开工作年度报告", "").replace("发布日期", "日期")
    with watched(tmp_path, LINK, {ATTACHMENT: page(bare)}) as stage:
        source = stage.observed().source
        assert isinstance(source, Reading)
        assert (source.title, source.published_on and source.published_on.isoformat()) == (TITLE, "2021-01-20")
        (date,) = [d for d in source.dates if d.source == "text"]
        assert date.place is not None
        assert date.place.source not in {None, source.sha256}


@pytest.mark.parametrize(
    "attachments",
    [
        {},
        {ATTACHMENT: (500, {}, b"")},
        {ATTACHMENT: (200, {}, b"")},
        {ATTACHMENT: (200, {}, b"\x00\x01\x02\x03 no document" * 9)},
        {ATTACHMENT: page("<html><p>404</p></html>")},
    ],
    ids=["not found", "broken server", "empty", "no document", "an error page"],
)
def test_an_attachment_that_cannot_be_had_is_our_doubt_and_no_missing_table(
    tmp_path: Path, attachments: Mapping[str, Canned]
) -> None:
    with watched(tmp_path, LINK, attachments) as stage:
        seen = stage.observed()
        assert seen.examined.judgement.verdict == "undetermined"
        assert "E-04" in codes(seen)
        assert not {c for c in codes(seen) if c.startswith(("S-", "T", "N-"))}


def test_an_attachment_is_read_as_it_was_last_had(tmp_path: Path) -> None:
    with watched(tmp_path, LINK, {ATTACHMENT: page(WHOLE)}) as stage:
        stage.portal.routes[ATTACHMENT] = (503, {}, b"")
        stage.sweep()
        assert stage.observed().examined.judgement.verdict == "compliant"


def test_a_corrected_attachment_under_an_unchanged_page_is_seen(tmp_path: Path) -> None:
    with watched(tmp_path, LINK, {ATTACHMENT: page(WRONG)}) as stage:
        before = stage.observed()
        stage.portal.routes[ATTACHMENT] = page(WHOLE)
        stage.sweep()
        after = stage.observed()
        assert (before.examined.judgement.verdict, after.examined.judgement.verdict) == ("noncompliant", "compliant")
        assert before.state != after.state
        assert before.seen.sha256 != after.seen.sha256


def test_what_a_whole_page_has_of_other_files_is_not_asked_for(tmp_path: Path) -> None:
    with watched(tmp_path, LINK, {}) as stage:
        stage.portal.routes[REPORT] = page(WHOLE + "<a href='/f/sqb.doc'>申请表</a><a href='/x.zip'>附件</a>")
        stage.sweep()
        assert not {"/f/sqb.doc", "/x.zip", "/zn.docx", "/files/sqb.doc"} & set(stage.portal.paths())


def test_at_most_a_few_attachments_are_asked_for(tmp_path: Path) -> None:
    links = "".join(f"<a href='/f/{n}.doc'>附件{n}</a>" for n in range(40))
    with watched(tmp_path, links, {}) as stage:
        assert len([p for p in stage.portal.paths() if p.startswith("/f/")]) == 4


def test_an_attachment_on_a_forbidden_host_is_not_visited(tmp_path: Path) -> None:
    with Portal({ATTACHMENT: page(WHOLE)}) as other:
        link = f"<a href='{other.url(ATTACHMENT)}'>{TITLE}.doc</a>"
        with watched(tmp_path, link, {}) as stage:
            assert "E-04" in codes(stage.observed())
        assert other.paths() == []


def test_page_and_attachment_that_differ_in_a_cell_leave_it_uncertain_and_the_agency_is_asked(tmp_path: Path) -> None:
    with watched(tmp_path, LINK, {ATTACHMENT: page(WHOLE)}) as stage:
        stage.portal.routes[REPORT] = page(WRONG + LINK)
        stage.sweep()
        seen = stage.observed()
        assert isinstance(seen.source, Reading)
        (told,) = seen.source.disagreements
        assert (told.pointer, told.first.raw, told.second.raw) == ("/tables/requests/received/total", "7", "5")
        assert seen.examined.judgement.verdict == "undetermined"
        assert "A-03" in codes(seen)
        assert "E-02" not in codes(seen)
        assert not codes(seen) & {"T3-01", "T3-03"}


def test_a_page_that_links_the_reports_of_many_agencies_is_nobodys_report() -> None:
    links = "".join(f"<a href='/f/{n}.doc'>{n}局2020年政府信息公开工作年度报告</a>" for n in "甲乙丙丁戊")
    here = look(shell(links, title="年报汇总").encode(), None, 2020, "http://www.lanxi.example/")
    assert (here.several, here.addresses) == (True, ())
    answer = complete(here, {}, 2020)
    assert isinstance(answer, Unreadable)
    assert answer.reason == "embedded_document"


def test_an_attachment_of_another_agency_is_not_taken_for_the_report() -> None:
    other = WHOLE.replace("兰溪区财政局", "兰溪区审计局")
    source = _completed(LINK, other)
    assert isinstance(source, Unreadable)
    assert source.reason == "embedded_document"


def _completed(body: str, attachment: str) -> Reading | Unreadable:
    address = "http://www.lanxi.example/a/b.html"
    here = look(shell(body).encode(), None, 2020, address)
    return complete(here, {url: read_document(attachment.encode()) for url in here.addresses}, 2020)


def test_a_page_with_its_text_whose_tables_could_not_be_read_lacks_nothing() -> None:
    text = "<p>一、总体情况</p><p>正文。</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
    source = read(shell(text + "<p><img src='a.png'></p>").encode(), None, 2020)
    assert isinstance(source, Reading)
    assert "embedded_document" in source.doubts


def _picture(markup: list[list[str]], heading: str) -> Document:
    cells = tuple(
        GridCell(text, r, c, 1, 1, Place(table=1, row=r + 1, column=c + 1))
        for r, line in enumerate(markup)
        for c, text in enumerate(line)
    )
    blocks = (Paragraph(heading, Place(paragraph=1)), Grid(len(markup), len(markup[-1]), cells, Place(table=1)))
    return Document("png", heading[0].encode().hex() * 8, blocks)


def test_pictures_in_their_order_are_the_pages_of_one_report() -> None:
    headings = (
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    )
    shown = {
        f"http://www.lanxi.example/a/{n}.png": _picture(printed(table), heading)
        for n, (heading, table) in enumerate(zip(headings, E2019.tables, strict=True), start=1)
    }
    pictures = "".join(f"<p><img src='{n}.png'></p>" for n in (1, 2, 3))
    here = look(shell(pictures).encode(), None, 2020, "http://www.lanxi.example/a/b.html")
    whole = complete(here, shown, 2020)
    assert isinstance(whole, Reading)
    assert [t.section for t in whole.tables] == [t.section for t in E2019.tables]
    cell = whole.cells["/tables/requests/received/total"]
    assert cell.place is not None
    assert (cell.place.page, cell.place.table) == (2, 2)
    assert cell.place.source == list(shown.values())[1].sha256


def test_a_picture_that_could_not_be_read_may_hide_a_table() -> None:
    pictures = "<p><img src='1.png'></p><p><img src='2.png'></p>"
    here = look(shell(pictures).encode(), None, 2020, "http://www.lanxi.example/a/b.html")
    answer = complete(here, {here.addresses[0]: Unreadable("png", "", "reader_missing")}, 2020)
    assert isinstance(answer, Unreadable)
    assert (answer.reason, "reader_missing" in answer.detail) == ("embedded_document", True)


def test_a_photograph_without_text_hides_no_table() -> None:
    text = "".join(f"<p>{h}</p><p>正文。</p>" for h in ("一、总体情况", "二、主动公开政府信息情况"))
    here = look(shell(f"{text}<p><img src='1.jpg'></p>").encode(), None, 2020, "http://www.lanxi.example/a/b.html")
    source = complete(here, {here.addresses[0]: Unreadable("jpeg", "", "no_content")}, 2020)
    assert isinstance(source, Reading)
    assert source.doubts == ()


def test_a_file_that_only_links_its_report_is_not_read_at_all(nianbao: Call, tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(shell(LINK), encoding="utf-8")
    called = nianbao("check", "--format", "jsonl", saved)
    (answer,) = called.objects
    assert (called.status, answer["verdict"], answer["report"]) == (2, "undetermined", None)
    assert {f["code"] for f in answer["findings"]} == {"E-04"}
    assert "nb.doc" in called.err


@contextmanager
def checked_portal(folder: Path, body: str, attachments: Mapping[str, Canned]) -> Iterator[tuple[Portal, Path]]:
    """Open a portal that a configuration allows to visit."""
    with Portal(routes(body, attachments)) as portal:
        fetching = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0}}
        yield portal, write_office(folder, [Owing("caizheng", "兰溪区财政局", portal.url(LISTING))], fetching)


def test_check_follows_an_address_one_hop_to_its_report(nianbao: Call, tmp_path: Path) -> None:
    with checked_portal(tmp_path, LINK, {ATTACHMENT: page(WRONG)}) as (portal, config):
        called = nianbao("check", "--format", "jsonl", "--config", config, portal.url(REPORT))
        (answer,) = called.objects
        assert (called.status, answer["verdict"]) == (1, "noncompliant")
        assert answer["cells"]["/tables/requests/received/total"]["raw"] == "7"


def test_check_says_which_attachment_it_could_not_have(nianbao: Call, tmp_path: Path) -> None:
    with checked_portal(tmp_path, LINK, {}) as (portal, config):
        called = nianbao("check", "--format", "jsonl", "--config", config, portal.url(REPORT))
        (answer,) = called.objects
        assert (called.status, answer["verdict"]) == (2, "undetermined")
        assert {f["code"] for f in answer["findings"]} == {"E-04"}
        assert portal.url(ATTACHMENT) in called.err


@pytest.mark.slow
def test_a_word_file_behind_a_viewer_is_read_to_the_cell() -> None:
    document = read_document(as_docx(printed_report("2021")))
    viewer = "<iframe src='/pdfjs/web/viewer.html?file=/f/nb.docx'></iframe>"
    title = "云川市兰溪区水务局2023年政府信息公开工作年度报告"
    body = shell(viewer, title=title).encode()
    attached = Attached("http://www.lanxi.example/a/b.html", {"http://www.lanxi.example/f/nb.docx": document})
    source = read(body, None, 2023, attached)
    assert isinstance(source, Reading)
    assert {p: c.value for p, c in source.cells.items()} == dict(printed_report("2021").truth)
