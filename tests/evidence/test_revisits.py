"""A body that was served before is kept once, and comes back whole wherever it was served."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import WARCIterator

from monitor.evidence import Archive, Capture, Earlier, EvidenceError, Fault
from monitor.fetch import Response
from tests.evidence.test_archive import RESPONSE

BODY = b"<li>2025</li>" * 2000
FIRST = replace(RESPONSE, body=BODY)
AGAIN = replace(FIRST, fetched_at=FIRST.fetched_at + timedelta(days=1), headers=(("ETag", '"1"'),))
UNCHANGED = replace(AGAIN, status=304, body=b"", reason="Not Modified")
SECOND_DAY = "2026/02/01.warc.gz"


def refer(capture: Capture) -> Earlier:
    return Earlier(capture.id, capture.file, capture.final_url, capture.fetched_at)


def kept(folder: Path, second: Response = AGAIN) -> tuple[Capture, Capture]:
    archive = Archive(folder)
    first = archive.store(FIRST)
    return first, archive.store(second, refer(first))


def test_the_same_bytes_are_kept_once_and_come_back_with_the_headers_of_their_own_visit(tmp_path: Path) -> None:
    _, again = kept(tmp_path)
    loaded = Archive(tmp_path).load(again.file, again.id)
    assert loaded == again
    assert (loaded.body, loaded.headers) == (BODY, AGAIN.headers)
    assert (tmp_path / SECOND_DAY).stat().st_size < 2000


def test_a_page_that_is_not_modified_says_since_when(tmp_path: Path) -> None:
    first, unchanged = kept(tmp_path, UNCHANGED)
    assert Archive(tmp_path).load(unchanged.file, unchanged.id).status == 304
    with (tmp_path / SECOND_DAY).open("rb") as opened:
        record = next(iter(WARCIterator(opened)))
        told = dict(record.rec_headers.headers)
    assert told["WARC-Type"] == "revisit"
    assert told["WARC-Profile"].endswith("/server-not-modified")
    assert told["WARC-Refers-To"] == f"<{first.id}>"
    assert told["WARC-Refers-To-Target-URI"] == first.final_url


def test_an_archive_with_revisits_is_sound(tmp_path: Path) -> None:
    kept(tmp_path)
    assert Archive(tmp_path).verify().sound


def test_a_revisit_whose_original_is_gone_is_told(tmp_path: Path) -> None:
    first, again = kept(tmp_path)
    (tmp_path / first.file).unlink()
    (bad,) = Archive(tmp_path).verify().bad
    assert (bad.file, bad.fault) == (again.file, Fault.MISSING)
    with pytest.raises(EvidenceError):
        Archive(tmp_path).load(again.file, again.id)


def test_a_revisit_of_another_payload_proves_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    other = archive.store(replace(FIRST, body=b"another page"))
    wrong = archive.store(AGAIN, refer(other))
    assert [b.fault for b in archive.verify().bad] == [Fault.MISSING]
    with pytest.raises(EvidenceError, match="another payload"):
        archive.load(wrong.file, wrong.id)
