"""Kills a whole season: python -m tests.bench.kill [KILLS], by default 60, between 1 January and 15 April.

Prints what the kills hit and what became of letters, captures and database. The seed is printed; NIANBAO_SEED
sets it. Exit status 1 if anything was lost, said twice without need, or torn where the database knows of it.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from monitor.evidence import Archive, EvidenceError
from tests.support.killing import Killed, Run, Weeks, finish, play_and_kill, query, run_of, seed

SEASON = Weeks(date(2021, 1, 1), date(2021, 4, 15), (9, 21, 22))
_SENT = "SELECT recipients, subject FROM letters WHERE state = 'sent'"


def main(kills: int) -> int:
    """Play, kill, print; give the exit status."""
    start = seed()
    print(f"seed                       {start}", flush=True)
    with (
        tempfile.TemporaryDirectory() as killed_in,
        tempfile.TemporaryDirectory() as quiet_in,
        run_of(Path(killed_in), SEASON, hesitates=0.03) as run,
        run_of(Path(quiet_in), SEASON) as quiet,
        ThreadPoolExecutor(1) as aside,
    ):
        other = aside.submit(finish, quiet)
        killed = play_and_kill(run, kills, random.Random(start))  # noqa: S311 - no secret
        other.result()
        figures = list(_figures(run, quiet, killed))
    for name, figure, _ in figures:
        print(f"{name:26} {figure}")
    bad = [name for name, _, sound in figures if not sound]
    print("BROKEN: " + ", ".join(bad) if bad else "all sound")
    return 1 if bad else 0


Figure = tuple[str, object, bool]
"""Name, figure, and whether it is as it must be."""


def _figures(run: Run, quiet: Run, killed: Killed) -> Iterator[Figure]:
    yield "kills", len(killed.kills), True
    yield "hits", killed.hits, True
    yield "with a mail in the air", killed.in_the_air, True
    yield "seconds", round(killed.seconds), True
    yield from _letters(run, quiet, killed)
    yield from _kept(run)
    yield "accidents logged", len(run.log.read_bytes()), not run.log.read_bytes()


def _letters(run: Run, quiet: Run, killed: Killed) -> Iterator[Figure]:
    arrivals = Counter(run.sink.ids)
    marked = {message for (message,) in query(run.folder, "SELECT message_id FROM letters WHERE state = 'sent'")}
    waiting = query(run.folder, "SELECT id FROM letters WHERE state NOT IN ('sent', 'superseded')")
    again = sum(count - 1 for count in arrivals.values())
    sent, expected = Counter(query(run.folder, _SENT)), Counter(query(quiet.folder, _SENT))
    yield "letters sent", len(marked), bool(marked)
    yield "lost", len(marked - set(arrivals)), marked <= set(arrivals)
    yield "left waiting", len(waiting), not waiting
    yield "arrived again (same id)", again, again <= killed.hits.get("letters", 0)
    yield "to others than undisturbed", len(set(sent) ^ set(expected)), set(sent) == set(expected)


def _kept(run: Run) -> Iterator[Figure]:
    archive = Archive(run.folder / "archive")
    known = query(run.folder, "SELECT file, id FROM captures")
    missing = sum(not _loads(archive, file, record) for file, record in known)
    verification = archive.verify()
    whole = query(run.folder, "PRAGMA integrity_check") == [("ok",)]
    yield "captures", len(known), bool(known)
    yield "captures missing", missing, not missing
    yield "archive records", verification.records, True
    yield "torn and unreferenced", len(verification.bad), True
    yield "database whole", whole, whole


def _loads(archive: Archive, file: str, record: str) -> bool:
    try:
        archive.load(file, record)
    except EvidenceError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
