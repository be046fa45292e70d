"""A listing is walked to its end, or it is told why it was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from monitor.fetch import Request
from monitor.portals import Walk, begin, fail, take
from tests.support.listings import URL, capture, page, report, rows

Pages = Mapping[str, str | int]
"""Inner part of the page at each address below the listing's; a number is the status of one that is not there."""


def walked(pages: Pages, *, first: str = "", family: str = "auto") -> Walk:
    """Walk a listing whose pages are these; what is not among them cannot be fetched."""
    walk = begin(Request(URL + first), family)
    while walk.next is not None:
        name = walk.next.name.removeprefix(URL)
        found = pages.get(name)
        if found is None:
            walk = fail(walk, "timeout")
        elif isinstance(found, int):
            walk = take(walk, capture(page("<p>404</p>"), url=URL + name, status=found))
        else:
            walk = take(walk, capture(page(found), url=URL + name))
    return walk


def some(*years: int, number: int = 0) -> str:
    """Give list rows for the reports of these years, at addresses of their own."""
    return f"<ul>{rows(map(report, years))}</ul>".replace("./202501/t", f"./20250{number}/t")


def titles(walk: Walk) -> Sequence[str]:
    return [link.title for link in walk.links if "年度报告" in link.title]


NUMBERED = "<a href='index.html'>1</a><a href='index_2.html'>2</a><a href='index_3.html'>3</a>"


def test_one_page_that_says_nothing_of_others_is_the_whole_listing() -> None:
    walk = walked({"": some(2024, 2023)})
    assert (walk.doubt, titles(walk)) == (None, [report(2024), report(2023)])


def test_numbered_links_are_followed_each_once() -> None:
    pages = {
        "": some(2024) + NUMBERED,
        "index_2.html": some(2023, number=2) + NUMBERED,
        "index_3.html": some(2022, number=3) + NUMBERED,
    }
    walk = walked(pages)
    assert walk.doubt is None
    assert titles(walk) == [report(2024), report(2023), report(2022)]
    assert len(walk.captures) == 3


def test_a_pager_that_names_only_the_next_page_is_followed_to_its_end() -> None:
    pages = {
        "": some(2024) + "<a href='index_2.html'>下一页</a>",
        "index_2.html": some(2023, number=2) + "<a href='./'>上一页</a><a href='index_3.html'>下一页</a>",
        "index_3.html": some(2022, number=3) + "<a href='index_2.html'>上一页</a><a href='javascript:;'>下一页</a>",
    }
    assert (walked(pages).doubt, len(walked(pages).pages)) == (None, 3)


def test_a_trs_script_names_the_pages_that_it_draws() -> None:
    script = "<script>createPageHTML(3, {}, 'index', 'html')</script>"
    pages = {
        "": some(2024) + script.format(0),
        "index_1.html": some(2023, number=2) + script.format(1),
        "index_2.html": some(2022, number=3) + script.format(2),
    }
    assert (walked(pages).doubt, len(titles(walked(pages)))) == (None, 3)


def test_a_trs_page_that_calls_itself_1_goes_on_at_2() -> None:
    script = "<script>createPageHTML(2, {}, 'index', 'shtml')</script>"
    pages = {"": some(2024) + script.format(1), "index_2.shtml": some(2023, number=2) + script.format(2)}
    assert (walked(pages).doubt, len(titles(walked(pages)))) == (None, 2)


@pytest.mark.parametrize("current", ["var currentPage = 0; ", ""])
def test_a_trs_page_may_count_its_pages_in_a_variable(current: str) -> None:
    script = f"<script>{current}var countPage = 2//共多少页</script>"
    pages = {"": some(2024) + script, "index_1.html": some(2023, number=2) + script}
    assert (walked(pages).doubt, len(titles(walked(pages)))) == (None, 2)


def test_a_call_without_a_number_leaves_the_end_unknown() -> None:
    assert walked({"": some(2024) + "<script>createPageHTML(pages, 0, 'index', 'html')</script>"}).doubt is not None


@pytest.mark.parametrize(
    ("second", "doubt"),
    [
        (404, "page_missing"),
        (None, "timeout"),
        (some(2024) + NUMBERED, "repeated_page"),
        ("<p>没有更多内容</p>", "no_rows"),
        (some(2023, number=2) + "<script>var countPage = 9</script>", "pages_missing"),
    ],
)
def test_a_further_page_that_does_not_show_its_rows_ends_the_walk_in_doubt(
    second: str | int | None, doubt: str
) -> None:
    pages = {"": some(2024) + "<a href='index_2.html'>2</a>", **({"index_2.html": second} if second else {})}
    assert walked(pages).doubt == doubt


def test_a_listing_with_fewer_rows_than_it_states_was_not_read_whole() -> None:
    assert walked({"": some(2024, 2023) + "共 2 条记录"}).doubt is None
    assert walked({"": some(2024, 2023) + "共 3 条记录"}).doubt == "rows_missing"


def test_a_pager_that_only_a_script_knows_is_unclear() -> None:
    assert walked({"": some(2024) + "<a href='javascript:goPage(2)'>2</a>"}).doubt == "has_pager"


def test_a_pager_that_leads_to_another_host_is_not_followed() -> None:
    walk = walked({"": some(2024) + "<a href='http://elsewhere.example/2.html'>2</a>"})
    assert (walk.doubt, len(walk.captures)) == ("has_pager", 1)


def test_a_listing_without_end_is_left_unknown() -> None:
    walk = begin(Request(URL))
    for number in range(200):
        if walk.next is None:
            break
        inner = some(2024, number=number) + f"<a href='index_{number + 2}.html'>下一页</a>"
        walk = take(walk, capture(page(inner), url=walk.next.url))
    assert walk.doubt == "too_many_pages"


def test_a_walk_that_has_not_begun_proves_nothing() -> None:
    assert begin(Request(URL)).doubt == "not_walked"
    assert fail(begin(Request(URL)), "dns").doubt == "dns"


def test_a_count_of_rows_that_a_page_merely_says_ends_no_walk() -> None:
    pages = {
        "": some(2024) + NUMBERED.replace("3", "2") + "共 1 条评论",
        "index_2.html": some(2023, number=2) + NUMBERED.replace("3", "2"),
    }
    assert len(walked(pages).pages) == 2
