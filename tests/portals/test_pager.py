from __future__ import annotations

import pytest

from tests.support.listings import URL, read, report, rows

LIST = f"<ul>{rows([report(2024), report(2023), report(2022)])}</ul>"


@pytest.mark.parametrize(
    "sign",
    [
        "<a href='index_1.html'>下一页</a>",
        "<a href='index_2.html'>2</a>",
        "<b>1</b><a href='index_2.html'>[2]</a>",
        "<a href='index_6.html'>尾页</a>",
        "<a href='index_2.shtml'><img src='next.png'></a>",
        "<a href='?page=2'>&gt;</a>",
        "<a href='?pageNum=3'>后面的</a>",
        "<a href='nlist_1.htm'>更早</a>",
        "<a href='column-index-2.shtml'>更早</a>",
        "<a href='javascript:goPage(2)'>2</a>",
        "<a href='#' onclick='toPage(3)'>3</a>",
        "<a href=\"javascript:__doPostBack('ctl00$GridView1','Page$2')\">2</a>",
        "<a href='javascript:;' class='next'>下一页</a>",
        "<a>下一页</a>",
        "<span onclick='more()'>加载更多</span>",
        "<input type='button' value='下一页'>",
        "<div class='pagination'><a href='javascript:;'>1</a><a href='javascript:;'>2</a></div>",
        "共4页",
        "共计&nbsp;<font color=red>2</font>&nbsp;页",
        "第1页/共3页",
        "页次：1/5",
        "共20条 1/2 首页",
        "共 99 条记录",
        "总记录数：20",
        "<script>createPageHTML(4, 0, 'index', 'html')</script>",
        "<script>createPageHTML('page_div',10,1,'list','shtml',200);</script>",
        '<script>createPageHTML("4","0","index","html")</script>',
        "<script>createPageHTML(pages, 0, 'index', 'html')</script>",
        "<script>var currentPage = 0; var countPage = 2//共多少页</script>",
        "<script>pagination_script_config = {total: 5, size: 20}</script>",
        "<script>var cfg = {pagebar: {prepage: 10, recordCount: '20'}}</script>",
        "<script>var pageCount='3';</script>",
        "<div id='p' data-total-pages=\"3\"></div>",
        "<script>document.write('<a href=\"index_1.html\">')</script>",
        "<script>$('#l').jpage({url:'/module/web/jpage/dataproxy.jsp?col=1'})</script>",
        "<script>layui.laypage.render({elem:'p'})</script>",
        "<a href='index_2.html'>2</a> 共1页",
    ],
)
def test_every_sign_of_further_pages_is_seen(sign: str) -> None:
    assert read(LIST + f"<div>{sign}</div>").has_pager


@pytest.mark.parametrize(
    "harmless",
    [
        "",
        "<script>createPageHTML(1, 0, 'index', 'html')</script>",
        "<script>function createPageHTML(_nPageCount, _nIndex){} createPageHTML(1,0,'index','html')</script>",
        "<script>var countPage = 1; if(countPage>1 && currentPage!=1) document.write('下一页')</script>",
        "共1页 <a href='javascript:;'>首页</a> <a href='javascript:;'>下一页</a> <a href='javascript:;'>尾页</a>",
        "共3条 1/1 首页 上页 下页 尾页",
        "<a href='index.html'>首页</a> <a href='index.html'>1</a> <a href='index.html'>尾页</a> 共1页",
        "<a class='first' href=''>第一页</a><a class='current' href=''>1</a><a class='last' href=''>最后一页</a>",
        "共 3 条记录",
        "<a href='#' class='dot'>1</a><a href='#' class='dot'>2</a>",
        "<a href='/bmnb/index.html'>部门年报</a><a href='2024/index.html'>2024年</a>",
        "<a href='../list/t20250120_2.html'>公示公告</a>",
        "<div class='pagediv' id='page_div'></div>",
        "<!-- 分页 Start --><a href='javascript:scroll(0,0)'>返回顶部</a>",
    ],
)
def test_a_single_page_is_known_as_one(harmless: str) -> None:
    assert not read(LIST + f"<div>{harmless}</div>").has_pager


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (f"{URL}index_3.html", "index_2.html"),
        ("http://www.lanxi.example/xxgk/xxgknb.htm", "xxgknb/3.htm"),
        ("http://www.lanxi.example/list.aspx?id=7", "list.aspx?id=7&page=2"),
        ("http://www.lanxi.example/list.aspx?id=7&page=2", "list.aspx?id=7&page=1"),
    ],
)
def test_another_page_is_known_by_its_address_alone(url: str, link: str) -> None:
    assert read(f"{LIST}<a href='{link}'>·</a>", url=url).has_pager


@pytest.mark.parametrize("link", ["list.aspx?id=7", "list.aspx?page=1&id=7", "list.aspx?id=7#top"])
def test_the_page_itself_is_no_further_page(link: str) -> None:
    inner = f"{LIST}<a href='{link}'>尾页</a>"
    assert not read(inner, url="http://www.lanxi.example/list.aspx?id=7").has_pager
