"""Runs the suite on a checker that follows the contract: `python -m tests.conformance --command "nianbao check"`."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.conformance.call import answers, program
from tests.conformance.hold import complaints
from tests.conformance.plain import Case, read_suite
from tests.conformance.report import by_rule, listing

_OWN = shlex.join([sys.executable, "-m", "monitor", "check"])


def main(arguments: Sequence[str]) -> int:
    """Run, list or write the suite; gives 0 where every case passed, 1 where one did not, 2 where none was asked
    or there is no such command."""
    asked = _options().parse_args(arguments)
    if asked.write:
        from tests.conformance.authored import write_suite  # noqa: PLC0415 - the plain suite needs no builder

        write_suite(asked.write)
        return 0
    with _suite(asked.cases) as folder:
        cases = [case for case in read_suite(folder) if not asked.rule or case.rule in asked.rule]
        return _list(cases) if asked.list or not cases else _run(cases, shlex.split(asked.command), asked.jobs)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument(
        "--command",
        default=_OWN,
        help="what checks: sources and options are put behind it; this repository's, if left out",
    )
    parser.add_argument("--rule", action="append", metavar="CODE", help="only the cases of this rule; may be repeated")
    parser.add_argument("--list", action="store_true", help="say what the cases are, and run nothing")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the plain suite there, and run nothing")
    parser.add_argument("--cases", type=Path, metavar="FOLDER", help="run the plain suite that stands there")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="calls at a time")
    return parser


@contextmanager
def _suite(plain: Path | None) -> Iterator[Path]:
    if plain is not None:
        yield plain
        return
    from tests.conformance.authored import write_suite  # noqa: PLC0415 - the plain suite needs no builder

    with tempfile.TemporaryDirectory() as folder:
        write_suite(Path(folder))
        yield Path(folder)


def _list(cases: Sequence[Case]) -> int:
    _say(listing(cases))
    return 0 if cases else 2


def _run(cases: Sequence[Case], command: Sequence[str], jobs: int) -> int:
    if shutil.which(command[0]) is None:
        sys.stderr.write(f"there is no program {command[0]}; --command names what is to be measured\n")
        return 2
    sys.stderr.write(f"{len(cases)} cases, {jobs} calls at a time; this takes some minutes\n")
    given = answers(cases, program(command), jobs)
    results = {case.name: complaints(case, given[case.name]) for case in cases}
    _say(by_rule(cases, results))
    return int(any(results.values()))


def _say(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
