"""Each family is walked as its portals serve it: every page, and what it says of its end; and it departs into doubt."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

import pytest

from monitor.fetch import Request
from monitor.portals import Walk, begin, fail, take
from tests.support.listings import capture, page, report, rows

HOST = "http://www.lanxi.example"
YEARS = (2024, 2023, 2022, 2021, 2020)
Serve = Callable[[Request], str | None]


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


def fields(asked: Request) -> dict[str, str]:
    """Give what was posted, or what stands in the query."""
    return dict(parse_qsl(asked.form.decode() if asked.form else urlsplit(asked.url).query, keep_blank_values=True))


def pairs(number: int) -> tuple[int, ...]:
    """Give the years on a page of two rows."""
    return YEARS[2 * number - 2 : 2 * number]


def some(years: tuple[int, ...]) -> str:
    """Give list rows of these years, at addresses of their own."""
    return "".join(
        f"<li><a href='/art/{year}/1.html'>{report(year)}</a><span>{year + 1}-01-20</span></li>" for year in years
    )


def gkmlpt(asked: Request) -> str | None:
    if "/api/" not in asked.url:
        tree = [{"id": 5, "name": "机构职能"}, {"id": 9, "children": [{"id": 77, "name": "政府信息公开年报"}]}]
        return page(f"<script>window._CONFIG = {{SID: '755', TREE: {json.dumps(tree)}}}</script>")
    assert urlsplit(asked.url).path == "/gkmlpt/api/all/77"
    assert fields(asked)["sid"] == "755"
    articles = [{"title": report(y), "url": f"{HOST}/{y}.html", "date": f"{y + 1}-01-20"} for y in YEARS]
    return json.dumps({"classify": {"post_count": 5}, "total": 5, "articles": articles})


def jpaas(asked: Request) -> str | None:
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    if unit not in asked.url:
        query = (
            "{'webId':'1','pageId':'2','tplSetId':'3','tagId':'年报列表','parseType':'bulidstatic','pageType':'column'}"
        )
        return page(f'<div url="{unit}" queryData="{query}"></div>')
    wanted = json.loads(fields(asked)["paramJson"])
    assert fields(asked)["tagId"] == "年报列表"
    number = wanted["pageNo"]
    shown = {1: YEARS[:3], 2: YEARS[3:]}[number]
    filled = fillers((15 if number == 1 else 3) - len(shown), number)
    return json.dumps({"data": {"html": f'<ul count="18">{some(shown)}{filled}</ul>'}})


def fillers(count: int, page_number: int) -> str:
    return "".join(
        f"<li><a href='/o/{page_number}-{n}.html'>预算公开说明第{page_number}之{n}号</a><span>2020-02-01</span></li>"
        for n in range(count)
    )


def datastore(asked: Request) -> str | None:
    number = int(fields(asked).get("page", "0"))
    shown = {0: YEARS[:2], 1: YEARS[2:4], 2: YEARS[4:]}[number]
    records = "".join(f"<record><![CDATA[{some((y,))}]]></record>" for y in shown)
    proxy = f"/module/web/jpage/dataproxy.jsp?page={number + 1}&amp;webid=3"
    head = f'<totalrecord>5</totalrecord><nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup>'
    store = f"<datastore>{head}<recordset>{records}</recordset></datastore>"
    return page(f"<script type='text/xml'>{store}</script>") if number == 0 else store


def hanweb_json(asked: Request) -> str | None:
    number = int(fields(asked).get("pageNum", "1"))
    listed = [
        {"title": report(y), "pubDate": f"{y + 1}-01-20 09:00", "urls": json.dumps({"pc": f"/c/{y}.html"})}
        for y in pairs(number)
    ]
    scripts = (
        f"var channelsTagSelf = {json.dumps({'articleCount': 5})};"
        f"var listData = {{ articleList: {json.dumps(listed, ensure_ascii=False)} }}; var params = {{unitid: '38'}};"
    )
    return page(f"<script>{scripts}</script>")


def hanweb_search(asked: Request) -> str | None:
    if asked.form is None:
        return page("<script>var q = {infotypeId: 'A01', jdid: '3', area: '', url: '/module/xxgk/search.jsp'}</script>")
    assert fields(asked)["infotypeId"] == "A01"
    table = "".join(
        f"<tr><td><a class='bt_link' href='/art/{y}.html'>{report(y)}</a></td><td>{y + 1}-01-20</td></tr>"
        for y in pairs(int(fields(asked)["currpage"]))
    )
    return page(f"<table>{table}</table><div>共3页</div>")


def ewb(asked: Request) -> str | None:
    if asked.form is None:
        return page(
            "<script src='/js/webBuilderCommon.js'></script><script>var siteGuid='7eb5', projectName='/search'</script>"
        )
    wanted = json.loads(asked.form)
    assert (wanted["categorynum"], wanted["siteGuid"], asked.content_type) == ("003", "7eb5", "application/json")
    data = [{"realtitle": report(y), "infourl": f"/{y}.html", "infodate": f"{y + 1}-01-20"} for y in YEARS]
    return json.dumps({"custom": {"total": 5, "data": data}})


def trs_search(asked: Request) -> str | None:
    if asked.form is None:
        script = "list2.trsapi classsql: \"\" || 'chnlid=1813', sortfield: '-docorderpri', prepage: 2, recordCount: '5'"
        return page(f"<dl>{some(pairs(1))}</dl><script>{script}</script>")
    assert (fields(asked)["channelid"], fields(asked)["classsql"]) == ("200210", "chnlid=1813")
    docs = [
        {"doctitle": report(y), "chnldocurl": f"{HOST}/{y}.htm", "docreltime": f"{y + 1}-01-20 10:00:00"}
        for y in pairs(int(fields(asked)["page"]))
    ]
    return json.dumps({"pageCount": 3, "data": docs})


def ccode(asked: Request) -> str | None:
    number = {"list.shtml": 1, "list_2.shtml": 2, "list_3.shtml": 3}[asked.url.rpartition("/")[2]]
    call = f"<script>createPageHTML('page_div',3,{number},'list','shtml',5)</script>"
    return page(
        f"<div id='page_div'></div><!--<ul>{some(pairs(number))}</ul>-->{call}"
        if number < 3
        else f"<ul>{some(pairs(3))}</ul>{call}"
    )


def aspnet(asked: Request) -> str | None:
    number = int(fields(asked).get("__EVENTARGUMENT", "Page$1").removeprefix("Page$"))
    assert asked.form is None or fields(asked)["__VIEWSTATE"] == f"state-{number - 1}"
    offered = "".join(
        f"<a href=\"javascript:__doPostBack('grid','Page${n}')\">{n}</a>" for n in (1, 2, 3) if n != number
    )
    return page(
        f"<input type='hidden' name='__VIEWSTATE' value='state-{number}'><ul>{some(pairs(number))}</ul>{offered}"
    )


def empire(asked: Request) -> str | None:
    number = int(asked.url.rpartition("_")[2].partition(".")[0] or 1) if "_" in asked.url else 1
    links = "".join(f"<a href='{'index' if n == 1 else f'index_{n}'}.html'>{n}</a>" for n in (1, 2, 3) if n != number)
    return page(f'<ul>{some(pairs(number))}</ul><a title="Total record">&nbsp;<b>5</b></a><b>{number}</b>{links}')


def vsb(asked: Request) -> str | None:
    file = asked.url.rpartition("/")[2]
    number, links = {
        "xxgknb.htm": (1, "<a href='xxgknb/2.htm'>下页</a><a href='xxgknb/1.htm'>尾页</a>"),
        "2.htm": (
            2,
            "<a href='../xxgknb.htm'>首页</a><a href='1.htm'>下页</a><a href='1.htm'>尾页</a>",
        ),
        "1.htm": (3, "<a href='../xxgknb.htm'>首页</a><a href='2.htm'>上页</a>"),
    }[file]
    return page(
        f"<ul id='line_u8_0'>{some(pairs(number))}</ul>".replace("id='line_u8_0'", 'id="line_u8_0"')
        + f"共5条 {number}/3 {links}"
    )


def yearly(asked: Request) -> str | None:
    year = urlsplit(asked.url).path.rstrip("/").rpartition("/")[2]
    if year.isdigit():
        return page(f"<ul>{some((int(year) - 1,))}</ul>")
    return page("".join(f"<li><a href='{y}/'>{y}</a></li>" for y in (2025, 2024, 2023, 2022)))


FARM: Mapping[str, tuple[str, Serve, int, str]] = {
    "gkmlpt": (f"{HOST}/gkmlpt/index", gkmlpt, 2, "auto"),
    "gkmlpt, column in the fragment": (f"{HOST}/gkmlpt/index#77", gkmlpt, 2, "auto"),
    "jpaas": (f"{HOST}/col/col7/index.html", jpaas, 3, "auto"),
    "hanweb_datastore": (f"{HOST}/col/col7/index.html", datastore, 3, "auto"),
    "hanweb_json": (f"{HOST}/col/col7/index.html", hanweb_json, 3, "auto"),
    "hanweb_search": (f"{HOST}/col/col7/index.html", hanweb_search, 4, "auto"),
    "ewb": (f"{HOST}/govInfoPub?deptcode=1&categorynum=003", ewb, 2, "auto"),
    "trs_search": (f"{HOST}/zwgk/zfxxgknb/", trs_search, 3, "auto:200210"),
    "ccode": (f"{HOST}/jyt/c110634/list.shtml", ccode, 3, "auto"),
    "aspnet": (f"{HOST}/list.aspx?id=7", aspnet, 3, "auto"),
    "empire": (f"{HOST}/xxgk/xxgknb/", empire, 3, "auto"),
    "vsb": (f"{HOST}/xxgk/xxgknb.htm", vsb, 3, "auto"),
}


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
