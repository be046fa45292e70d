"""Lists the jobs of the daemon: what each does, and when it is due again. Due times live in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitor.app.house import House
from monitor.app.observe import checked_in
from monitor.app.steps import deadlines, heartbeat, housekeeping, letters, sweep
from monitor.app.stopping import CutShortError
from monitor.settings import TIME_ZONE, Schedule
from monitor.store import Tick, ticks

_LOG = structlog.get_logger()

Step = Callable[[House, datetime], object]
NextRun = Callable[[Schedule, datetime], datetime]

_NIGHT = 3
"""Hour at which the house is kept."""
HEARTBEAT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Job:
    """Names a step and says when it runs again after `now` (UTC)."""

    name: str
    step: Step
    next_run: NextRun


def _sweep_again(schedule: Schedule, now: datetime) -> datetime:
    return now + timedelta(minutes=schedule.sweep_minutes)


def _letters_again(schedule: Schedule, now: datetime) -> datetime:
    return now + timedelta(minutes=schedule.letters_minutes)


def _digest_again(schedule: Schedule, now: datetime) -> datetime:
    return _next_local(now, schedule.digest_at.hour, schedule.digest_at.minute)


def _night_again(_: Schedule, now: datetime) -> datetime:
    return _next_local(now, _NIGHT, 0)


def _beat_again(_: Schedule, now: datetime) -> datetime:
    return now + HEARTBEAT


def _next_local(now: datetime, hour: int, minute: int) -> datetime:
    """Give the next instant at which it is this time of day where the office is."""
    local = now.astimezone(TIME_ZONE)
    today = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (today if today > local else today + timedelta(days=1)).astimezone(now.tzinfo)


JOBS: tuple[Job, ...] = (
    Job("heartbeat", heartbeat.step, _beat_again),
    Job("sweep", sweep.step, _sweep_again),
    Job("deadlines", deadlines.step, _sweep_again),
    # The digest is one of the mails that the same step decides: this job makes sure that it runs at the digest's hour.
    Job("digest", deadlines.step, _digest_again),
    Job("letters", letters.step, _letters_again),
    Job("housekeeping", housekeeping.step, _night_again),
)


def run_if_due(house: House, job: Job, now: datetime) -> bool:
    """Run a job if it is due at `now` (UTC), or never ran; tell whether it did.

    The next run is kept even when the step breaks down: a poisonous round is left behind before its error is raised.
    A round that was cut short because the program is to end stays due.
    """
    with house.store.read() as tx:
        tick = ticks.load(tx, job.name)
    if tick is not None and tick.next_run_at > now:
        return False
    following = job.next_run(house.settings.schedule, now)
    try:
        with checked_in(f"nianbao-{job.name}", _monitor(house, job, now)):
            following = following if _to_its_end(house, job, now) else now
    finally:
        with house.store.begin() as tx:
            ticks.save(tx, Tick(job.name, following, now))
    return True


def _to_its_end(house: House, job: Job, now: datetime) -> bool:
    try:
        job.step(house, now)
    except CutShortError as cut:
        _LOG.info("cut_short", job=job.name, left=cut.left)
        return False
    return True


def _monitor(house: House, job: Job, now: datetime) -> dict[str, object]:
    """Describe the job to Sentry: how often it is to check in, and how long it may take (minutes)."""
    pause = job.next_run(house.settings.schedule, now) - now
    minutes = max(1, round(pause.total_seconds() / 60))
    return {
        "schedule": {"type": "interval", "value": minutes, "unit": "minute"},
        "checkin_margin": max(5, minutes),
        "max_runtime": 120,
        "timezone": str(TIME_ZONE),
    }
