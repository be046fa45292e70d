"""Decides how long a host is left alone: what it asks for, what its failures suggest. Pure; times are handed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from monitor.fetch.model import Failure, FailureReason, Response

_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_SERVER_ERROR = 500
_FIRST_WAIT = timedelta(minutes=2)
_FIRST_REST = timedelta(minutes=30)
_LONGEST = timedelta(hours=24)
"""No portal is left alone for longer, whatever it asks for: its reports are due all the same."""
_OUR_OWN = frozenset(
    {
        FailureReason.FORBIDDEN_ADDRESS,
        FailureReason.BAD_ADDRESS,
        FailureReason.TOO_LARGE,
        FailureReason.TOO_MANY_REDIRECTS,
        FailureReason.ROBOTS,
        FailureReason.HELD_BACK,
        FailureReason.BUDGET,
    }
)
"""Failures that say nothing of how the host is."""


@dataclass(frozen=True, slots=True)
class HostState:
    """Holds what is remembered of a host (`name` or `name:port`)."""

    host: str
    failures: int = 0
    """In a row."""
    shut_until: datetime | None = None
    """UTC instant before which it is not asked again."""
    reason: str = ""
    """`retry_after`, `busy` or `failing`."""

    def is_shut(self, now: datetime) -> bool:
        """Tell whether it is to be left alone at an instant."""
        return self.shut_until is not None and now < self.shut_until


def after(state: HostState, answer: Response | Failure, now: datetime, most_failures: int) -> HostState:
    """Give what is to be remembered of a host after an answer (429, 503 and Retry-After: RFC 9110 §10.2.3, §15.6.4).

    After `most_failures` in a row it is given a rest, twice as long each time that it fails again.
    """
    if isinstance(answer, Failure):
        return state if answer.reason in _OUR_OWN else _failed(state, now, most_failures)
    if answer.status in _BUSY:
        return _busy(state, answer, now)
    if answer.status >= _SERVER_ERROR:
        return _failed(state, now, most_failures)
    return state if state == HostState(state.host) else HostState(state.host)


def _busy(state: HostState, answer: Response, now: datetime) -> HostState:
    asked = _retry_after(answer.header("Retry-After"), now)
    reason = "busy" if asked is None else "retry_after"
    wait = _grown(_FIRST_WAIT, state.failures) if asked is None else min(asked, _LONGEST)
    return replace(state, failures=state.failures + 1, shut_until=now + wait, reason=reason)


def _failed(state: HostState, now: datetime, most_failures: int) -> HostState:
    failures = state.failures + 1
    if failures < most_failures:
        return replace(state, failures=failures, shut_until=None, reason="")
    rest = _grown(_FIRST_REST, failures - most_failures)
    return replace(state, failures=failures, shut_until=now + rest, reason="failing")


def _grown(first: timedelta, times: int) -> timedelta:
    return min(_LONGEST, first * (1 << min(times, 16)))


def _retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Read seconds or a date; None for anything else."""
    if value is None:
        return None
    if value.strip().isdigit():
        return timedelta(seconds=min(int(value), int(_LONGEST.total_seconds())))
    try:
        until: datetime = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    known = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(timedelta(0), known - now)
