from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.app.house import House
from monitor.app.jobs import JOBS, Job, run_if_due
from monitor.app.stopping import CutShortError
from monitor.settings import Schedule
from monitor.store import ticks
from tests.support.offices import Owing, opened, write_office

NOW = datetime(2021, 1, 20, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Counted:
    """Is a step that notes when it ran, and breaks down where it is told to."""

    def __init__(self, *breaks_at: datetime) -> None:
        self.ran: list[datetime] = []
        self._breaks_at = breaks_at

    def __call__(self, _: House, now: datetime) -> None:
        self.ran.append(now)
        if now in self._breaks_at:
            raise RuntimeError("poison")


def hourly(step: Counted) -> Job:
    return Job("counted", step, lambda _, now: now + HOUR)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return write_office(tmp_path, [Owing("caizheng", "兰溪区财政局", "http://127.0.0.1:9/")], {})


@pytest.fixture
def house(config: Path) -> Iterator[House]:
    with opened(config, lambda: NOW) as made:
        yield made


def test_a_job_that_never_ran_is_due(house: House) -> None:
    step = Counted()
    assert run_if_due(house, hourly(step), NOW)
    assert step.ran == [NOW]


def test_a_job_runs_once_until_it_is_due_again(house: House) -> None:
    step = Counted()
    looks = [NOW + timedelta(minutes=m) for m in (0, 1, 59, 60, 61)]
    ran = [run_if_due(house, hourly(step), at) for at in looks]
    assert ran == [True, False, False, True, False]
    assert step.ran == [NOW, NOW + HOUR]


def test_many_missed_rounds_are_made_up_for_by_one(house: House) -> None:
    step = Counted()
    run_if_due(house, hourly(step), NOW)
    late = NOW + 10 * HOUR
    assert [run_if_due(house, hourly(step), late) for _ in range(3)] == [True, False, False]
    with house.store.read() as tx:
        tick = ticks.load(tx, "counted")
    assert tick is not None
    assert (tick.last_run_at, tick.next_run_at) == (late, late + HOUR)


def test_a_step_that_raises_is_left_behind(house: House) -> None:
    step = Counted(NOW)
    with pytest.raises(RuntimeError, match="poison"):
        run_if_due(house, hourly(step), NOW)
    assert not run_if_due(house, hourly(step), NOW + timedelta(minutes=1))
    assert run_if_due(house, hourly(step), NOW + HOUR)
    assert step.ran == [NOW, NOW + HOUR]


def test_a_round_that_was_cut_short_stays_due(house: House) -> None:
    ran: list[datetime] = []

    def cut(_: House, now: datetime) -> None:
        ran.append(now)
        raise CutShortError(3)

    job = Job("cut", cut, lambda _, now: now + HOUR)
    assert run_if_due(house, job, NOW)
    assert run_if_due(house, job, NOW)
    assert ran == [NOW, NOW]


def test_a_restart_repeats_no_round_and_loses_none(config: Path) -> None:
    step = Counted()
    looks = [NOW + timedelta(minutes=20 * i) for i in range(10)]
    for at in looks:
        with opened(config, lambda: NOW) as house:
            run_if_due(house, hourly(step), at)
    assert step.ran == [NOW, NOW + HOUR, NOW + 2 * HOUR, NOW + 3 * HOUR]


@pytest.mark.parametrize(
    ("name", "at", "again"),
    [
        ("heartbeat", "2021-01-20T09:00+08:00", "2021-01-20T09:01+08:00"),
        ("sweep", "2021-01-20T09:00+08:00", "2021-01-20T10:00+08:00"),
        ("deadlines", "2021-01-20T09:00+08:00", "2021-01-20T10:00+08:00"),
        ("letters", "2021-01-20T09:00+08:00", "2021-01-20T09:05+08:00"),
        ("digest", "2021-01-20T08:29+08:00", "2021-01-20T08:30+08:00"),
        ("digest", "2021-01-20T08:30+08:00", "2021-01-21T08:30+08:00"),
        ("housekeeping", "2021-01-31T23:59+08:00", "2021-02-01T03:00+08:00"),
    ],
)
def test_each_job_says_when_it_is_due_again(name: str, at: str, again: str) -> None:
    job = next(job for job in JOBS if job.name == name)
    now = datetime.fromisoformat(at).astimezone(UTC)
    assert job.next_run(Schedule(), now) == datetime.fromisoformat(again)


def test_every_job_has_a_name_of_its_own() -> None:
    names = [job.name for job in JOBS]
    assert len(set(names)) == len(names)
