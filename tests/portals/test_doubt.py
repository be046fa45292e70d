from __future__ import annotations

import pytest

from monitor.portals import read_listing
from tests.support.listings import capture, page, read, report, rows

LIST = f"<ul>{rows([report(2024), report(2023)])}</ul>"
NEWS = f"<ul>{rows(['兰溪区召开全区重点项目建设推进会议', '兰溪区财政局开展春季业务学习活动'])}</ul>"


def doubt(source: str | bytes, *, status: int = 200, content_type: str | None = "text/html") -> str | None:
    return read_listing(capture(source, status=status, content_type=content_type)).doubt


@pytest.mark.parametrize("inner", [LIST, NEWS, "<table><tr><td><a href='2024/'>2024</a></td></tr></table>"])
def test_a_plain_listing_is_not_doubted(inner: str) -> None:
    assert read(inner).doubt is None


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("<script>$_ts=window['$_ts'];</script><meta id='x' r='m'>", 412),
        ("<script>var a='__jsl_clearance_s=1'</script>", 521),
        ("", 512),
        (page("<script>document.cookie='EO_Bot_Ssid=1'</script>"), 200),
        (page("<p>请完成安全验证后继续访问</p>"), 200),
    ],
)
def test_a_challenge_is_known_as_one(source: str, status: int) -> None:
    assert doubt(source, status=status) == "challenge"


def test_the_script_of_a_challenge_on_a_page_that_was_served_is_no_challenge() -> None:
    assert doubt(page(LIST + "<script>var $_ts=1</script>")) is None


@pytest.mark.parametrize(
    ("source", "status"),
    [
        (page("<p>ok</p>"), 404),
        (page(LIST), 503),
        (page("", title="404 Not Found"), 200),
        (page("", title="页面不存在_兰溪区人民政府"), 200),
        (page("<p>您访问的页面不存在或已删除</p>"), 200),
    ],
)
def test_a_soft_error_is_known_as_one(source: str, status: int) -> None:
    assert doubt(source, status=status) == "soft_error"


def test_a_news_of_the_404th_meeting_is_no_error() -> None:
    assert doubt(page(NEWS, title="区政府第404次会议")) is None


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (b"PK\x03\x04\x00\x00", None),
        (b'{"code":0,"data":[]}', "application/json"),
        ("请求成功".encode(), "text/html"),
        (b"<p><b id=%d>" * 3000, "text/html"),
        (b"<div>" * 40_000, "text/html"),
    ],
)
def test_what_is_no_page_is_known_as_such(source: bytes, kind: str | None) -> None:
    assert doubt(source, content_type=kind) == "not_html"


@pytest.mark.parametrize(
    "source",
    [
        "<script>location.replace('./jgxx_2044/')</script>",
        "<html><head><meta http-equiv='refresh' content='0;url=./'></head></html>",
        page("<meta http-equiv=refresh content='2; url=/index.html'>" + "<p>正在跳转</p>" * 100),
    ],
)
def test_a_redirect_shell_is_known_as_one(source: str) -> None:
    assert doubt(source) == "redirect_shell"


def test_a_frame_of_the_same_host_may_hold_the_list() -> None:
    assert doubt(page("<iframe src='/inner/list.html'></iframe>")) == "frame"
    assert doubt(page(NEWS + "<iframe src='list.html'></iframe>")) == "frame"


def test_a_weather_frame_or_a_list_beside_the_frame_raises_no_doubt() -> None:
    assert doubt(page(NEWS + "<iframe src='http://weather.example/w.htm'></iframe>")) is None
    assert doubt(page(LIST + "<iframe src='/login.html'></iframe>")) is None


@pytest.mark.parametrize(
    "script",
    [
        "<script>$.ajax({url:'/api/list'})</script>",
        "<ul><li v-for='row in rows'><a :href='row.url'>{{row.title}}</a></li></ul>",
        "<script id='t' type='text/x-handlebars-template'>{{#each list}}{{/each}}</script>",
        "<script>window._CONFIG={SID:'1'}</script>",
    ],
)
def test_a_list_that_a_script_draws_is_known_as_such(script: str) -> None:
    assert doubt(page(script)) == "script_drawn"


def test_dated_news_in_the_margin_do_not_stand_for_a_list_that_a_script_draws() -> None:
    assert doubt(page(NEWS + "<li v-for='row in rows'></li>")) == "script_drawn"


@pytest.mark.parametrize("inner", ["", "<p>暂无数据</p>", "<ul></ul>"])
def test_an_empty_list_is_doubted(inner: str) -> None:
    assert doubt(page(inner)) == "no_rows"
    assert doubt(b"") == "no_rows"


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href='javascript:;'>{t}</a></li>",
        "<li>{t}</li>",
        "<li onclick=\"openArticle('7')\">{t}</li>",
        "<li><a href='#' onclick='show(7)'>{t}</a></li>",
    ],
)
def test_a_report_that_is_named_but_cannot_be_followed_is_doubted(row: str) -> None:
    unlinked = row.format(t="云川市兰溪区财政局2025年政府信息公开工作年度报告")
    assert doubt(page(f"<ul>{rows([report(2024)])}{unlinked}</ul>")) == "unlinked_title"
