"""Calls a checker by the contract of `check SOURCE… --format jsonl`, cases that ask alike in one call."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.conformance.plain import Case

_MOST_SECONDS = 300
_UNREAD, _VIOLATION = 2, 1


@dataclass(frozen=True, slots=True)
class Said:
    """Holds what a call of a checker left behind."""

    status: int
    out: str
    err: str


Checker = Callable[[Sequence[str]], Said]
"""Takes the words behind the command: sources, then options."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Holds the object that a checker gave for one case, or why there is none."""

    given: Mapping[str, Any] | None
    trouble: str = ""


def program(command: Sequence[str]) -> Checker:
    """Make a checker of a command."""

    def checker(words: Sequence[str]) -> Said:
        done = subprocess.run([*command, *words], capture_output=True, timeout=_MOST_SECONDS, check=False)
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))

    return checker


def answers(cases: Sequence[Case], checker: Checker, jobs: int = 1, most: int = 15) -> dict[str, Answer]:
    """Ask a checker for every case, in `jobs` calls at a time of at most `most` sources; gives answers by case."""
    batches = _batches(cases, most)
    if jobs == 1:
        found = [_ask(batch, checker) for batch in batches]
    else:
        with ThreadPoolExecutor(jobs) as pool:
            found = list(pool.map(lambda batch: _ask(batch, checker), batches))
    return {name: answer for batch in found for name, answer in batch.items()}


def _batches(cases: Sequence[Case], most: int) -> list[Sequence[Case]]:
    """Put cases together that are asked with the same options and context; a context that names files stays alone."""
    alike: dict[str, list[Case]] = {}
    for case in cases:
        alike.setdefault(_key(case), []).append(case)
    return [own[at : at + most] for own in alike.values() for at in range(0, len(own), most)]


def _key(case: Case) -> str:
    context = (case.folder / case.context).read_text(encoding="utf-8") if case.context else ""
    own = str(case.folder) if '"source"' in context or _files(case) else ""
    return json.dumps([sorted(case.options.items()), context, own, case.unread], ensure_ascii=False, default=str)


def _files(case: Case) -> bool:
    return "previous" in case.options or "children" in case.options


def _ask(batch: Sequence[Case], checker: Checker) -> dict[str, Answer]:
    said = checker([*(str(c.folder / c.source) for c in batch), "--format", "jsonl", *_words(batch[0])])
    try:
        lines = [json.loads(line, parse_float=Decimal) for line in said.out.splitlines()]
    except ValueError:
        lines = []
    if len(lines) != len(batch):
        trouble = f"{len(lines)} objects for {len(batch)} sources, status {said.status}: {said.err.strip()[-300:]}"
        return {case.name: Answer(None, trouble) for case in batch}
    wrong = f"exit status {said.status}, not {_status(lines)}" if said.status != _status(lines) else ""
    return {case.name: Answer(line, wrong) for case, line in zip(batch, lines, strict=True)}


def _status(lines: Sequence[Mapping[str, Any]]) -> int:
    """Give the exit status that the contract asks for: 2 if anything could not be read, else 1 with any violation."""
    if any(line["report"] is None for line in lines):
        return _UNREAD
    return _VIOLATION if any(f["severity"] == "violation" for line in lines for f in line["findings"]) else 0


def _words(case: Case) -> Iterator[str]:
    for name, value in case.options.items():
        for one in value if isinstance(value, list) else [value]:
            yield from (f"--{name}", str(_beside(case.folder, one) if name in {"previous", "children"} else one))
    if case.context:
        yield from ("--context", str(case.folder / case.context))


def _beside(folder: Path, name: str) -> Path:
    return folder / name
