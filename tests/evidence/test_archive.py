"""Says what the archive keeps, and that it notices when something is no longer what was kept."""

from __future__ import annotations

import gzip
import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from warcio.archiveiterator import WARCIterator

from monitor.evidence import Archive, Capture, EvidenceError, Fault
from monitor.evidence.members import members
from monitor.fetch import Client, Request, Response
from monitor.settings import Fetching
from tests.support.portal import Portal

NOON = datetime(2026, 1, 31, 12, 0, 0, 250_000, tzinfo=UTC)
HTML = "<h1>云川市兰溪区民政局2025年政府信息公开工作年度报告</h1>".encode()
RESPONSE = Response(
    url="http://portal.example.gov.cn/年报/?y=2025",
    final_url="http://portal.example.gov.cn/%E5%B9%B4%E6%8A%A5/?y=2025",
    status=200,
    headers=(
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("content-length", "77"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("X-Raw", "\xe5\xb9\xb4 trailing "),
        ("X-Empty", ""),
    ),
    body=HTML,
    fetched_at=NOON,
    request_headers=(("User-Agent", "nianbao/0"), ("Host", "portal.example.gov.cn")),
    reason="OK",
)
DAY = "2026/01/31.warc.gz"


def expected(capture: Capture) -> Capture:
    return Capture(
        id=capture.id,
        url=RESPONSE.url,
        final_url=RESPONSE.final_url,
        status=200,
        headers=RESPONSE.headers,
        body=HTML,
        sha256=hashlib.sha256(HTML).hexdigest(),
        fetched_at=NOON,
        file=DAY,
    )


def fields(file: Path) -> list[dict[str, str]]:
    """Read the named fields of every record with a foreign reader."""
    with file.open("rb") as opened:
        return [dict(record.rec_headers.headers) for record in WARCIterator(opened)]


def test_a_capture_comes_back_exactly_as_it_was_stored(tmp_path: Path) -> None:
    stored = Archive(tmp_path).store(RESPONSE)
    assert stored == expected(stored)
    assert Archive(tmp_path).load(stored.file, stored.id) == stored


@pytest.mark.parametrize(
    "response",
    [
        replace(RESPONSE, body=b"", headers=(), request_headers=()),
        replace(RESPONSE, status=304, body=b"", reason=""),
        replace(RESPONSE, status=412, body=b"\r\n\r\n\x00\xff\r\nHTTP/1.1 200 OK\r\n\r\n", reason="Precondition \xff"),
        replace(RESPONSE, body=bytes(range(256)) * 5000),
        replace(RESPONSE, final_url="http://portal.example.gov.cn"),
    ],
    ids=["empty", "not modified", "body like a head", "large", "no path"],
)
def test_every_answer_can_be_kept(response: Response, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    stored = archive.store(response)
    loaded = Archive(tmp_path).load(stored.file, stored.id)
    assert loaded == stored
    assert (loaded.body, loaded.status, loaded.headers) == (response.body, response.status, response.headers)
    assert archive.verify().sound


def test_what_a_real_portal_answered_is_kept_and_found(tmp_path: Path) -> None:
    served = gzip.compress(HTML)
    with Portal({"/": (200, {"Content-Encoding": "gzip", "ETag": '"1"'}, served)}) as portal:
        client = Client(Fetching(allow_hosts=(portal.authority,)), lambda: NOON)
        response = client.get(Request(portal.url()))
    assert isinstance(response, Response)
    stored = Archive(tmp_path).store(response)
    loaded = Archive(tmp_path).load(stored.file, stored.id)
    assert (loaded.body, loaded.header("content-encoding"), loaded.header("etag")) == (HTML, "gzip", '"1"')


def test_any_warc_reader_understands_the_file(tmp_path: Path) -> None:
    stored = Archive(tmp_path).store(RESPONSE)
    with (tmp_path / DAY).open("rb") as opened:
        records = [
            (
                r.rec_type,
                r.http_headers.get_header("Content-Length"),
                r.content_stream().read(),
                r.digest_checker.passed,
            )
            for r in WARCIterator(opened, check_digests=True)
        ]
    assert records == [("response", str(len(HTML)), HTML, True), ("request", None, b"", True)]
    answer, request = fields(tmp_path / DAY)
    assert answer["WARC-Record-ID"] == f"<{stored.id}>"
    assert answer["WARC-Date"] == "2026-01-31T12:00:00.250000Z"
    assert answer["WARC-Payload-Digest"] == f"sha256:{stored.sha256}"
    assert answer["WARC-Target-URI"] == RESPONSE.final_url
    assert request["WARC-Concurrent-To"] == answer["WARC-Record-ID"]
    assert gzip.decompress((tmp_path / DAY).read_bytes()).startswith(b"WARC/1.1\r\n")


def test_headers_about_the_line_are_renamed_in_the_file(tmp_path: Path) -> None:
    Archive(tmp_path).store(RESPONSE)
    text = gzip.decompress((tmp_path / DAY).read_bytes())
    assert b"X-Archive-Orig-Content-Encoding: gzip\r\n" in text
    assert b"X-Archive-Orig-content-length: 77\r\n" in text
    assert b"\r\nContent-Encoding:" not in text


def test_a_line_break_in_an_address_or_header_makes_no_new_field(tmp_path: Path) -> None:
    evil = "a\r\nWARC-Date: 1999-01-01T00:00:00Z"
    response = replace(RESPONSE, url=evil, headers=(("X", evil),), reason=evil, request_headers=(("Y", evil),))
    stored = Archive(tmp_path).store(response)
    loaded = Archive(tmp_path).load(stored.file, stored.id)
    assert loaded.fetched_at == NOON
    assert loaded.header("x") == evil.replace("\r\n", " ")
    assert len(loaded.headers) == 1


@pytest.mark.parametrize(
    ("instant", "file"),
    [
        (datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC), "2026/01/31.warc.gz"),
        (datetime(2026, 2, 1, 7, 59, tzinfo=timezone(timedelta(hours=8))), "2026/01/31.warc.gz"),
        (datetime(2026, 2, 1, 8, 0, tzinfo=timezone(timedelta(hours=8))), "2026/02/01.warc.gz"),
    ],
)
def test_a_file_holds_one_day_of_utc(instant: datetime, file: str, tmp_path: Path) -> None:
    stored = Archive(tmp_path).store(replace(RESPONSE, fetched_at=instant))
    assert (stored.file, stored.fetched_at, stored.fetched_at.tzinfo) == (file, instant, UTC)


def test_an_instant_without_a_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zone"):
        Archive(tmp_path).store(replace(RESPONSE, fetched_at=datetime(2026, 1, 31)))  # noqa: DTZ001 - the refused case


def test_each_record_is_its_own_gzip_member(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(RESPONSE)
    archive.store(RESPONSE)
    found = list(members(tmp_path / DAY))
    assert [m.data[:8] for m in found] == [b"WARC/1.1"] * 4
    assert found[-1].end == (tmp_path / DAY).stat().st_size


def test_what_is_stored_after_a_file_was_read_is_found_as_well(tmp_path: Path) -> None:
    reader, writer = Archive(tmp_path), Archive(tmp_path)
    first = writer.store(RESPONSE)
    assert reader.load(DAY, first.id) == first
    second = writer.store(RESPONSE)
    assert reader.load(DAY, second.id) == second


def test_a_torn_tail_is_left_alone_and_the_day_goes_on_in_a_fresh_file(tmp_path: Path) -> None:
    first = Archive(tmp_path).store(RESPONSE)
    second = Archive(tmp_path).store(RESPONSE)
    whole = (tmp_path / DAY).read_bytes()
    (tmp_path / DAY).write_bytes(whole[:-10])
    archive = Archive(tmp_path)
    third, fourth = archive.store(RESPONSE), archive.store(RESPONSE)
    assert [third.file, fourth.file] == ["2026/01/31-2.warc.gz"] * 2
    assert (tmp_path / DAY).read_bytes() == whole[:-10]
    assert [archive.load(c.file, c.id).id for c in (first, second, third)] == [first.id, second.id, third.id]


@pytest.mark.parametrize("lost", [1, 8, 9, 300])
def test_a_torn_record_is_told_with_its_place(lost: int, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(RESPONSE)
    boundary = (tmp_path / DAY).stat().st_size
    torn = archive.store(RESPONSE)
    data = (tmp_path / DAY).read_bytes()
    response_end = next(members(tmp_path / DAY, boundary)).end
    (tmp_path / DAY).write_bytes(data[: response_end - lost])
    result = Archive(tmp_path).verify()
    assert result.records == 2
    assert [(b.file, b.offset, b.fault) for b in result.bad] == [(DAY, boundary, Fault.TORN)]
    with pytest.raises(EvidenceError, match=torn.id):
        Archive(tmp_path).load(DAY, torn.id)


def test_a_tail_torn_by_another_writer_while_this_one_runs_is_noticed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(RESPONSE)
    with (tmp_path / DAY).open("ab") as other:
        other.write(b"\x1f\x8b\x08\x00half a record")
    assert archive.store(RESPONSE).file == "2026/01/31-2.warc.gz"


def test_two_archives_on_one_folder_share_its_file(tmp_path: Path) -> None:
    one, other = Archive(tmp_path), Archive(tmp_path)
    stored = [writer.store(RESPONSE) for writer in (one, other, one, other)]
    assert {c.file for c in stored} == {DAY}
    assert [one.load(c.file, c.id) for c in stored] == stored
    assert one.verify().records == 8


def tampered(data: bytes, old: bytes, new: bytes) -> bytes:
    """Change a file as a careful forger would: its gzip checksums are right again."""
    assert old in gzip.decompress(data)
    return b"".join(gzip.compress(m.replace(old, new)) for m in _split(data))


def _split(data: bytes) -> list[bytes]:
    pieces = gzip.decompress(data).split(b"WARC/1.1\r\n")[1:]
    return [b"WARC/1.1\r\n" + piece for piece in pieces]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("年度报告".encode(), "年度总结".encode()),
        (b"200 OK", b"404 OK"),
        (b"WARC-Payload-Digest: sha256:", b"WARC-Payload-Digest: sha256:0"),
        (b"WARC-Block-Digest:", b"X-Block-Digest:"),
    ],
    ids=["body", "status", "digest changed", "digest removed"],
)
def test_tampering_is_detected(old: bytes, new: bytes, tmp_path: Path) -> None:
    stored = Archive(tmp_path).store(RESPONSE)
    file = tmp_path / DAY
    file.write_bytes(tampered(file.read_bytes(), old, new))
    first = Archive(tmp_path).verify().bad[0]
    assert (first.offset, first.fault) == (0, Fault.DIGEST)
    with pytest.raises(EvidenceError, match="digest") as refusal:
        Archive(tmp_path).load(stored.file, stored.id)
    assert refusal.value.permanent


def test_damage_within_a_file_costs_only_the_record_it_hits(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    stored = [archive.store(RESPONSE) for _ in range(3)]
    file = tmp_path / DAY
    places = [m.offset for m in members(file)]
    data = bytearray(file.read_bytes())
    data[places[2] + 12 : places[2] + 60] = bytes(48)
    file.write_bytes(data)
    result = Archive(tmp_path).verify()
    assert result.records == 5
    assert [(b.offset, b.fault) for b in result.bad] == [(places[2], Fault.UNREADABLE)]
    assert Archive(tmp_path).load(DAY, stored[2].id) == stored[2]
    assert Archive(tmp_path).store(RESPONSE).file == "2026/01/31-2.warc.gz"


@pytest.mark.parametrize("size", [65_533, 65_534, 65_535, 65_536, 70_000, 200_000])
def test_records_after_damage_are_found_wherever_they_lie(size: int, tmp_path: Path) -> None:
    file = tmp_path / DAY
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\x1f\x8b\x08".ljust(size, b"\xff"))
    elsewhere = Archive(tmp_path / "elsewhere").store(RESPONSE)
    with file.open("ab") as opened:
        opened.write((tmp_path / "elsewhere" / DAY).read_bytes())
    assert Archive(tmp_path).load(DAY, elsewhere.id) == elsewhere


def test_a_member_that_is_no_record_is_unreadable(tmp_path: Path) -> None:
    Archive(tmp_path).store(RESPONSE)
    with (tmp_path / DAY).open("ab") as file:
        file.write(gzip.compress(b"WARC/nothing"))
    assert [b.fault for b in Archive(tmp_path).verify().bad] == [Fault.UNREADABLE]


def test_a_request_is_no_capture(tmp_path: Path) -> None:
    Archive(tmp_path).store(RESPONSE)
    request_id = fields(tmp_path / DAY)[1]["WARC-Record-ID"].strip("<>")
    with pytest.raises(EvidenceError, match="no HTTP response"):
        Archive(tmp_path).load(DAY, request_id)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (DAY, "holds no record"),
        ("2026/01/30.warc.gz", "cannot be read"),
        ("../../etc/passwd", "outside"),
        ("/etc/passwd", "outside"),
    ],
)
def test_what_is_not_there_is_said_clearly(file: str, reason: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.store(RESPONSE)
    with pytest.raises(EvidenceError, match=reason) as refusal:
        archive.load(file, "urn:uuid:00000000-0000-0000-0000-000000000000")
    assert refusal.value.permanent


def test_a_record_that_is_replaced_after_it_was_found_is_not_passed_off_as_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    stored = archive.store(RESPONSE)
    archive.load(stored.file, stored.id)
    (tmp_path / DAY).unlink()
    Archive(tmp_path).store(replace(RESPONSE, body=b"other"))
    with pytest.raises(EvidenceError, match="holds no record"):
        archive.load(stored.file, stored.id)
    (tmp_path / DAY).write_bytes(b"")
    with pytest.raises(EvidenceError, match="holds no record"):
        archive.load(stored.file, stored.id)


def test_a_folder_that_cannot_be_written_to_may_be_tried_again(tmp_path: Path) -> None:
    (tmp_path / "2026").write_text("a file where a folder should be")
    with pytest.raises(EvidenceError, match="cannot be written") as refusal:
        Archive(tmp_path).store(RESPONSE)
    assert not refusal.value.permanent


def test_threads_write_whole_records_beside_each_other(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    start = threading.Barrier(4, timeout=5)

    def work(number: int) -> list[Capture]:
        start.wait()
        bodies = [b"%d-%d " % (number, n) * 500 for n in range(5)]
        return [archive.store(replace(RESPONSE, body=body)) for body in bodies]

    with ThreadPoolExecutor(4) as pool:
        stored = [capture for captures in pool.map(work, range(4)) for capture in captures]
    assert {capture.file for capture in stored} == {DAY}
    assert archive.verify().records == 40
    assert [archive.load(c.file, c.id) for c in stored] == stored


def test_verification_tells_how_far_it_is(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(RESPONSE)
    archive.store(replace(RESPONSE, fetched_at=NOON + timedelta(days=1)))
    calls: list[tuple[int, int]] = []
    result = archive.verify(lambda done, total: calls.append((done, total)))
    total = sum(f.stat().st_size for f in tmp_path.rglob("*.warc.gz"))
    assert (result.records, result.sound) == (4, True)
    assert len(calls) == 4
    assert calls == sorted(calls)
    assert calls[-1] == (total, total)


def test_an_archive_that_does_not_exist_yet_is_empty_and_sound(tmp_path: Path) -> None:
    result = Archive(tmp_path / "none").verify()
    assert (result.records, result.bad) == (0, ())
