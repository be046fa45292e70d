"""Measures speed: `python -m tests.bench.speed [FOLDER]`, beside what the bare parser needs in the same minute.

Without a folder the fixtures and made pages are read. Times are of the processor, medians; memory is resident.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from monitor.app.examine import Question, examine
from monitor.documents import Document, read_document
from monitor.extraction import Reading, read_report
from tests.bench.bare import BARE
from tests.bench.cost import children_seconds, median_ms, read_unconfined
from tests.bench.prose import paragraphs
from tests.bench.varied import page_of, varied_page, write_pages
from tests.conformance.document import build
from tests.support.valid.report import make

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"
_QUESTION = Question(datetime(2024, 3, 1, tzinfo=UTC), year=2023)
_PAGE = 100_000
_SHARES = (0.1, 0.5, 1.0)
_MB = 1_000_000
_WORDY, _SAID = 70_001, 40
"""Seed of the text-heavy report, and what it tells of its work beside what the form asks: sentences."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    asked = _parser().parse_args(arguments)
    for line in (*_parts(page_of(_PAGE), asked.repeat), *_formats(asked.folder, asked.repeat)):
        print(line)
    print(_throughput(asked.files))
    for line in _memory(asked.reports):
        print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FIXTURES)
    parser.add_argument("--repeat", type=int, default=20, help="readings a document")
    parser.add_argument("--files", type=int, default=1000, help="files that `check` is given at once")
    parser.add_argument("--reports", type=int, default=10_000, help="reports read by one process")
    return parser


def _parts(page: bytes, repeat: int) -> Iterator[str]:
    """Give what each step needs for one page."""
    document = read_document(page)
    if not isinstance(document, Document):
        raise TypeError(document.reason)
    reading = read_report(document)
    steps = {
        "parse alone": lambda: BARE["html"](page),
        "read_document": lambda: read_document(page),
        "read_report": lambda: read_report(document),
        "judge (figures known)": lambda: examine(reading, _QUESTION),
    }
    yield f"a page of {len(page) / 1000:.0f} kB, by step:"
    yield from (f"  {name:22} {median_ms(step, repeat):8.2f} ms" for name, step in steps.items())
    heavy, asked = text_heavy()
    yield f"  {'judge, text-heavy':22} {_judge_ms(heavy, asked, repeat):8.2f} ms, {_characters(heavy)} characters"
    yield _beside("read and judged, new", _unseen(_PAGE, repeat), median_ms(steps["parse alone"], repeat))


def text_heavy() -> tuple[Reading, Question]:
    """Give a report whose text tells its figures, among much else, with what is asked of it."""
    made = make(_WORDY)
    told = made.spec["sections"]["overview"]
    work = paragraphs(Random(_WORDY), _SAID, shared=6)  # noqa: S311 - a text to measure with
    body, _ = build(made.document(sections={**made.spec["sections"], "overview": [*told, *work]}))
    document = read_document(body)
    if not isinstance(document, Document):
        raise TypeError(document.reason)
    return read_report(document), Question(datetime(made.year + 1, 3, 1, tzinfo=UTC), made.year, made.kind)


def _judge_ms(reading: Reading, question: Question, repeat: int) -> float:
    return median_ms(lambda: examine(reading, question), repeat)


def _characters(reading: Reading) -> int:
    return sum(len(section.text) for section in reading.sections)


def _unseen(size: int, repeat: int) -> float:
    """Give the median of pages with other figures each time, so that nothing is known already."""
    pages = iter([page_of(size, number) for number in range(1, repeat + 1)])
    return median_ms(lambda: _judge(next(pages)), repeat)


def _judge(page: bytes) -> None:
    document = read_document(page)
    if isinstance(document, Document):
        examine(read_report(document), _QUESTION)


def _formats(folder: Path, repeat: int) -> Iterator[str]:
    """Give what reading needs beside the bare parse, for the largest document of each format."""
    for suffix, parse in BARE.items():
        found = sorted(folder.rglob(f"*.{suffix}"), key=lambda path: path.stat().st_size)
        if not found:
            yield f"no {suffix} in {folder}"
            continue
        body = found[-1].read_bytes()
        ours = median_ms(lambda body=body: read_unconfined(body), repeat)  # type: ignore[misc]  # bound at once
        bare = median_ms(lambda body=body, parse=parse: parse(body), repeat)  # type: ignore[misc]  # as above
        yield _beside(f"{suffix} of {len(body) / 1000:.0f} kB", ours, bare)


def _beside(name: str, ours: float, bare: float) -> str:
    return f"  {name:22} {ours:8.2f} ms, bare parse {bare:7.2f} ms: {ours / bare:5.1f} times" if bare else name


def _throughput(count: int) -> str:
    """Give how many files `check` does in a second, start of the program included."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(path) for path in write_pages(Path(folder), count)]
        before, used = time.perf_counter(), children_seconds()
        command = [sys.executable, "-m", "monitor", "check", "--format", "jsonl", *paths]
        done = subprocess.run(command, capture_output=True, check=False)
        seconds, used = time.perf_counter() - before, children_seconds() - used
    rate = f"{count / seconds:.0f} files a second, {used / count * 1000:.1f} ms of the processor a file"
    lines = done.stdout.count(b"\n")
    return f"check of {count} files: {seconds:.1f} s, {rate}, {lines} answers"


def _memory(count: int) -> Iterator[str]:
    """Give how much memory this process has while it reads report after report."""
    marks = {int(count * share) for share in _SHARES}
    for number in range(1, count + 1):
        _judge(varied_page(number))
        if number in marks:
            yield f"memory after {number:6} reports: {_resident() / _MB:6.1f} MB"


def _resident() -> int:
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * 4096


if __name__ == "__main__":
    sys.exit(main())
