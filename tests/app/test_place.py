from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.app.house import House
from monitor.app.place import BusyError, leave_place, take_place
from monitor.app.steps import heartbeat
from monitor.store import instance
from tests.support.offices import Owing, opened, write_office

NOW = datetime(2021, 1, 20, 1, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    config = write_office(tmp_path, [Owing("caizheng", "兰溪区财政局", "http://127.0.0.1:9/")], {})
    with opened(config, lambda: NOW) as made:
        yield made


def held_by(house: House, owner: str) -> None:
    with house.store.begin() as tx:
        assert instance.acquire(tx, NOW, owner)


def owner_of(house: House) -> str | None:
    with house.store.read() as tx:
        holder = instance.holder(tx)
    return holder.owner if holder else None


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    return child.pid


def test_a_free_place_is_taken_and_left(house: House) -> None:
    take_place(house, NOW)
    assert owner_of(house) == house.owner
    leave_place(house)
    assert owner_of(house) is None


def test_a_living_process_of_this_machine_keeps_its_place(house: House) -> None:
    owner = f"{platform.node()}:{os.getppid()}:word"
    held_by(house, owner)
    with pytest.raises(BusyError, match=owner):
        take_place(house, NOW)


def test_another_machine_keeps_its_place_until_its_lease_is_over(house: House) -> None:
    held_by(house, f"elsewhere:{dead_process()}:word")
    with pytest.raises(BusyError):
        take_place(house, NOW)
    take_place(house, NOW + timedelta(minutes=5))
    assert owner_of(house) == house.owner


def test_the_place_of_a_dead_process_is_free_at_once(house: House) -> None:
    held_by(house, f"{platform.node()}:{dead_process()}:word")
    take_place(house, NOW)
    assert owner_of(house) == house.owner


def test_a_predecessor_with_our_own_number_is_dead_as_in_a_restarted_container(house: House) -> None:
    held_by(house, f"{platform.node()}:{os.getpid()}:word")
    take_place(house, NOW)
    assert owner_of(house) == house.owner


def test_leaving_takes_nobody_elses_place(house: House) -> None:
    held_by(house, "elsewhere:1:word")
    leave_place(house)
    assert owner_of(house) == "elsewhere:1:word"


def test_a_heartbeat_renews_the_place_and_tells_the_time(house: House, tmp_path: Path) -> None:
    take_place(house, NOW)
    heartbeat.step(house, NOW + timedelta(minutes=1))
    with house.store.read() as tx:
        holder = instance.holder(tx)
    assert holder is not None
    assert holder.renewed_at == NOW + timedelta(minutes=1)
    assert (NOW + timedelta(minutes=1)).isoformat() in (tmp_path / "heartbeat.json").read_text(encoding="utf-8")


def test_a_heartbeat_finds_out_that_the_place_is_lost(house: House, tmp_path: Path) -> None:
    take_place(house, NOW)
    with house.store.begin() as tx:
        assert instance.acquire(tx, NOW + timedelta(minutes=6), "elsewhere:1:word")
    with pytest.raises(BusyError, match="elsewhere"):
        heartbeat.step(house, NOW + timedelta(minutes=7))
    assert not (tmp_path / "heartbeat.json").exists()
