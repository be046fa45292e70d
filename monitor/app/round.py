"""Remembers for one round what was fetched: what agencies share is asked for once, and no host too often."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from monitor.evidence import Capture
from monitor.fetch import Failure, FailureReason, Request

_MOST = 64
"""Answers remembered: agencies of one listing are visited one after the other, so few are enough."""

Answer = Capture | Failure


@dataclass(frozen=True, slots=True)
class Answered:
    """Holds an answer of the round with the request that it answers: whoever asked first had validators of its own."""

    asked: Request
    answer: Answer


class Round:
    """Gives every address once, and of one host (`name:port`) at most so many; safe to share among threads."""

    def __init__(self, most_of_a_host: int) -> None:
        self._most = most_of_a_host
        self._asked: Counter[str] = Counter()
        self._answers: OrderedDict[str, Future[Answered]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Request, fetch: Callable[[Request], Answer]) -> Answered:
        """Give the answer to a request, fetched by whoever asks first; the others wait for it."""
        with self._lock:
            answer = self._answers.get(asked.name)
            first = answer is None
            if answer is None:
                answer = self._answers[asked.name] = Future()
            # What is asked for again and again, a listing that many share, is forgotten last.
            self._answers.move_to_end(asked.name)
            self._forget()
        if first:
            _settle(answer, asked, fetch if self._may_ask(asked.url) else _refuse)
        return answer.result()

    def _may_ask(self, url: str) -> bool:
        host = urlsplit(url).netloc.lower()
        with self._lock:
            self._asked[host] += 1
            return self._asked[host] <= self._most

    def _forget(self) -> None:
        while len(self._answers) > _MOST:
            self._answers.popitem(last=False)


def _refuse(asked: Request) -> Failure:
    return Failure(asked.name, FailureReason.BUDGET, "the host was asked often enough in this round", datetime.now(UTC))


def _settle(answer: Future[Answered], asked: Request, fetch: Callable[[Request], Answer]) -> None:
    try:
        answer.set_result(Answered(asked, fetch(asked)))
    except BaseException as error:
        answer.set_exception(error)
        raise
