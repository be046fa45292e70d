"""What `nianbao sweep` says: what it is about to do, how far it is, and what it has seen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import simplejson

from monitor.app.cli.pace import duration, pace
from monitor.app.cli.session import Session
from monitor.app.cli.terminal import Terminal
from monitor.app.cli.words import words
from tests.support.cli import Call
from tests.support.listings import page, report, rows
from tests.support.offices import Owing, write_office
from tests.support.portal import Portal
from tests.support.portal import page as served

NAME = "云川市兰溪区财政局"
EARLIER = page(rows(report(year) for year in range(2100, 2000, -1)))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    owing = [Owing("a", NAME, ""), Owing("b", "兰溪区教育局", "http://127.0.0.1:1/")]
    return write_office(tmp_path, owing, {"fetching": {"allow_hosts": ["127.0.0.1"], "pause_seconds": 0}})


def test_it_says_what_it_is_about_to_do_and_sums_up_by_reason(nianbao: Call, config: Path) -> None:
    called = nianbao("sweep", "--config", config)
    assert called.status == 0, called.err
    assert "将巡查 2 个单位的 1 个栏目，分布在 1 个网站" in called.err
    assert "约需 1 秒" in called.err
    assert "已巡查 2 个栏目，用时" in called.out
    assert "未知 2" in called.out
    assert "    网站无法连接 1\n    尚未配置栏目网址 1\n" in called.out


def test_what_is_published_is_counted_and_the_next_turn_is_told(nianbao: Call, tmp_path: Path) -> None:
    with Portal({"/nb/": served(EARLIER)}) as portal:
        portal.routes |= {f"/nb/202501/t20250120_{n}.html": served("<h1>年报</h1>") for n in range(1, 101)}
        sections = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0}}
        folder = write_office(tmp_path, [Owing("a", NAME, portal.url("/nb/"))], sections)
        first = nianbao("sweep", "--config", folder, "--lang", "en")
        again = nianbao("sweep", "--due", "--config", folder, "--lang", "en")
    assert "  published 1\n" in first.out
    assert "read for the first time 1" in first.out
    assert "The next turn is at 2" in again.err
    assert "0 listings visited" in again.out


def test_machines_get_json_on_standard_output_alone(nianbao: Call, config: Path) -> None:
    called = nianbao("sweep", "--all", "--format", "json", "--config", config)
    told = simplejson.loads(called.out)
    assert (told["visited"], told["presence"]["unknown"], told["listings"]["unreachable"]) == (2, 2, 2)
    assert told["unknown"] == {"connect": 1, "no_listing": 1}


def test_due_and_all_exclude_each_other(nianbao: Call, config: Path) -> None:
    called = nianbao("sweep", "--all", "--due", "--config", config)
    assert called.status == 2
    assert "--due" in called.err


def test_without_a_terminal_a_plain_line_comes_now_and_then() -> None:
    err, times = io.StringIO(), iter([0.0, 10.0, 31.0, 40.0, 62.0, 90.0])
    with pace(Session(words("en"), {}, err=Terminal(err)), 100, lambda: next(times)) as tell:
        for done in (5, 25, 30, 50, 100):
            tell(done, 100)
    assert err.getvalue().splitlines() == [
        "25 of 100 visited, about 93 s left.",
        "50 of 100 visited, about 62 s left.",
    ]


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.2, "1 s"), (119, "119 s"), (125, "2 min"), (3599, "60 min"), (9000, "2 h 30 min")]
)
def test_how_long_it_takes_is_told_as_exactly_as_people_need_it(seconds: float, told: str) -> None:
    assert duration(words("en"), seconds) == told
