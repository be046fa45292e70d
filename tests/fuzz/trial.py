"""Tries one damaged document: whatever it is, it must be answered, in time, by a reading or by a known reason."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from monitor.app.examine import Question, examine
from monitor.documents import Unreadable, read_document
from monitor.documents.limits import Limits
from monitor.extraction import Reading, read_report
from tests.fuzz.markup import say_nothing
from tests.fuzz.seeds import MUTATORS

_FAULTY = ("out_of_memory", "reader_crashed", "reader_failed", "too_slow")
_REFUSED = (
    "ambiguous_archive",
    "damaged",
    "empty",
    "encrypted",
    "explosive",
    "no_content",
    "reader_missing",
    "too_deep",
    "too_large",
)
KNOWN = frozenset([*_FAULTY, *_REFUSED, "unsupported_format"])
"""Reasons for which a document may be unreadable."""
FAULTS = frozenset(_FAULTY)
"""Reasons that were contained, but that a better reader would not need."""

_NOW = datetime(2024, 3, 1, tzinfo=UTC)
_SECONDS_BEYOND = 5.0


class TooSlowError(Exception):
    """Says that a reading in this process did not end in time."""


@dataclass(frozen=True, slots=True)
class Result:
    """Holds what became of one trial."""

    reason: str
    """`read`, or why it could not be read."""
    seconds: float
    problem: str | None = None
    """What must not happen, if it did."""
    detail: str = ""


def damaged(name: str, seeds: tuple[bytes, ...], number: int, seed: int) -> bytes:
    """Give the damaged document of a number: the same for the same seed, always."""
    random = Random(f"{seed}/{name}/{number}")  # noqa: S311 - damage, no secret
    body = random.choice(seeds)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        body = random.choice(MUTATORS[name])(body or b" ", random)
    return body


def attempt(body: bytes, limit: float) -> Result:
    """Read and judge a document as the monitor does; `limit` is in seconds."""
    started = time.perf_counter()
    try:
        reason, detail = _read(body, limit)
        problem = None if reason == "read" or reason in KNOWN else f"unknown reason {reason}"
    except TooSlowError:
        reason, detail, problem = "hangs", "", f"no answer within {limit + _SECONDS_BEYOND} s"
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        reason, detail, problem = "raised", "", f"{type(error).__name__}: {error} ({_where(error)})"
    return Result(reason, time.perf_counter() - started, problem, detail)


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _read(body: bytes, limit: float) -> tuple[str, str]:
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, limit + _SECONDS_BEYOND)
    try:
        answer = _answer(body, limit)
        examine(answer, Question(_NOW, year=2023))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return (answer.reason, answer.detail) if isinstance(answer, Unreadable) else ("read", "")


def _ring(_signal: int, _frame: object) -> None:
    raise TooSlowError


def _answer(body: bytes, limit: float) -> Reading | Unreadable:
    document = read_document(body, limits=Limits(seconds=limit))
    return document if isinstance(document, Unreadable) else read_report(document, 2023)


def unchanged(body: bytes, number: int, seed: int, limit: float) -> Result:
    """Read a page after a change that says nothing: every figure must be what it was, or be missing, never another."""
    random = Random(f"{seed}/unchanged/{number}")  # noqa: S311 - damage, no secret
    started = time.perf_counter()
    before, after = (_figures(_answer(b, limit)) for b in (body, say_nothing(body, random)))
    problem = None if before == after else f"figures changed: {sorted(before.items() ^ after.items())[:4]}"
    return Result("read", time.perf_counter() - started, problem)


def _figures(answer: Reading | Unreadable) -> Mapping[str, object]:
    cells = answer.cells if isinstance(answer, Reading) else {}
    return {pointer: cell.value for pointer, cell in cells.items() if cell.certain}
