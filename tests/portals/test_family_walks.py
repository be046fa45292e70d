"""Each family is walked as its portals serve it: every page, and what it says of its end; and it departs into doubt."""

from __future__ import annotations

import pytest

from monitor.fetch import Request
from monitor.portals import Walk, begin, fail, take
from tests.support.farm import FARM, HOST, YEARS, Serve, some, trs_search, yearly
from tests.support.listings import capture, page, report, rows


def walked(url: str, serve: Serve, family: str = "auto") -> Walk:
    walk = begin(Request(url), family)
    while (wanted := walk.next) is not None:
        body = serve(wanted)
        if body is None:
            walk = fail(walk, "timeout")
        else:
            walk = take(walk, capture(body, url=wanted.url.partition("#")[0], content_type=None))
    return walk


def years_of(walk: Walk) -> list[int]:
    return [year for link in walk.links for year in YEARS if f"{year}年" in link.title and "年度报告" in link.title]


@pytest.mark.parametrize("name", FARM)
def test_a_family_is_walked_to_its_end(name: str) -> None:
    url, serve, captures, family = FARM[name]
    walk = walked(url, serve, family)
    assert (walk.doubt, walk.read_by) == (None, name.partition(",")[0])
    assert years_of(walk) == list(YEARS)
    assert all(link.date for link in walk.links if "年度报告" in link.title)
    assert len(walk.captures) == captures


@pytest.mark.parametrize("name", [n for n in FARM if n not in {"gkmlpt", "gkmlpt, column in the fragment", "ewb"}])
def test_a_page_of_a_family_that_cannot_be_had_leaves_the_end_unknown(name: str) -> None:
    url, serve, captures, family = FARM[name]
    served = iter(range(captures - 1))
    walk = walked(url, lambda asked: serve(asked) if next(served, None) is not None else None, family)
    assert walk.doubt == "timeout"


@pytest.mark.parametrize("name", FARM)
def test_an_empty_answer_in_the_place_of_a_later_page_proves_nothing(name: str) -> None:
    url, serve, captures, family = FARM[name]
    served = iter(range(captures - 1))
    assert walked(url, lambda asked: serve(asked) if next(served, None) is not None else "{}", family).doubt is not None


def test_a_listing_cut_by_years_is_walked_in_the_latest_of_them() -> None:
    walk = walked(f"{HOST}/xxgk/xxgknb/", yearly)
    assert (walk.doubt, walk.read_by, years_of(walk)) == (None, "generic", [2024, 2023, 2022])


def test_the_search_channel_that_no_page_names_is_left_to_the_office() -> None:
    assert walked(f"{HOST}/zwgk/zfxxgknb/", trs_search).doubt == "has_pager"


@pytest.mark.parametrize(
    "shell",
    [
        "<script>location.replace('./inner/')</script>",
        '<script>window.location.href = "inner/";</script>',
        "<meta http-equiv='refresh' content='0; url=inner/'>",
        "<html><body><div class='head'>兰溪</div><iframe src='inner/'></iframe></body></html>",
        "<frameset><frame src='/xxgk/inner/'></frameset>",
    ],
)
def test_a_shell_leads_to_the_listing_behind_it(shell: str) -> None:
    behind = page(f"<ul>{some(YEARS)}</ul>")
    walk = walked(f"{HOST}/xxgk/", lambda asked: behind if asked.url.endswith("/inner/") else shell)
    assert (walk.doubt, years_of(walk), len(walk.captures)) == (None, list(YEARS), 2)


@pytest.mark.parametrize(
    ("target", "doubt"),
    [("/", "led_home"), ("./", "redirect_shell"), ("http://elsewhere.example/a/", "redirect_shell")],
)
def test_a_shell_that_leads_home_to_itself_or_away_shows_nothing(target: str, doubt: str) -> None:
    assert walked(f"{HOST}/xxgk/", lambda _: f"<script>location.replace('{target}')</script>").doubt == doubt


def test_shells_behind_shells_come_to_an_end() -> None:
    walk = walked(
        f"{HOST}/0/", lambda asked: f"<script>location.replace('/{len(asked.url)}x{asked.url[-2]}/')</script>"
    )
    assert walk.doubt == "redirect_shell"


@pytest.mark.parametrize(
    "feed",
    [
        "<?xml version='1.0'?><rss><channel>{}</channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>",
        "<?xml version='1.0'?><urlset xmlns:news='n'>{}</urlset>",
    ],
)
def test_a_feed_shows_reports_and_proves_no_absence(feed: str) -> None:
    entries = {
        "<rss": "<item><title><![CDATA[{t}]]></title><link>{u}</link><pubDate>Mon, 20 Jan 2025 10:00</pubDate></item>",
        "<feed": "<entry><title>{t}</title><link href='{u}'/><updated>2025-01-20T10:00:00+08:00</updated></entry>",
        "<urls": "<url><loc>{u}</loc><news:title>{t}</news:title><lastmod>2025-01-20</lastmod></url>",
    }
    entry = next(e for sign, e in entries.items() if sign in feed)
    walk = walked(f"{HOST}/rss.xml", lambda _: feed.format(entry.format(t=report(2024), u=f"{HOST}/1.html")))
    assert (walk.read_by, walk.doubt, years_of(walk)) == ("feed", "has_pager", [2024])
    assert str(walk.links[0].date) == "2025-01-20"


def test_a_menu_of_rows_from_another_place_does_not_count_as_the_list() -> None:
    walk = walked(f"{HOST}/xxgk/", lambda _: page(f"<ul>{rows([report(2024)])}</ul>共 1 条记录"))
    assert walk.doubt is None
