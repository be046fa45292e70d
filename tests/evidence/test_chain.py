"""Each round is sealed by a manifest that bears the digest of the one before: nothing is altered unnoticed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.evidence import Archive, EvidenceError, Fault
from monitor.evidence.manifest import paths
from tests.evidence.test_archive import NOON, RESPONSE


def rounds(folder: Path, count: int = 3) -> Archive:
    """Store and seal one response a day."""
    archive = Archive(folder)
    for day in range(count):
        at = NOON + timedelta(days=day)
        archive.store(replace(RESPONSE, fetched_at=at))
        assert archive.seal(at) is not None
    return archive


def faults(folder: Path) -> list[tuple[str, Fault]]:
    return [(bad.file.rpartition("/")[2], bad.fault) for bad in Archive(folder).verify().bad]


def test_every_round_adds_a_link(tmp_path: Path) -> None:
    archive = rounds(tmp_path)
    assert [p.name for p in paths(tmp_path)] == ["00000001.json", "00000002.json", "00000003.json"]
    assert archive.verify().sound


def test_a_round_that_stored_nothing_adds_none(tmp_path: Path) -> None:
    assert rounds(tmp_path).seal(NOON) is None


def test_the_chain_goes_on_after_a_restart(tmp_path: Path) -> None:
    rounds(tmp_path, 1)
    archive = Archive(tmp_path)
    archive.store(RESPONSE)
    sealed = archive.seal(NOON)
    assert sealed is not None
    assert (sealed.number, sealed.sealed[0].start > 0) == (2, True)
    assert archive.verify().sound


def test_what_is_not_sealed_yet_is_no_fault(tmp_path: Path) -> None:
    rounds(tmp_path).store(RESPONSE)
    assert Archive(tmp_path).verify().sound


def rewrite_warc(folder: Path) -> None:
    """Put another sound record in the place of a sealed one."""
    (folder / "2026/02/01.warc.gz").unlink()
    Archive(folder).store(replace(RESPONSE, body=b"nothing here", fetched_at=NOON + timedelta(days=1)))


def remove_warc(folder: Path) -> None:
    (folder / "2026/02/01.warc.gz").unlink()


def rewrite_manifest(folder: Path) -> None:
    path = paths(folder)[1]
    told = json.loads(path.read_bytes())
    path.write_text(json.dumps({**told, "sealed": []}), encoding="utf-8")


def remove_manifest(folder: Path) -> None:
    paths(folder)[1].unlink()


def remove_first_manifest(folder: Path) -> None:
    paths(folder)[0].unlink()


def spoil_manifest(folder: Path) -> None:
    paths(folder)[1].write_bytes(b"{")


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (rewrite_warc, [("01.warc.gz", Fault.ALTERED)]),
        (remove_warc, [("01.warc.gz", Fault.MISSING)]),
        (rewrite_manifest, [("00000003.json", Fault.CHAIN)]),
        (remove_manifest, [("00000003.json", Fault.CHAIN)]),
        (remove_first_manifest, [("00000002.json", Fault.CHAIN)]),
        (spoil_manifest, [("00000002.json", Fault.UNREADABLE)]),
    ],
)
def test_tampering_is_told(tmp_path: Path, tamper: Callable[[Path], None], found: list[tuple[str, Fault]]) -> None:
    rounds(tmp_path)
    tamper(tmp_path)
    assert faults(tmp_path) == found


def test_a_chain_that_cannot_be_read_is_not_continued(tmp_path: Path) -> None:
    rounds(tmp_path)
    spoil_manifest(tmp_path)
    archive = Archive(tmp_path)
    archive.store(RESPONSE)
    with pytest.raises(EvidenceError) as raised:
        archive.seal(NOON)
    assert raised.value.permanent


def test_what_is_dropped_is_told_by_the_chain_and_missed_by_nobody(tmp_path: Path) -> None:
    archive = rounds(tmp_path)
    archive.drop(["2026/01/31.warc.gz"], "old", NOON + timedelta(days=900))
    assert not (tmp_path / "2026/01/31.warc.gz").exists()
    assert Archive(tmp_path).verify().sound
