"""A daemon that is killed at any moment and started again: nothing is lost, nothing said twice, nothing torn."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import pytest

from monitor.evidence import Archive, Fault
from tests.support.killing import Killed, Run, Weeks, finish, play_and_kill, query, run_of, seed

pytestmark = pytest.mark.slow

KILLS = 20
# The last hour of a day comes after every lease: a letter in the air at a kill goes out again on its own day.
WEEKS = Weeks(date(2021, 1, 26), date(2021, 2, 6), (9, 21, 22))
_SENT = "SELECT recipients, subject FROM letters WHERE state = 'sent'"


@dataclass(frozen=True, slots=True)
class Played:
    seed: int
    killed: Killed
    run: Run
    undisturbed: Run


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    start = seed()
    with (
        run_of(tmp_path_factory.mktemp("killed"), WEEKS, hesitates=0.03) as run,
        run_of(tmp_path_factory.mktemp("undisturbed"), WEEKS) as undisturbed,
        ThreadPoolExecutor(1) as aside,
    ):
        other = aside.submit(finish, undisturbed)
        killed = play_and_kill(run, KILLS, random.Random(start))  # noqa: S311 - no secret
        other.result()
        yield Played(start, killed, run, undisturbed)


@pytest.fixture(autouse=True)
def told(played: Played) -> None:
    print(f"NIANBAO_SEED={played.seed} hits={played.killed.hits} seconds={played.killed.seconds:.0f}")  # noqa: T201 - shown when a test fails


def test_the_kills_hit_work(played: Played) -> None:
    hits = played.killed.hits
    assert sum(hits.values()) == KILLS
    assert all(hits.get(job, 0) >= 1 for job in ("sweep", "deadlines", "letters"))
    assert hits.get("ready", 0) <= KILLS / 2
    assert played.killed.in_the_air >= 2


def test_no_letter_is_lost(played: Played) -> None:
    arrived = set(played.run.sink.ids)
    states = Counter(state for (state,) in query(played.run.folder, "SELECT state FROM letters"))
    marked = {message for (message,) in query(played.run.folder, "SELECT message_id FROM letters WHERE state = 'sent'")}
    assert set(states) <= {"sent", "superseded"}
    assert marked
    assert marked <= arrived


def test_a_letter_comes_twice_only_if_it_was_in_the_air_and_then_recognisably(played: Played) -> None:
    known = {f"<{letter}@lanxi.example>" for (letter,) in query(played.run.folder, "SELECT id FROM letters")}
    arrivals = Counter(played.run.sink.ids)
    again = sum(count - 1 for count in arrivals.values())
    assert set(arrivals) <= known
    assert again <= played.killed.hits.get("letters", 0)


def test_the_same_letters_reach_the_same_people_as_without_any_kill(played: Played) -> None:
    disturbed, undisturbed = (Counter(query(run.folder, _SENT)) for run in (played.run, played.undisturbed))
    assert disturbed == undisturbed


def test_the_cases_stand_as_they_stand_without_any_kill(played: Played) -> None:
    statement = "SELECT agency, code, state, reminders FROM cases ORDER BY agency, code, digest"
    assert query(played.run.folder, statement) == query(played.undisturbed.folder, statement)


def test_every_capture_that_the_database_knows_is_in_the_archive(played: Played) -> None:
    archive = Archive(played.run.folder / "archive")
    known = query(played.run.folder, "SELECT file, id, sha256 FROM captures")
    assert known
    assert all(archive.load(file, record).sha256 == digest for file, record, digest in known)


def test_only_the_end_of_a_file_may_be_torn(played: Played) -> None:
    verification = Archive(played.run.folder / "archive").verify()
    assert {bad.fault for bad in verification.bad} <= {Fault.TORN}
    assert len(verification.bad) <= played.killed.hits.get("sweep", 0)


def test_the_database_is_whole(played: Played) -> None:
    assert query(played.run.folder, "PRAGMA integrity_check") == [("ok",)]
    assert query(played.run.folder, "PRAGMA foreign_key_check") == []


def test_no_life_of_the_program_met_an_accident(played: Played) -> None:
    assert played.run.log.read_text(encoding="utf-8") == ""
    assert played.undisturbed.log.read_text(encoding="utf-8") == ""
