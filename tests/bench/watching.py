"""Measures what watching costs: `python -m tests.bench.watching [--urlwatch PATH]`.

The contenders take turns over the same unchanged listings of a farm on the loopback, which is another process; half of
the listings answer with 304, half with the same bytes. Figures are of the watching process, user and system together,
medians of several rounds. The manners' pause is 0; all else is as in an office: archive, manifest, robots.txt, guard,
database.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import simplejson

from tests.bench import farm
from tests.bench.watchers import CONFIG, URLS
from tests.support.offices import Owing, write_office

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Took:
    """Holds what one round needed."""

    cpu: float
    """Seconds of the processor."""
    wall: float
    peak: int
    """Bytes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    asked = _parser().parse_args(arguments)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    if {"round", "command"} & set(asked.what):
        with tempfile.TemporaryDirectory() as folder, _farm() as port:
            _lay_out(Path(folder), port, asked.hosts, asked.hosts)
            if "round" in asked.what:
                _rounds(Path(folder), asked.rounds)
            if "command" in asked.what:
                _commands(Path(folder), asked.rounds, asked.urlwatch)
    if "memory" in asked.what:
        with tempfile.TemporaryDirectory() as folder, _farm() as port:
            _lay_out(Path(folder), port, asked.hosts, asked.listings)
            _memory(Path(folder), asked.listings)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.watching", description=__doc__)
    parser.add_argument("what", nargs="*", default=["round", "command", "memory"], help="round, command, memory")
    parser.add_argument("--hosts", type=int, default=1000)
    parser.add_argument("--listings", type=int, default=10_000, help="of the round whose memory is measured")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--urlwatch", type=Path, help="the program urlwatch, of an environment of its own")
    return parser


@contextmanager
def _farm() -> Iterator[int]:
    command = [sys.executable, "-m", "tests.bench.farm"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None or process.stdin is None:
            raise TypeError("no pipes")
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def _lay_out(folder: Path, port: int, hosts: int, listings: int) -> None:
    """Write the office, and the addresses for the others."""
    owing = [Owing(f"a{n}", farm.name(n % hosts), _url(port, n % hosts, n // hosts)) for n in range(listings)]
    # agencies of one name cannot be: those that share a portal are told from each other
    named = [o if n < hosts else Owing(o.id, f"{o.name}{n // hosts}", o.listing) for n, o in enumerate(owing)]
    allowed = [farm.host(n) for n in range(hosts)]
    write_office(folder, named, {"fetching": {"pause_seconds": 0, "allow_hosts": allowed, "requests_a_round": 1000}})
    (folder / URLS).write_text("\n".join(o.listing for o in owing), encoding="ascii")
    (folder / "urls.yaml").write_text("---\n".join(f"url: {o.listing}\n" for o in owing), encoding="ascii")


def _url(port: int, portal: int, listing: int) -> str:
    return f"http://{farm.host(portal)}:{port}{farm.path(listing)}"


def _rounds(folder: Path, count: int) -> None:
    with ExitStack() as stack:
        running = {name: stack.enter_context(_running(name, folder)) for name in ("bare", "nianbao")}
        first = {name: _next(process) for name, process in running.items()}
        took: dict[str, list[Took]] = {name: [] for name in running}
        for _ in range(count):
            for name, process in running.items():
                took[name].append(_next(process))
    print("a round over unchanged listings, in a running process:")
    for name, rounds in took.items():
        print(f"{_line(name, rounds)}; the first {first[name].cpu:.2f} s")
    print(f"  nianbao / bare: {_median(took['nianbao']) / _median(took['bare']):.2f}")


@contextmanager
def _running(name: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.bench.watchers", name, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            if process.stdin is not None:
                process.stdin.close()


def _next(process: subprocess.Popen[str]) -> Took:
    if process.stdin is None or process.stdout is None:
        raise TypeError("no pipes")
    process.stdin.write("\n")
    process.stdin.flush()
    return Took(**simplejson.loads(process.stdout.readline()))


def _commands(folder: Path, count: int, urlwatch: Path | None) -> None:
    """Run the whole programs, from start to end."""
    commands = {
        "nianbao, watching": [sys.executable, "-m", "tests.bench.watchers", "nianbao", str(folder)],
        "nianbao sweep": [sys.executable, "-m", "monitor", "sweep", "--all", "--config", str(folder / CONFIG)],
    }
    if urlwatch is None:
        print("urlwatch is not measured: name it with --urlwatch (pip install urlwatch, in an environment of its own)")
    else:
        commands["urlwatch"] = [str(urlwatch), "--urls", str(folder / "urls.yaml"), "--cache", str(folder / "uw.db")]
        commands["urlwatch"] += ["--config", str(folder / "uw.yaml"), "--hooks", str(folder / "hooks.py")]
    for command in commands.values():
        _whole(command, folder)
    took: dict[str, list[Took]] = {name: [] for name in commands}
    for _ in range(count):
        for name, command in commands.items():
            took[name].append(_whole(command, folder))
    print("a whole process, from its start to its end (`nianbao sweep` also judges every agency and writes letters):")
    for name, rounds in took.items():
        print(_line(name, rounds))
    if urlwatch is not None:
        print(f"  nianbao, watching / urlwatch: {_median(took['nianbao, watching']) / _median(took['urlwatch']):.2f}")


def _whole(command: list[str], folder: Path) -> Took:
    environ: dict[str, Any] = {**os.environ, "HOME": str(folder)}
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ
    )
    if process.stdin is not None:
        # one line is one round of `tests.bench.watchers`; the others do not listen
        process.stdin.write(b"\n")
        process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return Took(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss * 1024)


def _memory(folder: Path, listings: int) -> None:
    """Make two rounds over many listings in one process: all new, and all unchanged."""
    print(f"{listings} listings in one round:")
    with _running("nianbao", folder) as process:
        for name in ("new", "unchanged"):
            print(_line(name, [_next(process)]))


def _line(name: str, rounds: Sequence[Took]) -> str:
    wall = statistics.median(took.wall for took in rounds)
    most = max(took.peak for took in rounds)
    return f"  {name:18} {_median(rounds):7.2f} s of the processor, {wall:7.2f} s, at most {most / _MB:.0f} MB"


def _median(rounds: Sequence[Took]) -> float:
    return statistics.median(took.cpu for took in rounds)


if __name__ == "__main__":
    sys.exit(main())
