from __future__ import annotations

import json
from datetime import date

import pytest

from monitor.portals import Link, read_listing
from monitor.portals.families import FAMILIES
from tests.support.listings import capture, page, read, report, rows

HOST = "http://www.lanxi.example"


def record(number: int, title: str, day: str) -> str:
    link = f"<a href='/art/2025/1/20/art_7_{number}.html' title='{title}'>{title[:20]}...</a>"
    return f"<record><![CDATA[\n<li>{link}<b>{day}</b></li>]]></record>"


def datastore(records: str, head: str = "") -> str:
    return f"<datastore>{head}<recordset>{records}</recordset></datastore>"


RECORDS = record(1, report(2024), "2025-01-20") + record(2, report(2023), "2024-01-18")
NEXT = '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=7"></a>]]></nextgroup>'
EXPECTED = [
    Link(f"{HOST}/art/2025/1/20/art_7_1.html", report(2024), date(2025, 1, 20)),
    Link(f"{HOST}/art/2025/1/20/art_7_2.html", report(2023), date(2024, 1, 18)),
]


@pytest.mark.parametrize(
    "source",
    [
        datastore(RECORDS, NEXT),
        page(f"<script type='text/xml'>{datastore(RECORDS, NEXT)}</script>"),
    ],
)
def test_a_datastore_is_read_from_an_answer_and_from_the_script_of_a_page(source: str) -> None:
    listing = read_listing(capture(source))
    assert listing.family == "hanweb_datastore"
    assert list(listing.links[:2]) == EXPECTED
    assert len([link for link in listing.links if "年度报告" in link.title]) == 2
    assert listing.has_pager
    assert listing.doubt is None


def test_a_datastore_goes_on_if_it_counts_more_records_than_it_gives() -> None:
    whole, part = (datastore(RECORDS, f"<totalrecord>{total}</totalrecord>") for total in (2, 31))
    assert not read_listing(capture(whole)).has_pager
    assert read_listing(capture(part)).has_pager


def test_table_rows_in_a_datastore_are_read() -> None:
    row = f"<tr><td><a href='/art/1.html'>{report(2024)}</a></td><td>2025-01-20</td></tr>"
    source = datastore(f"<record><![CDATA[{row}]]></record>")
    assert read_listing(capture(source)).links[0] == Link(f"{HOST}/art/1.html", report(2024), date(2025, 1, 20))


def articles(stated: int) -> str:
    listed = [
        {
            "title": report(2024),
            "pubDate": "2025-01-20 16:59",
            "urls": json.dumps({"pc": "/lanxi/col/col7/content/content_1.html"}),
        },
        {"title": "没有地址的文章", "pubDate": "2025-01-20 16:59", "urls": "不是JSON"},
        {"title": report(2023), "pubDate": "2024-01-18 09:00", "urls": json.dumps({"pc": "content_2.html"})},
    ]
    script = (
        f"var channelsTagSelf = {json.dumps({'name': '年报', 'articleCount': stated})};"
        f"var listData = {{ articleList: {json.dumps(listed, ensure_ascii=False)} }};"
    )
    return page(f"<script>{script}</script><script type='text/x-handlebars-template'>{{{{#each}}}}</script>")


def test_articles_are_read_from_the_json_of_a_script() -> None:
    listing = read_listing(capture(articles(2)))
    assert listing.family == "hanweb_json"
    assert list(listing.links[:2]) == [
        Link(f"{HOST}/lanxi/col/col7/content/content_1.html", report(2024), date(2025, 1, 20)),
        Link(f"{HOST}/zwgk/zfxxgknb/content_2.html", report(2023), date(2024, 1, 18)),
    ]
    assert not listing.has_pager
    assert listing.doubt is None


def test_articles_go_on_if_the_channel_counts_more() -> None:
    assert read_listing(capture(articles(40))).has_pager


@pytest.mark.parametrize("broken", ["[{", "[" * 50_000, "[1, null]", '[{"title": 3}]'])
def test_a_broken_list_of_articles_gives_no_rows(broken: str) -> None:
    listing = read_listing(capture(page(f"<script>var d={{articleList: {broken}}}</script>")))
    assert listing.family == "hanweb_json"
    assert listing.doubt == "no_rows"


def test_rows_in_a_comment_are_read_where_a_script_draws_them() -> None:
    kept = f"<!--<ul>{rows([report(2024), report(2023)])}</ul>-->"
    listing = read(f"{kept}<div id='page_div'></div><script>createPageHTML('page_div',1,1,'list','shtml',2)</script>")
    assert listing.family == "ccode"
    assert [link.title for link in listing.links[:2]] == [report(2024), report(2023)]
    assert listing.doubt is None


def test_rows_in_a_comment_beside_a_living_list_were_taken_off_the_page() -> None:
    kept = f"<!--<ul>{rows([report(2024), report(2021)])}</ul>-->"
    living = f"<ul>{rows([report(2023), report(2022)])}</ul><script>createPageHTML(1,0,'index','html')</script>"
    listing = read(kept + living)
    assert listing.family == "trs"
    assert report(2024) not in {link.title for link in listing.links}


def test_a_trs_page_is_known_by_its_addresses() -> None:
    assert read(f"<ul>{rows([report(2024)])}</ul>").family == "trs"
    assert read(f"<a href='/info/1041/1.htm'>{report(2024)}</a>").family == "generic"


def test_a_family_can_be_named() -> None:
    source = capture(datastore(RECORDS))
    assert {family: read_listing(source, family=family).family for family in FAMILIES} == {f: f for f in FAMILIES}


def test_a_family_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match=r"'jcms'; known: auto, feed.*generic"):
        read_listing(capture(page("")), family="jcms")


def test_the_page_is_called_by_its_column_before_its_title() -> None:
    named = page("", title="兰溪区人民政府").replace(
        "<head>", "<head><meta name='ColumnName' content=' 政府信息公开年报 '>"
    )
    assert read_listing(capture(named)).title == "政府信息公开年报"
    assert read_listing(capture(page("", title=" 公开年报\n_兰溪 "))).title == "公开年报 _兰溪"
