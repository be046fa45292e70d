"""Runs the program as a process of its own and waits, in short bounded looks, for what it does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import simplejson

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 20.0
_LOOK_SECONDS = 0.01


def eventually(holds: Callable[[], bool], told: Callable[[], str] = str) -> None:
    """Wait until something holds; fails, with what is told then, when patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"did not come to pass in {PATIENCE_SECONDS:.0f} s\n{told()}")
        time.sleep(_LOOK_SECONDS)


@dataclass(frozen=True, slots=True)
class Program:
    """Is one running program; its log is in a file."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def lines(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()

    def events(self, name: str) -> list[dict[str, Any]]:
        """Give the events of this name that it has logged as JSON."""
        return [event for line in self.lines if (event := _event(line)).get("event") == name]

    def await_event(self, name: str, count: int = 1) -> dict[str, Any]:
        """Wait until it has logged an event so often, and give the latest."""
        eventually(lambda: len(self.events(name)) >= count, lambda: f"{name}:\n" + "\n".join(self.lines))
        return self.events(name)[-1]

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> tuple[int, float]:
        """Wait until it ends; gives its exit status and the seconds that this took."""
        began = time.monotonic()
        return self.process.wait(PATIENCE_SECONDS), time.monotonic() - began


@contextmanager
def nianbao(log: Path, *arguments: str, environ: Mapping[str, str] | None = None) -> Iterator[Program]:
    """Start `python -m monitor …`; whatever happens, it does not outlive the block."""
    command = [sys.executable, "-m", "monitor", *arguments]
    environment = {**os.environ, "LANG": "en_US.UTF-8", **(environ or {})}
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output) as process,
    ):
        try:
            yield Program(process, log)
        finally:
            process.kill()


def _event(line: str) -> dict[str, Any]:
    try:
        parsed = simplejson.loads(line)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
