"""Lets the program be watched: structured logs, errors and check-ins to Sentry; no personal data, no secrets."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sentry_sdk
import structlog
from sentry_sdk.crons import capture_checkin
from sentry_sdk.crons.consts import MonitorStatus
from sentry_sdk.scrubber import DEFAULT_DENYLIST, EventScrubber

from monitor.settings import Sentry

_LOG = structlog.get_logger()
_PRIVATE = ("contacts", "supervisors", "recipients", "to", "cc", "dsn", "username", "text", "html", "body")
"""Names of local variables that hold addresses, letters or pages: never reported."""


def start_logs(*, json: bool, quiet: bool = False) -> None:
    """Write one line an event to standard error: JSON for machines, else for people."""
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False) if json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        # Asked anew for every event: standard error may be another stream by then.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def start_sentry(sentry: Sentry, release: str) -> None:
    """Report errors to Sentry if the office has given a DSN; else do nothing at all."""
    if sentry.dsn is None:
        return
    sentry_sdk.init(
        dsn=sentry.dsn.value,
        environment=sentry.environment,
        release=f"nianbao@{release}",
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        event_scrubber=EventScrubber(denylist=[*DEFAULT_DENYLIST, *_PRIVATE], recursive=True),
    )


def report_trouble(step: str, agency: str | None, error: BaseException) -> None:
    """Report an accident of our own with the step and the agency's id as tags, and log it."""
    with sentry_sdk.new_scope() as scope:
        scope.set_tag("step", step)
        if agency:
            scope.set_tag("agency", agency)
        sentry_sdk.capture_exception(error)
    _LOG.error("trouble", step=step, agency=agency, error=type(error).__name__, exc_info=error)


@contextmanager
def checked_in(job: str, config: dict[str, Any]) -> Iterator[None]:
    """Tell Sentry that a job runs, and whether it ended well; silent without a DSN."""
    if not sentry_sdk.is_initialized():
        yield
        return
    check_in = capture_checkin(job, status=MonitorStatus.IN_PROGRESS, monitor_config=config)  # type: ignore[arg-type]
    try:
        yield
    except BaseException:
        capture_checkin(job, check_in_id=check_in, status=MonitorStatus.ERROR)
        raise
    capture_checkin(job, check_in_id=check_in, status=MonitorStatus.OK)
