from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from monitor.app.cli.check import work
from monitor.app.cli.check.question import Asked, question_of
from monitor.app.cli.check.sources import Body
from tests.support.cli import Call, report

PROGRAM = (sys.executable, "-m", "monitor")
MANY = work.ENOUGH_FOR_PROCESSES


def start(*line: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *map(str, line)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=_environ(environ),
        check=False,
    )


def _environ(more: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **more}


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{number:02}.html" for number in range(MANY)]
    for number, file in enumerate(files):
        wrong = {"requests/received/total": "7"} if number % 5 == 0 else {}
        file.write_text(report(wrong), encoding="utf-8")
    return files


@pytest.mark.slow
def test_many_files_are_answered_in_order_by_several_processes(
    nianbao: Call, many: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_processors", lambda: 2)
    many[3].write_bytes(b"")
    called = nianbao("check", "--format", "jsonl", *many)
    assert [a["source"] for a in called.objects] == [str(file) for file in many]
    assert called.objects[5]["verdict"] == "noncompliant"
    assert called.objects[3]["report"] is None
    assert called.status == 2


class Deadly:
    """Kills the process that receives it, as a shortage of memory does."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


@pytest.mark.slow
def test_a_process_that_is_killed_takes_no_other_source_along(
    many: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_processors", lambda: 2)
    monkeypatch.setattr(work, "ENOUGH_FOR_PROCESSES", 4)
    many = many[:4]
    question = question_of(Asked(), None)
    tasks = [work.Task(str(file), question, "zh", 1_000_000) for file in many]
    tasks[2] = replace(tasks[2], body=cast("Body", Deadly()))
    answers = list(work.check_all(tasks, work.checked))
    assert [a.source for a in answers] == [str(file) for file in many]
    assert [a.source for a in answers if a.unread] == [str(many[2])]


@pytest.mark.slow
def test_the_module_runs_as_the_program_does(many: list[Path]) -> None:
    done = start("check", many[1])
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout


@pytest.mark.slow
def test_a_reader_that_leaves_early_hears_no_complaint(many: list[Path]) -> None:
    line = " ".join([*PROGRAM, "check", "--format", "jsonl", *map(str, many), "| head -c 10; exit ${PIPESTATUS[0]}"])
    done = subprocess.run(["/bin/bash", "-c", line], capture_output=True, text=True, env=_environ({}), check=False)
    assert (done.returncode, done.stderr) == (141, "")
