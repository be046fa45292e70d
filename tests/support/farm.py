"""Serves an invented listing as each family of portals does: what is answered to a request, whatever the transport."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

from monitor.fetch import Request
from tests.support.listings import page, report

HOST = "http://www.lanxi.example"
YEARS = (2024, 2023, 2022, 2021, 2020)
Serve = Callable[[Request], str | None]


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
    articles = [{"title": report(y), "url": f"/art/{y}.html", "date": f"{y + 1}-01-20"} for y in YEARS]
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
        {"title": report(y), "pubDate": f"{y + 1}-01-20 09:00", "urls": json.dumps({"pc": f"/art/{y}.html"})}
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
    data = [{"realtitle": report(y), "infourl": f"/art/{y}.html", "infodate": f"{y + 1}-01-20"} for y in YEARS]
    return json.dumps({"custom": {"total": 5, "data": data}})


def trs_search(asked: Request) -> str | None:
    if asked.form is None:
        script = "list2.trsapi classsql: \"\" || 'chnlid=1813', sortfield: '-docorderpri', prepage: 2, recordCount: '5'"
        return page(f"<dl>{some(pairs(1))}</dl><script>{script}</script>")
    assert (fields(asked)["channelid"], fields(asked)["classsql"]) == ("200210", "chnlid=1813")
    docs = [
        {"doctitle": report(y), "chnldocurl": f"/art/{y}.htm", "docreltime": f"{y + 1}-01-20 10:00:00"}
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
"""By name: address of the listing, what serves it, captures of a whole walk, the family that the office names."""
