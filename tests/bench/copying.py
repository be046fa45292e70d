"""Measures the rules on copying: `python -m tests.bench.copying [--reports N]`.

A province of made reports: counties whose agencies share a skeleton of sentences, small agencies with next to no
applications, and among them planted copies. Every report is sketched and kept, then looked up and judged. Times are of
the processor and leave the making of the reports out; memory is the peak of this process.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from monitor.extraction import Reading
from monitor.form import load_edition
from monitor.rules import Author, Finding, Subject, sketch_of
from monitor.rules.copying import RULES
from monitor.store import Store, open_store, sketches
from tests.bench.cost import peak
from tests.bench.prose import copied, paragraphs
from tests.support.figures import REQUESTS, holding
from tests.support.readings import reading

YEAR = 2023
MOST_SECONDS, MOST_MB = 60, 500
"""What is asked for 10,000 reports of one year."""
_NOW = datetime(2024, 4, 1, tzinfo=UTC)
_EVERY = 100
"""One report in so many is a copy, of each kind in turn."""
_KINDS = ("C-01", "C-02", "C-03", "A-06")
_BATCH = 100
_MB = 1_000_000
_PEOPLE = ("granted", "partially_granted", "unavailable_not_held")


@dataclass(frozen=True, slots=True)
class Made:
    """Holds one made report, with last year's."""

    author: Author
    reading: Reading
    before: Reading


@dataclass(slots=True)
class Measure:
    """Adds up what each step takes, in seconds of the processor."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        before = time.process_time()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + time.process_time() - before


def planted(number: int) -> str | None:
    """Give the rule that the report of this number breaks; it copies the report before it."""
    return _KINDS[number // _EVERY % len(_KINDS)] if number % _EVERY == 1 else None


def made(number: int) -> Made:
    """Make the report of a number: the same each time."""
    kind, own = planted(number), _written(number, YEAR)
    model = _written(number - 1, YEAR) if kind else own
    if kind == "C-01":
        own = _with(own, "problems_and_improvements", _text(model), Random(number))  # noqa: S311 - made data
    if kind == "C-03":
        own = replace(own, cells=model.cells)
    if kind == "A-06":
        own = replace(model, sha256=model.sha256)
    before = _written(number, YEAR - 1)
    if kind == "C-02":
        before = _with(before, "problems_and_improvements", _text(own), Random(number))  # noqa: S311 - made data
    name = _name(number)
    return Made(Author(f"a{number}", (name,)), own, before)


def _name(number: int) -> str:
    return f"云川市第{number // 50}县第{number % 50}局"


def _written(number: int, year: int) -> Reading:
    random = Random(number * 10_000 + year)  # noqa: S311 - made data
    sections = {
        "overview": paragraphs(random, 20, 4),
        "problems_and_improvements": paragraphs(random, 12, 2),
    }
    own = reading(year=year, agency=_name(number), sections=sections, cells=_figures(number, random))
    return replace(own, sha256=f"{year}{number:060}")


def _figures(number: int, random: Random) -> dict[str, int]:
    """Give table 3: of every fourth agency full, of the others three applications at most."""
    if number % 4 == 0 or planted(number + 1) == "C-03":
        made = holding(load_edition("2021").table(REQUESTS), random.randint(0, 2**32))
        return {p.removeprefix("/tables/"): v for p, v in made.items() if isinstance(v, int)}
    asked = Counter(random.choice(_PEOPLE) for _ in range(random.randint(0, 3)))
    rows = {**asked, "received": asked.total(), "outcome_total": asked.total()}
    return {f"{REQUESTS}/{row}/{column}": n for row, n in rows.items() for column in ("natural_person", "total")}


def _text(made: Reading) -> list[str]:
    section = made.section("problems_and_improvements")
    return [p.text for p in section.passages] if section else []


def _with(made: Reading, key: str, text: list[str], random: Random) -> Reading:
    taken = reading(sections={key: copied(text, random)}).section(key)
    return replace(made, sections=tuple(taken if taken and s.key == key else s for s in made.sections))


def measure(store: Store, count: int) -> tuple[Measure, Counter[str], list[str]]:
    """Keep and judge so many reports; gives times, findings by rule, and whatever was found that was not planted."""
    times = Measure()
    for first in range(0, count, _BATCH):
        batch = [made(number) for number in range(first, min(first + _BATCH, count))]
        with store.begin() as tx, times.of("sketch and keep"):
            for each in batch:
                sketches.keep(tx, YEAR, "", sketch_of(each.reading, each.author))
    found: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(count):
        codes = _judged(store, made(number), times)
        wanted = {kind for kind in (planted(number), _copied_by(number)) if kind}
        found.update(codes & wanted)
        wrong += [f"{number}: {code}" for code in sorted(codes - wanted)]
    return times, found, wrong


def _copied_by(number: int) -> str | None:
    """Give the rule that a report breaks because the next one copies it: both are asked, but for last year's."""
    kind = planted(number + 1)
    return None if kind in {"C-02", "A-06"} else kind


def _judged(store: Store, each: Made, times: Measure) -> set[str]:
    with store.read() as tx, times.of("find what is alike"):
        others = sketches.like(tx, each.author.id, YEAR)
    about = Subject(
        now=_NOW,
        reading=each.reading,
        edition=load_edition("2021"),
        year=YEAR,
        author=each.author,
        earlier=(each.before,),
        others=others,
    )
    with times.of("judge"):
        return {a.code for rule in RULES.values() for a in rule(about) if isinstance(a, Finding)}


def expected(count: int) -> Counter[str]:
    """Count what must be found, by rule."""
    every = (k for n in range(count) for k in (planted(n), _copied_by(n) if n + 1 < count else None) if k)
    return Counter(every)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; gives 1 where something was missed or wrongly found, or it took more than is asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.copying", description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    count = parser.parse_args(arguments).reports
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{Path(folder) / 'bench.db'}") as store:
        times, found, wrong = measure(store, count)
    wanted = expected(count)
    for step, seconds in times.seconds.items():
        print(f"  {step:20} {seconds:6.1f} s")
    total, memory = sum(times.seconds.values()), peak() / _MB
    print(f"rules on copying over {count} reports: {total:.1f} s, at most {memory:.0f} MB")
    print("  found of planted:", ", ".join(f"{code} {found[code]}/{wanted[code]}" for code in sorted(wanted)))
    print(f"  wrongly found: {len(wrong)} {wrong[:5]}")
    return int(found != wanted or bool(wrong) or total > MOST_SECONDS or memory > MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
