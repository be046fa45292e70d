from __future__ import annotations

from datetime import date

import pytest

from monitor.portals import Link, read_listing
from tests.support.listings import URL, capture, page, read

DAY = date(2025, 1, 20)
TITLE = "云川市兰溪区财政局2024年政府信息公开工作年度报告"
CUT = "云川市兰溪区财政局2024年政府信息公开工..."


def only_report(inner: str, *, url: str = URL) -> Link:
    """Give the one link of a page that speaks of the bureau."""
    (link,) = [link for link in read(inner, url=url).links if "财政局" in link.title]
    return link


@pytest.mark.parametrize(
    "row",
    [
        "<ul><li><a href='./1.html'>{t}</a><span>2025-01-20</span></li></ul>",
        "<ul><li><span>[2025-01-20]</span><a href='./1.html'>{t}</a></li></ul>",
        "<ul><li><a href='./1.html'>{t}</a><b>2025/01/20</b></li></ul>",
        "<ul><li><a href='./1.html'>{t}<span class='time'>2025-01-20</span></a></li></ul>",
        "<ul><li><a href='./1.html'><em>2025.01.20</em>{t}</a></li></ul>",
        "<ul><li><a href='./1.html'>{t} (2025-01-20)</a></li></ul>",
        "<ul><li><a href='./1.html'>2025-1-20 {t}</a></li></ul>",
        "<ul><li><a href='./1.html'><i class='new'></i>{t}</a> 2025年1月20日</li></ul>",
        "<table><tr><td><img><td><a href='./1.html'>{t}</a><td>2025-01-20 16:59</table>",
        "<table><tr><td>1<td><a href='./1.html'>{t}</a><td>公开年报<td>2025年01月20日</table>",
        "<dl><dd><a href='./1.html'>{t}</a></dd><dd>2025-01-20</dd></dl>",
        "<dl><dt><a href='./1.html'>{t}</a><dd>2025-01-20<dt><a href='/x'>公示</a><dd>2024-05-05</dl>",
        "<div><p>1</p><p><a href='./1.html'>{t}</a></p><p>2025.01.20</p></div>",
        "<td><a href='./1.html'>{t}</a> [2025-01-20]<br><a href='/x'>公示</a> [2024-05-05]<br></td>",
        "<ul><li><a href='/bm/'>[部门年报]</a><a href='./1.html'>{t}</a><span>发布日期：2025-01-20</span></li></ul>",
    ],
)
def test_title_and_date_are_found_wherever_portals_put_them(row: str) -> None:
    assert only_report(row.format(t=TITLE)) == Link(f"{URL}1.html", TITLE, DAY)


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href='1.html'>{t}</a><span>成文 2025-01-02</span><span>发布 2025-01-20</span></li>",
        "<li><a href='1.html'>{t}</a><span>2025-13-20</span></li>",
        "<li><a href='1.html'>{t}</a><span>01-20</span></li>",
        "<li><a href='1.html'>{t}</a></li>",
    ],
)
def test_a_date_that_is_not_certain_is_no_date(row: str) -> None:
    assert only_report(f"<ul>{row.format(t=TITLE)}</ul>").date is None


def test_a_date_within_a_title_stays_there() -> None:
    title = "财政局关于2025年1月20日停止办公的公告"
    assert only_report(f"<ul><li><a href='1.html'>{title}</a></li></ul>") == Link(f"{URL}1.html", title, None)


def test_a_row_does_not_take_the_date_of_its_neighbour() -> None:
    links = read(f"<ul><li><a href=1>{TITLE}</a></li><li><a href=2>会议纪要</a><b>2025-01-20</b></li></ul>").links
    assert [link.date for link in links if link.url in (f"{URL}1", f"{URL}2")] == [None, DAY]


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        (f"title='{TITLE}'>{CUT}", TITLE),
        (f"title='{TITLE}'>{CUT.replace('...', '…')}", TITLE),
        (f"title='{TITLE}'>云川市兰溪区财政局2024年", TITLE),
        (f"title='{TITLE}'><img src='a.png'>", TITLE),
        (f"title=''>{CUT}", CUT),
        (f"title='在新窗口打开财政局页面'>{TITLE}", TITLE),
        (f">\n\t{TITLE[:9]}&nbsp;\u3000\n {TITLE[9:]} ", f"{TITLE[:9]} {TITLE[9:]}"),
        (">云川市兰溪区<br>财政局年报", "云川市兰溪区财政局年报"),
        (">财政局<font>2024</font>年年报", "财政局2024年年报"),
        (f"><img alt='{TITLE}'>", TITLE),
    ],
)
def test_the_title_is_the_whole_one(anchor: str, title: str) -> None:
    assert only_report(f"<ul><li><a href='1.html' {anchor}</a></li></ul>").title == title


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("./202501/t1.html", f"{URL}202501/t1.html"),
        ("../bmnb/1.html", "http://www.lanxi.example/zwgk/bmnb/1.html"),
        ("/art/2025/1/20/art_1_2.html", "http://www.lanxi.example/art/2025/1/20/art_1_2.html"),
        ("//bm.lanxi.example/1.html", "http://bm.lanxi.example/1.html"),
        ("https://bm.lanxi.example/1.html", "https://bm.lanxi.example/1.html"),
        ("show.aspx?id=1&amp;c=2", f"{URL}show.aspx?id=1&c=2"),
        ("/gkmlpt/index#123", "http://www.lanxi.example/gkmlpt/index#123"),
        (" 1.html\n", f"{URL}1.html"),
        ("javascript:window.open(&quot;/a/1.html&quot;)", "http://www.lanxi.example/a/1.html"),
        ("javascript:void(0)' onclick='location.href=&quot;1.html&quot;", f"{URL}1.html"),
    ],
)
def test_addresses_are_made_absolute(href: str, url: str) -> None:
    assert only_report(f"<ul><li><a href='{href}'>{TITLE}</a></li></ul>").url == url


@pytest.mark.parametrize(
    "href",
    [
        "javascript:;",
        "javascript:void(0)",
        "#",
        "#top",
        "",
        "mailto:a@b.example",
        "http://[bad",
        "{{url}}",
        "tel:1",
        "file:///etc/passwd",
    ],
)
def test_what_leads_nowhere_is_no_link(href: str) -> None:
    assert all("财政局" not in link.title for link in read(f"<a href='{href}'>{TITLE}</a>").links)


def test_links_start_from_the_base_of_the_page() -> None:
    source = page("<a href='col/1.html'>财政局</a>").replace("<head>", "<head><base href='/lanxi/'>")
    assert "http://www.lanxi.example/lanxi/col/1.html" in {link.url for link in read_listing(capture(source)).links}


def test_a_base_that_only_names_a_target_changes_nothing() -> None:
    source = page("<a href='1.html'>财政局</a>").replace("<head>", "<head><base target='_blank'>")
    assert f"{URL}1.html" in {link.url for link in read_listing(capture(source)).links}


def test_one_address_under_two_titles_is_kept_twice_and_under_one_title_once() -> None:
    inner = "<a href='1.html'>财政局年报</a><a href='1.html'>财政局年报</a><a href='1.html'>财政局2024年报</a>"
    assert [link.title for link in read(inner).links if link.url == f"{URL}1.html"] == ["财政局年报", "财政局2024年报"]


def test_rows_of_templates_and_scripts_are_not_counted() -> None:
    inner = (
        "<dl ms-repeat='list'><dd><a ms-attr-href='el.url' ms-text='el.title'></a></dd></dl>"
        "<script>document.write('<a href=\"9.html\">财政局</a>')</script>"
        "<template><a href='8.html'>财政局</a></template>"
    )
    assert all("财政局" not in link.title for link in read(inner).links)
