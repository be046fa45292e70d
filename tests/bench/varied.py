"""Makes reports by the thousand, each with figures of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from monitor.form import Edition, load_edition
from tests.support.sheets import report_page

_LINK = '<li class="item"><a href="/art/{n}.html" title="栏目{n}">栏目第{n}项</a><span>2024-01-{d:02}</span></li>\n'


def varied_page(number: int) -> bytes:
    """Give the report page of a number: the same each time, and like no other."""
    random = Random(number)  # noqa: S311 - figures, no secret
    edition = load_edition("2021")
    raws = {pointer: str(random.randrange(100_000)) for pointer in _pointers(edition)}
    return f"<!DOCTYPE html><meta charset=utf-8><body>{report_page(edition, raws)}".encode()


def page_of(size: int) -> bytes:
    """Give a report page of about `size` bytes: the report, and lists of links around it as portals have them."""
    report = varied_page(0)
    lists = "".join(_LINK.format(n=n, d=n % 28 + 1) for n in range(max(0, size - len(report)) // len(_LINK.encode())))
    return report + f"<ul>{lists}</ul>".encode()


def write_pages(folder: Path, count: int) -> Iterator[Path]:
    """Write so many reports into a folder and give their paths."""
    for number in range(count):
        path = folder / f"{number:05}.html"
        path.write_bytes(varied_page(number))
        yield path


@cache
def _pointers(edition: Edition) -> tuple[str, ...]:
    return tuple(t.pointer(row.key, column) for t in edition.tables for row in t.rows for column in row.columns)
