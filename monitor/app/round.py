"""Remembers for one round what was fetched, so that agencies that share a listing or a report ask for it once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future

from monitor.evidence import Capture
from monitor.fetch import Failure, Request

_MOST = 64
"""Answers remembered: agencies of one listing are visited one after the other, so few are enough."""

Answer = Capture | Failure


class Round:
    """Gives every address once; safe to share among threads."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Future[Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Request, fetch: Callable[[Request], Answer]) -> Answer:
        """Give the answer to a request, fetched by whoever asks first; the others wait for it."""
        with self._lock:
            answer = self._answers.get(asked.name)
            first = answer is None
            if answer is None:
                answer = self._answers[asked.name] = Future()
                self._forget()
        if first:
            _settle(answer, asked, fetch)
        return answer.result()

    def _forget(self) -> None:
        while len(self._answers) > _MOST:
            self._answers.popitem(last=False)


def _settle(answer: Future[Answer], asked: Request, fetch: Callable[[Request], Answer]) -> None:
    try:
        answer.set_result(fetch(asked))
    except BaseException as error:
        answer.set_exception(error)
        raise
