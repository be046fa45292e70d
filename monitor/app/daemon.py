"""Runs the jobs under APScheduler until a signal says stop: the step in hand is finished first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from alerts.channels import ChannelError
from monitor.app.house import House, open_house, real_time
from monitor.app.jobs import JOBS, Job, run_if_due
from monitor.app.observe import report_trouble, start_sentry
from monitor.app.place import BusyError, leave_place, take_place
from monitor.settings import ConfigurationError, Settings, load_settings
from monitor.store import Matter, matters

_LOG = structlog.get_logger()
LOOK_SECONDS = 5
"""How often each job is asked whether it is due; due times themselves live in the database."""
JOB_DEFAULTS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


class Asked(Enum):
    """Closes the list of what signals ask for."""

    STOP = "stop"
    RELOAD = "reload"


class Daemon:
    """Holds the running program: the house, the scheduler, and what signals have asked for."""

    def __init__(self, house: House, environ: Mapping[str, str]) -> None:
        self._stop = threading.Event()
        self._house = replace(house, stopping=self._stop.is_set)
        self._environ = environ
        # A signal may come at any moment: of all that threads share, only this may be touched by its handler.
        self._asked: SimpleQueue[Asked] = SimpleQueue()
        self._lost: BusyError | None = None
        self._refused = ""
        self._stamp = _stamp(house.folder)
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults=JOB_DEFAULTS)

    def run(self) -> None:
        """Work until told to stop. Raises BusyError if another instance works on the same database, or has taken it."""
        take_place(self._house, real_time())
        start_sentry(self._house.settings.sentry, version("nianbao"))
        for job in JOBS:
            self._scheduler.add_job(self._tick, "interval", [job], seconds=LOOK_SECONDS, next_run_time=real_time())
        self._scheduler.start()
        _LOG.info("started", owner=self._house.owner, agencies=len(self._house.settings.agencies))
        try:
            while (asked := self._next()) is not Asked.STOP:
                self._look_after_configuration(asked=asked is Asked.RELOAD)
        finally:
            self._stop.set()
            self._scheduler.shutdown(wait=True)
            leave_place(self._house)
            _LOG.info("stopped", owner=self._house.owner)

        if self._lost is not None:
            raise self._lost

    def ask(self, for_what: Asked) -> None:
        """Have the run ended after the steps in hand, or the configuration read again; a signal handler may call it."""
        self._asked.put(for_what)

    def _next(self) -> Asked | None:
        """Wait for what is asked next; None when it is time to look around."""
        try:
            return self._asked.get(timeout=LOOK_SECONDS)
        except Empty:
            return None

    def _tick(self, job: Job) -> None:
        if self._stop.is_set():
            return
        try:
            run_if_due(self._house, job, real_time())
        except BusyError as error:
            _LOG.error("place_lost", owner=str(error))
            self._lost = error
            self.ask(Asked.STOP)
        except Exception as error:  # noqa: BLE001 - a job that breaks down is reported; the others and its next run go on
            report_trouble(job.name, None, error)
            self._tell("job_failed", {"job": job.name, "error": type(error).__name__})

    def _look_after_configuration(self, *, asked: bool) -> None:
        """Read the configuration again when asked, or when its files have changed; a wrong one is refused and told."""
        stamp = _stamp(self._house.folder)
        if not asked and stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            settings = load_settings(self._house.folder, self._environ)
            self._put_to_work(settings, asked=asked)
        except (ConfigurationError, ChannelError, OSError, ValueError) as error:
            # The last three: a certificate that the new version names cannot be used.
            self._refuse(error, asked=asked)
            return
        self._refused = ""

    def _put_to_work(self, settings: Settings, *, asked: bool) -> None:
        if asked or settings.digest != self._house.settings.digest:
            self._house = self._house.with_settings(settings)
            _LOG.info("configuration_loaded", agencies=len(settings.agencies))

    def _refuse(self, error: Exception, *, asked: bool) -> None:
        problem = str(error).splitlines()[0]
        if asked or problem != self._refused:
            self._refused = problem
            _LOG.error("configuration_refused", problem=problem)
            self._tell("configuration_refused", {"problem": problem})

    def _tell(self, code: str, facts: dict[str, str]) -> None:
        """Keep a matter for the operator; if even the database fails, the log and Sentry have it."""
        try:
            with self._house.store.begin() as tx:
                matters.add(tx, Matter(code, real_time(), facts=facts))
        except Exception as error:  # noqa: BLE001 - telling must not end the daemon
            report_trouble("tell", None, error)


def _stamp(folder_or_file: Path) -> tuple[tuple[str, int, int], ...]:
    """Give name, time and size of every file of the configuration: when nothing of it changed, nothing is read."""
    folder = folder_or_file.parent if folder_or_file.is_file() else folder_or_file
    try:
        stats = [(file.name, file.stat()) for file in sorted(folder.iterdir()) if file.is_file()]
    except OSError:
        # Being replaced at this moment, or gone: either way it is read again, and then refused with words.
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def run(folder: Path, environ: Mapping[str, str]) -> None:
    """Run the daemon on the configuration in `folder` until SIGTERM or SIGINT.

    Raises ConfigurationError, StoreError or BusyError before it starts.
    """
    with open_house(folder, environ) as house:
        daemon = Daemon(house, environ)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: daemon.ask(Asked.STOP))
        signal.signal(signal.SIGHUP, lambda *_: daemon.ask(Asked.RELOAD))
        daemon.run()
