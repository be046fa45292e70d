"""Remembers how hosts are, among all threads; what must hold across restarts is told to whoever keeps it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime

from monitor.fetch.model import Failure, Response
from monitor.fetch.patience import HostState, after

Keep = Callable[[HostState], None]
"""Keeps the state of a host for the time after a restart."""


def _nowhere(_: HostState) -> None:
    """Keep nothing."""


class Hosts:
    """Holds the state of every host that was asked."""

    def __init__(self, known: Iterable[HostState] = (), keep: Keep = _nowhere, most_failures: int = 5) -> None:
        self._states = {state.host: state for state in known}
        self._keep = keep
        self._most_failures = most_failures
        self._lock = threading.Lock()

    def state(self, host: str) -> HostState:
        """Give what is known of a host."""
        return self._states.get(host) or HostState(host)

    def learn(self, host: str, answer: Response | Failure, now: datetime) -> None:
        """Take account of an answer at `now` (UTC); a change that shuts or opens the host is kept."""
        with self._lock:
            before = self.state(host)
            state = after(before, answer, now, self._most_failures)
            self._states[host] = state
        if state.shut_until != before.shut_until:
            self._keep(state)
