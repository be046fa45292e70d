"""What the monitor would see of a listing, on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import Call
from tests.support.configurations import lay_out
from tests.support.listings import page, report, rows
from tests.support.portal import Portal
from tests.support.portal import page as served

LISTING = f"<ul>{rows([report(2024), '关于印发政府信息公开指南的通知', '兰溪区2024年政府网站工作年度报表'])}</ul>"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "listing.html"
    file.write_text(page(LISTING), encoding="utf-8")
    return file


def test_a_saved_page_is_read_as_served_from_its_address(nianbao: Call, saved: Path) -> None:
    called = nianbao("probe", saved, "--base-url", "https://www.lanxi.example/xxgk/nb/", "--format", "json")
    seen: Any = called.json
    assert (called.status, seen["family"], seen["pages"], seen["complete"], seen["doubt"]) == (0, "trs", 1, True, None)
    (found,) = (link for link in seen["links"] if link["verdict"] == "report")
    assert found == {
        "url": "https://www.lanxi.example/xxgk/nb/202501/t20250120_1.html",
        "title": report(2024),
        "date": "2025-01-20",
        "year": 2024,
        "agency": None,
        "verdict": "report",
        "reason": "annual_report",
    }
    verdicts = {link["title"]: link["verdict"] for link in seen["links"]}
    assert verdicts["兰溪区2024年政府网站工作年度报表"] == "near_miss"


def test_a_title_without_a_link_is_shown_without_an_address(nianbao: Call, tmp_path: Path) -> None:
    file = tmp_path / "dead.html"
    file.write_text(page(f"<ul><li><a href='javascript:;'>{report(2024)}</a></li></ul>"), encoding="utf-8")
    seen: Any = nianbao("probe", file, "--format", "json").json
    assert [(li["url"], li["year"]) for li in seen["links"] if li["verdict"] == "report"] == [(None, 2024)]
    assert (seen["complete"], seen["doubt"]) == (False, "unlinked_title")
    assert "没有可打开的链接" in nianbao("probe", file).out


def test_an_address_is_walked_to_its_last_page(nianbao: Call, tmp_path: Path) -> None:
    first = page(f"<ul>{rows([report(2024, '')])}</ul><a href='index_2.html'>下一页</a>")
    second = page(f"<ul><li><a href='2.html'>{report(2023, '')}</a><span>2024-01-20</span></li></ul>")
    with Portal({"/nb/": served(first), "/nb/index_2.html": served(second)}) as portal:
        folder = lay_out(tmp_path)
        office = (folder / "office.yaml").read_text(encoding="utf-8")
        (folder / "office.yaml").write_text(office + _fetching(office, portal.authority), encoding="utf-8")
        called = nianbao("probe", portal.url("/nb/"), "--config", folder, "--format", "json")
    seen: Any = called.json
    assert (called.status, seen["pages"], seen["complete"]) == (0, 2, True)
    assert [li["year"] for li in seen["links"] if li["verdict"] == "report"] == [2024, 2023]


def _fetching(office: str, authority: str) -> str:
    assert "fetching:" not in office
    return f'\nfetching:\n  pause_seconds: 0\n  allow_hosts: ["{authority}"]\n'


def test_people_see_what_proves_and_what_does_not(nianbao: Call, saved: Path) -> None:
    whole = nianbao("probe", saved)
    assert "已完整读到末页" in whole.out
    assert "年度报告 1 条" in whole.out
    saved.write_text(page(f"{LISTING}<a href='index_2.html'>下一页</a>"), encoding="utf-8")
    assert "未能完整读取（栏目尚未读完）" in nianbao("probe", saved).out
    assert "not read to its end" in nianbao("probe", saved, "--lang", "en").out.lower()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("none.html",), "读不了 none.html（not_found）"),
        (("a.html", "--family", "jcms"), "没有 jcms 这种网站类型"),
    ],
)
def test_what_cannot_be_probed_is_told(nianbao: Call, line: tuple[str, ...], said: str) -> None:
    called = nianbao("probe", *line)
    assert (called.status, called.out) == (2, "")
    assert said in called.err


def test_discovery_needs_an_address(nianbao: Call) -> None:
    called = nianbao("discover", "www.lanxi.example")
    assert called.status == 2
    assert "不是网址" in called.err
