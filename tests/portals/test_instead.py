"""What a portal serves where an article stood: gone only where it says so, in doubt wherever it may be in trouble."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.portals.instead import Instead, instead
from tests.support.listings import capture

ROOT = "https://www.lanxi.example"
ASKED = f"{ROOT}/xxgk/nb/202101/t20210118_88.html"
MENU = "<div><a href='/'>首页</a><a href='/xxgk/'>政府信息公开</a><a href='/hd/'>互动交流</a></div>"
NEWS = "<p>会议听取了有关情况的汇报，部署了下一阶段的重点工作，并对各单位提出了要求。</p>" * 8


def served(inner: str, title: str = "提示") -> str:
    return f"<html><head><title>{title}</title></head><body>{MENU}{inner}</body></html>"


def told(markup: str, status: int = 200, final: str = ASKED) -> Instead:
    return instead(replace(capture(markup, url=ASKED), status=status, final_url=final))


@pytest.mark.parametrize("status", [404, 410])
def test_the_status_alone_says_that_there_is_nothing(status: int) -> None:
    assert told("", status) is Instead.NOTHING


@pytest.mark.parametrize("status", [401, 403, 412, 429, 500, 502, 503, 521])
def test_any_other_status_says_nothing_of_the_article(status: int) -> None:
    assert told(served("<p>您访问的页面不存在</p>"), status) is Instead.DOUBTFUL


@pytest.mark.parametrize(
    "words",
    [
        "您访问的页面不存在或已被删除",
        "抱歉，您要查找的内容已删除",
        "对不起，该信息不存在！",
        "404 Not Found",
        "您查看的网页可能已被移除，或者地址有误",
        "很抱歉，找不到您要的页面，3秒后返回首页",
    ],
)
def test_a_page_that_says_that_there_is_none_is_believed(words: str) -> None:
    assert told(served(f"<p>{words}</p>")) is Instead.NOTHING


@pytest.mark.parametrize(
    "words",
    [
        "系统维护中，您访问的页面暂时不存在，请稍候再试",
        "服务器繁忙，找不到页面",
        "您的访问过于频繁，页面不存在",
        "您的请求已被防火墙拦截，错误代码404",
        "请登录后查看，未登录时该内容不存在",
        "请完成安全验证，页面不存在请刷新",
        "",
    ],
)
def test_a_portal_that_may_be_in_trouble_says_nothing(words: str) -> None:
    assert told(served(f"<p>{words}</p>")) is Instead.DOUBTFUL


@pytest.mark.parametrize("title", ["系统维护", "访问受限", "统一身份认证", "502 Bad Gateway", "安全验证"])
def test_a_title_of_trouble_outweighs_a_long_page(title: str) -> None:
    assert told(served(NEWS, title)) is Instead.DOUBTFUL


@pytest.mark.parametrize("final", [f"{ROOT}/", f"{ROOT}/index.html", f"{ROOT}/xxgk/nb/", f"{ROOT}/xxgk/nb/index.shtml"])
def test_being_sent_home_or_to_a_folder_above_is_an_answer(final: str) -> None:
    assert told(served(NEWS, "兰溪区人民政府"), final=final) is Instead.ELSEWHERE


def test_a_refresh_to_the_folder_is_one_too() -> None:
    assert told("<html><meta http-equiv='refresh' content='0; url=../'></html>") is Instead.ELSEWHERE


@pytest.mark.parametrize(
    "final", [f"{ROOT}/xxgk/nb2/", "https://sso.lanxi.example/", f"{ROOT}/xxgk/nb/202101/"[:-1] + "_x.html"]
)
def test_being_sent_to_another_place_is_judged_by_what_stands_there(final: str) -> None:
    other = final.startswith(ROOT)
    assert told(served(NEWS, "工作动态"), final=final) is (Instead.PAGE if other else Instead.DOUBTFUL)


def test_an_ordinary_page_is_a_page() -> None:
    assert told(served(NEWS, "兰溪区召开工作会议")) is Instead.PAGE


def test_an_article_that_mentions_what_does_not_exist_is_a_page() -> None:
    assert told(served(NEWS + "<p>不存在此类页面被删除的情形。</p>" + NEWS + NEWS, "工作动态")) is Instead.PAGE


@pytest.mark.parametrize(
    "markup",
    [
        "<html><div id='app'></div><script>createApp({}).mount('#app')</script></html>",
        "<html><script>var __jsl_clearance='x'</script></html>",
        "<html><frameset><frame src='/nb/a.html'></frameset></html>",
        "",
        "no markup at all",
    ],
)
def test_what_shows_nothing_by_itself_is_in_doubt(markup: str) -> None:
    assert told(markup) is Instead.DOUBTFUL
