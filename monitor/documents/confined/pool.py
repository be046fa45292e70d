"""Keeps workers for whoever reads: each serves one document at a time and is replaced when anything was odd."""

from __future__ import annotations

import atexit
import os
from collections import deque
from contextlib import suppress
from threading import BoundedSemaphore

from monitor.documents.confined.frames import BrokenFrameError
from monitor.documents.confined.job import Job
from monitor.documents.confined.process import Worker
from monitor.documents.confined.wire import GarbageError, unpacked
from monitor.documents.model import Document, Unreadable

_MOST_WORKERS = max(2, os.cpu_count() or 1)
"""More would only share the processors, and each may use as much memory as the limits allow."""


class Pool:
    """Holds the workers of this process; safe among threads."""

    def __init__(self, most: int = _MOST_WORKERS) -> None:
        self._turns = BoundedSemaphore(most)
        self._idle: deque[Worker] = deque()

    def read(self, body: bytes, job: Job) -> Document | Unreadable:
        """Read a document; never raises for anything that document, reader or worker do."""
        unread = Unreadable(job.format, job.sha256, "reader_crashed")
        with self._turns:
            try:
                return self._ask(body, job, unread)
            except TimeoutError:
                return Unreadable(job.format, job.sha256, "too_slow", "the worker did not answer")
            except (BrokenFrameError, GarbageError) as error:
                return Unreadable(job.format, job.sha256, "reader_crashed", str(error))
            except OSError as error:
                return Unreadable(job.format, job.sha256, "reader_failed", f"no worker: {error}")

    def close(self) -> None:
        """End every worker that is not at work."""
        while (worker := self._taken()) is not None:
            worker.close()

    def forget(self) -> None:
        """Let go of workers that belong to the process from which this one was copied."""
        while (worker := self._taken()) is not None:
            worker.forget()

    def _ask(self, body: bytes, job: Job, unread: Unreadable) -> Document | Unreadable:
        worker = self._living()
        try:
            answer = unpacked(worker.ask(body, job), unread, job.limits)
        except BaseException:
            worker.close()
            raise
        self._idle.append(worker)
        return answer

    def _living(self) -> Worker:
        while (worker := self._taken()) is not None:
            if worker.is_alive():
                return worker
            worker.close()
        return Worker()

    def _taken(self) -> Worker | None:
        with suppress(IndexError):
            return self._idle.pop()
        return None


class _Ours:
    """Holds the pool of this process."""

    pool = Pool()


def read_confined(body: bytes, job: Job) -> Document | Unreadable:
    """Read a document of a binary format in a confined process; never raises for anything the bytes may hold."""
    return _Ours.pool.read(body, job)


def _after_fork() -> None:
    """Begin anew in a copy of this process: locks may be held by threads that it does not have."""
    _Ours.pool.forget()
    _Ours.pool = Pool()


@atexit.register
def _at_exit() -> None:
    _Ours.pool.close()


os.register_at_fork(after_in_child=_after_fork)
