"""Checks one source after the other, or many at once in several processes; the answers come in the order given."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any, Generic, Protocol, TypeVar

from monitor.app import examine
from monitor.app.cli.check.sources import Body, read_file
from monitor.app.examine import Examined, Question
from monitor.documents import Unreadable
from monitor.extraction import Reading
from monitor.rules import Outcome

ENOUGH_FOR_PROCESSES = 16
"""Sources from which on it pays to start processes."""
_BROKEN = "reader_failed"


@dataclass(frozen=True, slots=True)
class Task:
    """Names one source; `body` where it is here already (it came from an address)."""

    source: str
    question: Question
    language: str
    most: int
    """Bytes that a file may have."""
    body: Body | Unreadable | None = None


class Answer(Protocol):
    """Is what every answer tells, whatever else its writer needs of it."""

    @property
    def source(self) -> str:
        """Give the name of the source."""

    @property
    def unread(self) -> Mapping[str, str] | None:
        """Give format, reason and detail where the source could not be read at all."""

    @property
    def has_violation(self) -> bool:
        """Tell whether anything is wrong beyond argument."""


A = TypeVar("A", bound=Answer)
Give = Callable[[Task, Examined], A]
"""Makes an answer, in the process that has examined the source: what travels is no more than its writer needs."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Holds the answer for one source as plain data, with all that is said to people."""

    source: str
    report: Mapping[str, Any] | None
    verdict: str
    findings: Sequence[Mapping[str, Any]]
    """The findings with their words and facts."""
    tallies: Mapping[str, Mapping[str, int]]
    """By code: how many of its conditions ended in which verdict."""
    edition: str | None
    switched_off: Mapping[str, str]
    """Codes that the office does not apply, each with its reason."""
    unread: Mapping[str, str] | None = None
    """Format, reason and detail where the source could not be read at all."""

    @property
    def has_violation(self) -> bool:
        """Tell whether anything is wrong beyond argument."""
        return any(f["severity"] == "violation" for f in self.findings)


def checked(task: Task, examined: Examined) -> Checked:
    """Give the answer for one source with every finding in words."""
    return Checked(
        source=task.source,
        report=examined.reading.report() if examined.reading else None,
        verdict=examined.judgement.verdict,
        findings=tuple(examine.worded(examined, f) for f in examined.judgement.findings),
        tallies=_tallies(examined.judgement.outcomes),
        edition=examined.edition.key if examined.edition else None,
        switched_off=dict(examined.judgement.switched_off),
        unread=unread(examined),
    )


def unread(examined: Examined) -> Mapping[str, str] | None:
    """Give format, reason and detail of a source that could not be read at all."""
    broken = examined.unreadable
    return {"format": broken.format, "reason": broken.reason, "detail": broken.detail} if broken else None


def check_one(task: Task, give: Give[A]) -> A:
    """Check one source. Raises nothing that its bytes could cause: one bad source must not lose the others."""
    try:
        body = task.body or read_file(task.source, task.most)
        return give(task, examine.examine(_read(body, task.question), task.question))
    except Exception as error:  # noqa: BLE001 - whatever a document makes of our program, the other sources go on
        return failed(task, f"{type(error).__name__}: {error}", give)


def _read(body: Body | Unreadable, question: Question) -> Reading | Unreadable:
    if isinstance(body, Unreadable):
        return body
    attached = body.attached if body.address else question.attached
    return examine.read(body.data, body.charset, question.year, attached)


def failed(task: Task, detail: str, give: Give[A]) -> A:
    """Give the answer for a source on which our own program broke down."""
    return give(task, examine.examine(Unreadable("unknown", "", _BROKEN, detail), task.question))


def check_all(tasks: Sequence[Task], give: Give[A]) -> Iterator[A]:
    """Check sources, in several processes where there are many; gives the answers in the order of the tasks.

    The processes start at once, before the caller shows its progress: they are safest to start while nothing else runs.
    """
    processes = min(_processors(), len(tasks))
    if len(tasks) < ENOUGH_FOR_PROCESSES or processes == 1:
        return (check_one(task, give) for task in tasks)
    return _answers(tasks, give, _Round(tasks, give, processes))


def _tallies(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    counted = Counter((o.code, str(o.verdict)) for o in outcomes)
    tallies: dict[str, dict[str, int]] = {}
    for (code, verdict), count in counted.items():
        tallies.setdefault(code, {})[verdict] = count
    return tallies


class _Round(Generic[A]):
    """Is a pool of processes with the tasks that it was given."""

    def __init__(self, tasks: Sequence[Task], give: Give[A], processes: int) -> None:
        self._pool = _pool(processes)
        self._futures = deque(self._pool.submit(check_one, task, give) for task in tasks)

    def next(self) -> A:
        """Give the answer of the next task. Raises BrokenProcessPool where a process was killed."""
        return self._futures.popleft().result()

    def end(self) -> None:
        """Let go of what has not begun.

        Each is cancelled by itself: the pool forgets to, once nobody holds it any more.
        """
        for future in self._futures:
            future.cancel()
        self._pool.shutdown(wait=False)


def _answers(tasks: Sequence[Task], give: Give[A], current: _Round[A]) -> Iterator[A]:
    """Give the answers in order; where a process was killed, the next source is asked alone, the rest anew."""
    try:
        for done, task in enumerate(tasks, start=1):
            try:
                answer = current.next()
            except BrokenProcessPool:
                current.end()
                answer = _alone(task, give)
                current = _Round(tasks[done:], give, _processors())
            yield answer
    finally:
        current.end()


def _alone(task: Task, give: Give[A]) -> A:
    alone = _Round([task], give, 1)
    try:
        return alone.next()
    except BrokenProcessPool as error:
        return failed(task, str(error), give)
    finally:
        alone.end()


def _pool(processes: int) -> ProcessPoolExecutor:
    examine.prepare()
    gc.freeze()
    return ProcessPoolExecutor(processes, _context(), _set_signals)


def _set_signals() -> None:
    """Leave Ctrl-C, which reaches every process of the terminal, to the first one; end when that one says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _context() -> BaseContext:
    """Copy this process where that is safe (nothing else runs in it): a fresh one first has to load everything."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
