"""Whatever a reader does in its confined process, it ends in time with a reason, and the next document reads."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from monitor.documents import Document, Unreadable
from monitor.documents.confined import Job, process
from monitor.documents.confined.pool import Pool
from monitor.documents.limits import Limits
from tests.support import bad_readers

_DIGEST = "5" * 64
_LIMITS = Limits(seconds=20, memory_bytes=500_000_000, answer_bytes=6_000_000, file_bytes=10_000_000)
_SHORT = Limits(seconds=0.2)


@pytest.fixture(scope="module")
def shared() -> Iterator[Pool]:
    pool = Pool(2)
    yield pool
    pool.close()


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(2)
    yield made
    made.close()


def _ask(pool: Pool, reader: str, limits: Limits = _LIMITS, body: str = "甲") -> Document | Unreadable:
    return pool.read(body.encode(), Job("bad", _DIGEST, bad_readers.named(reader), None, limits))


def _said(answer: Document | Unreadable) -> list[str]:
    assert isinstance(answer, Document), answer
    return [p.text for p in answer.paragraphs()]


@pytest.mark.parametrize(
    ("reader", "limits", "reason", "detail"),
    [
        ("sleeps", _SHORT, "too_slow", ""),
        ("burns", _SHORT, "too_slow", ""),
        ("eats_memory", _LIMITS, "out_of_memory", ""),
        ("exits", _LIMITS, "reader_crashed", "exit status 3"),
        ("leaves", _LIMITS, "reader_failed", "SystemExit: enough"),
        ("crashes", _LIMITS, "reader_crashed", "SIGSEGV"),
        ("aborts", _LIMITS, "reader_crashed", "SIGABRT"),
        ("is_killed", _LIMITS, "out_of_memory", "ended by the system"),
        ("kills_its_worker", _LIMITS, "reader_crashed", "the other side has gone"),
        ("spoils_the_answer", _LIMITS, "reader_crashed", "JSONDecodeError"),
        ("floods", _LIMITS, "too_large", "an answer of more than 6000000 bytes"),
        ("answers_too_much_text", _LIMITS, "too_large", "5000001 characters"),
        ("fills_the_disk", _LIMITS, "too_large", "OSError"),
        ("refuses", _LIMITS, "encrypted", "a password is needed"),
        ("finds_nothing", _LIMITS, "no_content", ""),
        ("raises", _LIMITS, "reader_failed", "ZeroDivisionError: of all things"),
        ("raises_worse", _LIMITS, "reader_crashed", "exit status 1"),
        ("recurses", _LIMITS, "reader_failed", "RecursionError"),
        ("answers_nonsense", _LIMITS, "reader_failed", "AttributeError"),
        ("is_no_function", _LIMITS, "reader_failed", "AttributeError"),
    ],
)
def test_a_bad_reader_ends_with_its_reason_and_the_next_document_reads_well(
    shared: Pool, reader: str, limits: Limits, reason: str, detail: str
) -> None:
    answer = _ask(shared, reader, limits)
    assert isinstance(answer, Unreadable)
    assert (answer.format, answer.sha256, answer.reason) == ("bad", _DIGEST, reason)
    assert answer.detail.startswith(detail)
    assert _said(_ask(shared, "reads")) == ["甲"]


def test_a_reader_whose_library_is_not_installed_is_missing(shared: Pool) -> None:
    answer = shared.read(b"", Job("bad", _DIGEST, "tests.support.needs_what_is_not_there:reads"))
    assert isinstance(answer, Unreadable)
    assert answer.reason == "reader_missing"
    assert answer.detail == "tests.support.needs_what_is_not_there: pip install 'nianbao[office,ocr]'"


def test_a_reader_that_prints_and_shouts_is_understood(shared: Pool) -> None:
    assert _said(_ask(shared, "chatters")) == ["甲"]


def test_a_document_of_pictures_goes_to_the_reader_of_scans_in_the_same_job(shared: Pool) -> None:
    reader, scanned = bad_readers.named("finds_nothing"), bad_readers.named("reads")
    assert _said(shared.read(b"1", Job("bad", _DIGEST, reader, scanned))) == ["1"]


def test_only_a_document_of_pictures_goes_to_the_reader_of_scans(shared: Pool) -> None:
    answer = shared.read(b"1", Job("bad", _DIGEST, bad_readers.named("refuses"), bad_readers.named("reads")))
    assert isinstance(answer, Unreadable)
    assert answer.reason == "encrypted"


def test_the_memory_of_a_reader_stays_below_its_limit(shared: Pool) -> None:
    (most,) = _said(_ask(shared, "confesses"))
    assert 100_000_000 < int(most) < _LIMITS.memory_bytes


def test_the_memory_limit_holds_for_programs_that_a_reader_starts(shared: Pool) -> None:
    assert _said(_ask(shared, "forks_eaters")) == ["1"]


def test_a_worker_serves_many_documents_each_in_a_process_of_its_own(shared: Pool) -> None:
    answers = [_said(_ask(shared, "remembers")) for _ in range(3)]
    assert {calls for calls, _ in answers} == {"1"}
    assert len({worker for _, worker in answers}) == 1


@pytest.mark.slow
def test_secrets_and_connections_of_this_process_do_not_reach_a_reader(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_SMTP_PASSWORD", "open-sesame")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.set_inheritable(True)
        seen = _said(_ask(pool, "looks_around"))
    assert any(s.startswith("PATH=") for s in seen)
    assert not any("sesame" in s or "socket:" in s or "pipe:" in s for s in seen)


def _has_namespaces() -> bool:
    unshare = [shutil.which("unshare") or "/bin/false", "--net", "--map-root-user", "true"]
    return subprocess.run(unshare, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
def test_a_reader_reaches_no_network(pool: Pool) -> None:
    if not _has_namespaces():
        pytest.skip("this system gives no process a network of its own")
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = _ask(pool, "connects", body=str(server.getsockname()[1]))
    assert isinstance(answer, Unreadable)
    assert answer.reason == "reader_failed"
    assert "unreachable" in answer.detail


def test_what_a_reader_leaves_behind_is_removed(shared: Pool) -> None:
    folder, *programs = _said(_ask(shared, "litters"))
    assert not Path(folder).exists()
    assert not any(Path(f"/proc/{program}").exists() for program in programs)


def test_a_slow_reader_takes_its_programs_along(shared: Pool, tmp_path: Path) -> None:
    left = tmp_path / "pids"
    answer = _ask(shared, "starts_and_sleeps", Limits(seconds=0.6), str(left))
    assert isinstance(answer, Unreadable)
    assert answer.reason == "too_slow"
    programs = left.read_text(encoding="ascii").split()
    assert len(programs) == 2
    assert not any(Path(f"/proc/{program}").exists() for program in programs)


@pytest.mark.slow
def test_a_worker_that_froze_is_replaced(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_GRACE", 0.1)
    monkeypatch.setattr(process, "_FAREWELL", 0.1)
    answer = _ask(pool, "stops_its_worker", _SHORT)
    assert answer == Unreadable("bad", _DIGEST, "too_slow", "the worker did not answer")
    assert _said(_ask(pool, "reads")) == ["甲"]


@pytest.mark.slow
def test_a_worker_that_died_idle_is_replaced(pool: Pool) -> None:
    worker = int(_said(_ask(pool, "remembers"))[1])
    os.kill(worker, signal.SIGKILL)
    _wait_for_the_end_of(worker)
    assert _said(_ask(pool, "reads")) == ["甲"]


def test_where_no_worker_starts_every_document_is_answered(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    answer = _ask(pool, "reads")
    assert isinstance(answer, Unreadable)
    assert (answer.reason, answer.detail[:9]) == ("reader_failed", "no worker")


@pytest.mark.slow
def test_a_worker_that_leaves_at_once_is_no_worker(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_PROGRAM", "this")
    answer = _ask(pool, "reads")
    assert isinstance(answer, Unreadable)
    assert answer.reason == "reader_crashed"


@pytest.mark.slow
def test_many_threads_share_few_workers(pool: Pool) -> None:
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: _said(_ask(pool, "remembers")), range(24)))
    assert 1 <= len({worker for _, worker in answers}) <= 2


def test_a_body_larger_than_a_pipe_arrives_whole(shared: Pool) -> None:
    body = "年" * 400_000
    assert _said(_ask(shared, "reads", body=body)) == [body]


_FAMILY = """
import os, sys, warnings
from monitor.documents.confined import Job, read_confined
from tests.support import bad_readers

def worker():
    return read_confined(b"", Job("bad", "0", bad_readers.named("remembers"))).blocks[1].text

mine = worker()
child = os.fork()
if child == 0:
    assert worker() != mine
    sys.exit(0)
assert os.waitpid(child, 0)[1] == 0
assert worker() == mine
print(mine, flush=True)
sys.stdin.read()
"""


def _family() -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", _FAMILY]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.slow
def test_a_copied_process_has_workers_of_its_own_and_all_go_quietly() -> None:
    with _family() as family:
        out, err = family.communicate(timeout=60)
    assert (family.returncode, err) == (0, "")
    assert not Path(f"/proc/{int(out)}").exists()


@pytest.mark.slow
def test_a_worker_ends_when_its_owner_is_killed() -> None:
    with _family() as family:
        assert family.stdout is not None
        worker = int(family.stdout.readline())
        folder = Path(f"/proc/{worker}/cwd").readlink()
        family.kill()
        _wait_for_the_end_of(worker)
    assert not folder.exists()


def _wait_for_the_end_of(pid: int) -> None:
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    ended = poll.poll(20_000)
    os.close(handle)
    assert ended
