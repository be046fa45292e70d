"""What goes into each subject comes out of it, as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from monitor.evidence import Capture
from monitor.fetch import RobotsText
from monitor.form import Verdict
from monitor.portals import Link
from monitor.rules import Outcome, Presence
from monitor.store import (
    Examination,
    ListingState,
    Matter,
    Missed,
    Store,
    StoredReading,
    Tick,
    Watched,
    captures,
    listings,
    matters,
    outcomes,
    readings,
    robots,
    sightings,
    ticks,
)

NOW = datetime(2026, 2, 1, 8, tzinfo=UTC)
URL = "https://www.yunchuan.example/zfxxgk/ndbg/"


def _capture(number: int, url: str = URL, sha256: str = "a" * 64) -> Capture:
    headers = (("Content-Type", "text/html"), ("ETag", '"x"'))
    at = NOW + timedelta(hours=number)
    return Capture(f"urn:uuid:{number}", url, url, 200, headers, b"<html>", sha256, at, "2026/02.warc.gz")


def test_a_watch_is_kept_whole_and_overwritten_by_its_next_state(store: Store) -> None:
    first = Watched("lanxi-edu", 2025, URL, next_due_at=NOW, captures=("urn:uuid:1",))
    second = Watched(
        "lanxi-edu",
        2025,
        URL,
        last_status=200,
        state=ListingState.CHANGED,
        digest="a" * 64,
        visited_at=NOW,
        presence=Presence.PROVED_ABSENT,
        absent_at=NOW,
        failures=2,
        trouble="has_pager",
        captures=("urn:uuid:1", "urn:uuid:2"),
        missing=(Missed(2025, URL, NOW, NOW + timedelta(days=2, microseconds=1), 3, ("urn:uuid:1",), ("urn:uuid:2",)),),
    )
    with store.begin() as tx:
        listings.save(tx, first)
        listings.save(tx, second)

    with store.read() as tx:
        assert listings.load(tx, "lanxi-edu", 2025) == second
        assert listings.load(tx, "lanxi-edu", 2024) is None
        assert listings.of_year(tx, 2025) == (second,)
    watch = second.as_watch()
    assert (watch.presence, watch.absent_at, watch.listing) == (Presence.PROVED_ABSENT, NOW, URL)
    assert watch.missing is not None
    assert (watch.missing.rounds, watch.missing.captures) == (3, ("urn:uuid:1", "urn:uuid:2"))


def test_what_is_due_comes_longest_waiting_first_and_what_is_never_due_not_at_all(store: Store) -> None:
    due = {"a": NOW, "b": NOW - timedelta(hours=1), "c": NOW + timedelta(seconds=1), "d": None}
    with store.begin() as tx:
        for agency, at in due.items():
            listings.save(tx, Watched(agency, 2025, next_due_at=at))

        assert [w.agency for w in listings.due(tx, NOW)] == ["b", "a"]
        assert [w.agency for w in listings.due(tx, NOW, limit=1)] == ["b"]
        assert listings.next_due(tx) == NOW - timedelta(hours=1)


def test_without_any_watch_nothing_is_due(store: Store) -> None:
    with store.read() as tx:
        assert listings.next_due(tx) is None


def test_a_capture_is_kept_once_and_without_its_body(store: Store) -> None:
    with store.begin() as tx:
        assert captures.add(tx, _capture(1))
        assert not captures.add(tx, _capture(1, sha256="b" * 64))

        found = captures.get(tx, "urn:uuid:1")
        assert found is not None
        assert found.sha256 == "a" * 64
        assert found.headers == (("Content-Type", "text/html"), ("ETag", '"x"'))
        assert captures.get(tx, "urn:uuid:9") is None


def test_captures_are_found_by_address_and_by_digest(store: Store) -> None:
    long = URL + "y" * 20_000
    with store.begin() as tx:
        for number, url in ((1, URL), (3, URL), (2, long)):
            captures.add(tx, _capture(number, url))

        latest = captures.latest(tx, URL)
        assert latest is not None
        assert latest.id == "urn:uuid:3"
        assert [c.id for c in captures.of_url(tx, long)] == ["urn:uuid:2"]
        assert [c.id for c in captures.of_digest(tx, "a" * 64)] == ["urn:uuid:1", "urn:uuid:2", "urn:uuid:3"]
        assert captures.latest(tx, "https://other.example/") is None


def test_an_answer_without_the_page_is_not_the_latest_of_its_address(store: Store) -> None:
    with store.begin() as tx:
        captures.add(tx, _capture(1, URL))
        captures.add(tx, replace(_capture(2, URL), status=304))
        captures.add(tx, replace(_capture(3, URL), status=404))
        latest = captures.latest(tx, URL)
    assert latest is not None
    assert latest.id == "urn:uuid:1"


def test_a_sighting_keeps_when_it_was_first_seen_and_comes_back_from_being_gone(store: Store) -> None:
    owner, link = ("lanxi-edu", 2025), Link(URL + "1.html", "2025年度报告", date(2026, 1, 20))
    with store.begin() as tx:
        sightings.see(tx, owner, link, NOW)
        assert sightings.only(tx, owner, [], NOW + timedelta(days=1)) == 1
        assert sightings.only(tx, owner, [], NOW + timedelta(days=2)) == 0
        assert sightings.load(tx, *owner)[0].gone_at == NOW + timedelta(days=1)

        sightings.see(tx, owner, link, NOW + timedelta(days=3))

        (seen,) = sightings.load(tx, *owner)
    assert (seen.first_seen, seen.last_seen, seen.gone_at) == (NOW, NOW + timedelta(days=3), None)
    assert (seen.title, seen.date) == (link.title, link.date)


def test_a_reading_is_never_changed_and_its_figures_are_exact(store: Store) -> None:
    report = {"tables": {"fees": {"amount": Decimal("251.50")}, "requests": {"total": 7, "blank": None}}}
    reading = StoredReading("a" * 64, "1.0", "2021", report, {"/x": {"raw": "７", "certain": True}}, NOW)
    with store.begin() as tx:
        assert readings.add(tx, reading)
        assert not readings.add(tx, StoredReading("a" * 64, "1.0", "2021", {}, {}, NOW))
        assert readings.add(tx, StoredReading("a" * 64, "1.1", "2021", {}, {}, NOW + timedelta(days=1)))

        assert readings.get(tx, "a" * 64, "1.0", "2021") == reading
        assert readings.get(tx, "a" * 64, "1.0", "2019") is None
        assert [r.reader for r in readings.of_source(tx, "a" * 64)] == ["1.1", "1.0"]


def test_an_examination_keeps_what_was_checked_and_found_in_order(store: Store) -> None:
    checked = [Outcome("T3-01", Verdict.FAIL, ("/a", "/b")), Outcome("S-01", Verdict.PASS)]
    found = [{"code": "T3-01", "severity": "violation", "expected": Decimal("8.0")}]
    examination = Examination("lanxi-edu", 2025, NOW, rules="1.0", sha256="a" * 64, reader="1.0")
    with store.begin() as tx:
        outcomes.record(tx, Examination("lanxi-edu", 2025, NOW - timedelta(days=1), rules="0.9"), [], [])
        number = outcomes.record(tx, examination, checked, found)

        assert outcomes.latest(tx, "lanxi-edu", 2025) == (number, examination)
        assert outcomes.latest(tx, "lanxi-edu", 2024) is None
        assert list(outcomes.of_examination(tx, number)) == checked
        assert list(outcomes.findings_of(tx, number)) == found
        assert outcomes.counts(tx, number) == {
            Verdict.PASS: 1,
            Verdict.FAIL: 1,
            Verdict.UNCERTAIN: 0,
            Verdict.NOT_APPLICABLE: 0,
        }


def test_a_matter_waits_once_until_it_was_told(store: Store) -> None:
    matter = Matter("D-12", NOW, "lanxi-edu", {"why": "timeout"})
    with store.begin() as tx:
        assert matters.add(tx, matter)
        assert not matters.add(tx, Matter("D-12", NOW + timedelta(hours=1), "lanxi-edu", {"why": "timeout"}))
        assert matters.add(tx, Matter("D-12", NOW, "lanxi-edu", {"why": "dns"}))

        waiting = matters.untold(tx)
        assert [m.facts for m in waiting] == [{"why": "timeout"}, {"why": "dns"}]
        matters.mark_told(tx, [m.number for m in waiting if m.number is not None], NOW)

        assert matters.untold(tx) == ()
        assert matters.add(tx, matter)
        assert [m.told_at for m in matters.since(tx, NOW)] == [None, NOW, NOW]


def test_due_times_of_jobs_outlive_a_restart(store: Store) -> None:
    with store.begin() as tx:
        ticks.save(tx, Tick("sweep", NOW))
        ticks.save(tx, Tick("digest", NOW + timedelta(hours=1)))
        ticks.save(tx, Tick("sweep", NOW + timedelta(hours=2), last_run_at=NOW))

    with store.read() as tx:
        assert ticks.load(tx, "sweep") == Tick("sweep", NOW + timedelta(hours=2), NOW)
        assert ticks.load(tx, "letters") is None
        assert [t.job for t in ticks.due(tx, NOW + timedelta(hours=1))] == ["digest"]
        assert [t.job for t in ticks.every(tx)] == ["digest", "sweep"]


def test_of_what_a_host_says_the_latest_counts(store: Store) -> None:
    first = RobotsText("http://a.example", "User-agent: *\nDisallow: /", NOW + timedelta(hours=24))
    silent = RobotsText("http://b.example", None, NOW + timedelta(hours=1))
    with store.begin() as tx:
        for said in (replace(first, text=""), silent, first):
            robots.save(tx, said)
        assert set(robots.every(tx)) == {first, silent}
