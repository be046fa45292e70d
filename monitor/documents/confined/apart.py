"""Runs one reading in a process of its own, and leaves nothing of it: no process, no file, no memory."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from monitor.documents.confined.restrain import restrain_reader
from monitor.documents.limits import Limits, ReadError

_OUT_OF_TIME = frozenset([signal.SIGALRM, signal.SIGXCPU])

Work = Callable[[], bytes]


def run_apart(work: Work, limits: Limits) -> bytes:
    """Give what `work` gives in a process of its own. Raises ReadError for one that ends in no answer."""
    folder = tempfile.mkdtemp(prefix="document-")
    try:
        with tempfile.TemporaryFile(dir=folder) as answer:
            reader = _start(work, answer, Path(folder), limits)
            _judge(_wait(reader, limits.seconds))
            return _answer(answer, limits)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(work: Work, answer: BinaryIO, folder: Path, limits: Limits) -> int:
    reader = os.fork()
    if reader:
        return reader
    status = 1
    try:  # in the reader: nothing may return to the worker's code
        os.setpgid(0, 0)
        _settle(folder)
        restrain_reader(limits)
        answer.write(work()[: limits.answer_bytes + 1])
        answer.flush()
        status = 0
    finally:
        os._exit(status)


def _settle(folder: Path) -> None:
    """Make the private folder the place of all that libraries and programs write; forget the worker's signals."""
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    for name in ("HOME", "TMPDIR", "TMP", "TEMP"):
        os.environ[name] = str(folder)
    tempfile.tempdir = str(folder)
    os.chdir(folder)


def _wait(reader: int, seconds: float) -> int:
    """Wait for the reader, `seconds` at most; give the signal that ended it, or minus its exit status."""
    expired = False

    def expire(_signal: int, _frame: object) -> None:
        nonlocal expired
        expired = True
        _kill_group(reader)

    signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        os.waitid(os.P_PID, reader, os.WEXITED | os.WNOWAIT)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _kill_group(reader)
    ended = -os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])
    _end_orphans()
    return signal.SIGALRM if expired else ended


def _kill_group(reader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(reader, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(reader, signal.SIGKILL)


def _end_orphans() -> None:
    """End what the reader started and left behind in other groups: as their subreaper the worker has inherited it."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    with suppress(OSError):
        while orphans := children.read_text(encoding="ascii").split():
            for orphan in map(int, orphans):
                os.kill(orphan, signal.SIGKILL)
                os.waitpid(orphan, 0)


def _judge(ended: int) -> None:
    """Raise ReadError unless the reader ended well."""
    if ended in _OUT_OF_TIME:
        raise ReadError("too_slow")
    if ended == signal.SIGKILL:
        raise ReadError("out_of_memory", "ended by the system")
    if ended == signal.SIGXFSZ:
        raise ReadError("too_large", "a temporary file")
    if ended > 0:
        raise ReadError("reader_crashed", signal.Signals(ended).name)
    if ended < 0:
        raise ReadError("reader_crashed", f"exit status {-ended}")


def _answer(answer: BinaryIO, limits: Limits) -> bytes:
    size = os.fstat(answer.fileno()).st_size
    if size > limits.answer_bytes:
        raise ReadError("too_large", f"an answer of more than {limits.answer_bytes} bytes")
    return os.pread(answer.fileno(), size, 0)
