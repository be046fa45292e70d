"""Several hands on one database: two engines, many threads, one instance at work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.store import Matter, Store, Tick, instance, matters, open_store, ticks

NOW = datetime(2026, 2, 1, 8, tzinfo=UTC)


def _second(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/nianbao.db")


def test_two_engines_write_at_once_and_lose_nothing(store: Store, tmp_path: Path) -> None:
    def write(door: Store, number: int) -> None:
        with door.begin() as tx:
            # Read before write: a transaction that began as a reader would fail here.
            matters.untold(tx)
            matters.add(tx, Matter("E-04", NOW, None, {"number": number}))

    with _second(tmp_path) as other, ThreadPoolExecutor(8) as pool:
        doors = (store, other)
        for done in [pool.submit(write, doors[number % 2], number) for number in range(40)]:
            done.result()

    with store.read() as tx:
        assert sorted(m.facts["number"] for m in matters.untold(tx)) == list(range(40))


def test_a_reader_sees_a_steady_picture_while_another_writes(store: Store, tmp_path: Path) -> None:
    with _second(tmp_path) as other, other.read() as looking:
        assert ticks.every(looking) == ()
        with store.begin() as tx:
            ticks.save(tx, Tick("sweep", NOW))
        assert ticks.every(looking) == ()

    with store.read() as tx:
        assert [t.job for t in ticks.every(tx)] == ["sweep"]


def test_one_instance_works_on_a_database_and_a_second_one_is_told_who(store: Store) -> None:
    with store.begin() as tx:
        assert instance.acquire(tx, NOW, "host-a:1")
        assert not instance.acquire(tx, NOW + timedelta(minutes=1), "host-b:2")

        held = instance.holder(tx)
        assert held is not None
        assert (held.owner, held.acquired_at) == ("host-a:1", NOW)


def test_a_heartbeat_renews_the_place_and_keeps_its_beginning(store: Store) -> None:
    later = NOW + timedelta(minutes=4)
    with store.begin() as tx:
        instance.acquire(tx, NOW, "host-a:1")
        assert instance.acquire(tx, later, "host-a:1")

        held = instance.holder(tx)
        assert held is not None
        assert (held.acquired_at, held.expires_at) == (NOW, later + instance.LEASE)
        assert not instance.acquire(tx, NOW + instance.LEASE, "host-b:2")


def test_a_silent_instance_loses_its_place_and_a_finished_one_gives_it_up(store: Store) -> None:
    with store.begin() as tx:
        instance.acquire(tx, NOW, "host-a:1")
        assert instance.acquire(tx, NOW + instance.LEASE, "host-b:2")
        instance.release(tx, "host-a:1")
        assert instance.holder(tx) is not None
        instance.release(tx, "host-b:2")

        assert instance.holder(tx) is None
        assert instance.acquire(tx, NOW, "host-c:3")


def test_of_two_that_come_at_once_one_gets_the_place(store: Store, tmp_path: Path) -> None:
    def acquire(door: Store, owner: str) -> bool:
        with door.begin() as tx:
            return instance.acquire(tx, NOW, owner)

    with _second(tmp_path) as other, ThreadPoolExecutor(2) as pool:
        got = list(pool.map(acquire, (store, other), ("host-a:1", "host-b:2")))

    assert sorted(got) == [False, True]
