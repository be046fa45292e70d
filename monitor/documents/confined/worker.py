"""Is the worker: a process that loads the readers once, and for each document starts a copy of itself to read it.

`python -m monitor.documents.confined.worker`; jobs and documents come in on standard input, answers go out on standard
output. It runs no document's bytes itself: a reader that is taken over, grows or hangs is gone with its document.
"""

from __future__ import annotations

import errno
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from monitor.documents.confined.apart import run_apart
from monitor.documents.confined.frames import BrokenFrameError, receive, send
from monitor.documents.confined.job import Job
from monitor.documents.confined.resolve import read_here, resolve
from monitor.documents.confined.restrain import restrain_worker
from monitor.documents.confined.wire import packed
from monitor.documents.limits import ReadError

READY = b"ready"
_LARGEST_JOB = 10_000
_LARGEST_BODY = 1 << 32


def main() -> None:
    """Serve jobs until nobody sends any more."""
    jobs, answers = _pipes()
    restrain_worker()
    signal.signal(signal.SIGTERM, _leave)
    send(answers, READY)
    try:
        for job, body in _jobs(jobs):
            send(answers, _answer(job, body, (jobs, answers)))
    finally:
        with suppress(OSError):  # whoever started the worker removes its folder, unless that was killed
            Path(tempfile.gettempdir()).rmdir()


def _pipes() -> tuple[int, int]:
    """Take standard input and output for ourselves; what libraries print goes nowhere."""
    jobs, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return jobs, answers


def _leave(_signal: int, _frame: object) -> None:
    """End by an exception that runs what every `finally` says: it ends the reader and removes its files."""
    raise SystemExit(0)


def _jobs(pipe: int) -> Iterator[tuple[Job, bytes]]:
    while True:
        try:
            yield Job.unpacked(receive(pipe, _LARGEST_JOB)), receive(pipe, _LARGEST_BODY)
        except BrokenFrameError:
            return


def _answer(job: Job, body: bytes, pipes: tuple[int, int]) -> bytes:
    try:
        resolve(job.reader)  # loads its libraries here, once for all documents
        return run_apart(lambda: _read(job, body, pipes), job.limits)
    except ReadError as error:
        return packed(error)
    except Exception as error:  # noqa: BLE001 - a worker that cannot do this document may do the next
        return packed(_accident(error))


def _read(job: Job, body: bytes, pipes: tuple[int, int]) -> bytes:
    """Read in the reader's process; the worker's own pipes are none of its business."""
    for pipe in pipes:
        os.close(pipe)
    try:
        return packed(read_here(body, job))
    except ReadError as error:
        return packed(error)
    except MemoryError:
        pass  # answered below, where the memory that the exception holds is free again
    except BaseException as error:  # noqa: BLE001 - whatever a library raises (SystemExit too), it is an answer
        return packed(_accident(error))
    return packed(ReadError("out_of_memory"))


def _accident(error: BaseException) -> ReadError:
    reason = "too_large" if isinstance(error, OSError) and error.errno == errno.EFBIG else "reader_failed"
    return ReadError(reason, f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
