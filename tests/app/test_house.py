"""What the house knows of its agencies: whose reports they are, and what is above them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from monitor.app.demo.clock import Clock
from tests.support.offices import Owing, opened, write_office


def test_an_agency_knows_everything_above_it(tmp_path: Path) -> None:
    owing = [Owing(i, f"兰溪区第{i}局", "https://www.lanxi.example/") for i in ("a", "b", "c")]
    config = write_office(tmp_path, owing, {})
    table = config / "agencies.csv"
    rows = [line.split(",") for line in table.read_text(encoding="utf-8").splitlines()]
    parents = ("parent", "b", "c", "")
    table.write_text("".join(",".join((*r, p)) + "\n" for r, p in zip(rows, parents, strict=True)), encoding="utf-8")
    with opened(config, Clock(datetime(2021, 1, 25, tzinfo=UTC))) as house:
        authors = {agency.id: house.author(agency) for agency in house.settings.agencies}
    assert {name: author.above for name, author in authors.items()} == {"a": ("b", "c"), "b": ("c",), "c": ()}
    assert authors["a"].is_in_line_with(authors["c"])
    assert authors["c"].is_in_line_with(authors["a"])
    assert not authors["a"].is_one_with(authors["b"])
