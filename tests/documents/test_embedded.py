from __future__ import annotations

import pytest

from monitor.documents import EmbeddedKind, embedded
from tests.support.shells import read_shell

_PAGE = "http://www.lanxi.example/zwgk/ndbg/202101/t20210120_88.html"
_FOLDER = "http://www.lanxi.example/zwgk/ndbg/202101"
_ROOT = "http://www.lanxi.example"


def _urls(body: str, **parts: str) -> list[str]:
    return [e.url for e in embedded(read_shell(body, **parts), _PAGE)]


_ONE: tuple[tuple[str, str, str, EmbeddedKind], ...] = (
    (
        "a TRS attachment",
        "<a href='./P020210119531612435781.pdf'>兰溪区财政局2020年政府信息公开工作年度报告.pdf</a>",
        f"{_FOLDER}/P020210119531612435781.pdf",
        EmbeddedKind.DOCUMENT,
    ),
    (
        "a file without a telling name",
        "<p>附件：<a href='/attach/0/9f3c.docx'>附件1</a></p>",
        f"{_ROOT}/attach/0/9f3c.docx",
        EmbeddedKind.DOCUMENT,
    ),
    (
        "a Hanweb download",
        "<a href='/module/download/downfile.jsp?classid=0&filename=2101201530.doc'>2020年年报</a>",
        f"{_ROOT}/module/download/downfile.jsp?classid=0&filename=2101201530.doc",
        EmbeddedKind.DOCUMENT,
    ),
    (
        "a download whose name is only said",
        "<a href='/system/_content/download.jsp?urltype=news&id=88'>2020年度报告.wps</a>",
        f"{_ROOT}/system/_content/download.jsp?urltype=news&id=88",
        EmbeddedKind.DOCUMENT,
    ),
    ("an iframe", "<iframe src='nb.pdf'></iframe>", f"{_FOLDER}/nb.pdf", EmbeddedKind.DOCUMENT),
    ("an embed", "<embed src='/f/nb.ofd'>", f"{_ROOT}/f/nb.ofd", EmbeddedKind.DOCUMENT),
    ("an object", "<object data='/f/nb.pdf'></object>", f"{_ROOT}/f/nb.pdf", EmbeddedKind.DOCUMENT),
    (
        "a viewer",
        "<iframe src='/pdfjs/web/viewer.html?file=%2Ff%2F2020%E5%B9%B4%E6%8A%A5.pdf'></iframe>",
        f"{_ROOT}/f/2020年报.pdf",
        EmbeddedKind.DOCUMENT,
    ),
    (
        "a viewer that goes from its own place",
        "<iframe src='/pdfjs/web/viewer.html?file=../../f/nb.pdf#page=1'></iframe>",
        f"{_ROOT}/f/nb.pdf",
        EmbeddedKind.DOCUMENT,
    ),
    (
        "a script behind a link",
        "<a href='javascript:void(0)' onclick=\"window.open('/f/nb.pdf')\">查看年报</a>",
        f"{_ROOT}/f/nb.pdf",
        EmbeddedKind.DOCUMENT,
    ),
    (
        "a script in the address",
        "<a href=\"javascript:window.open('nb.docx','_blank')\">查看</a>",
        f"{_FOLDER}/nb.docx",
        EmbeddedKind.DOCUMENT,
    ),
    (
        "a script behind a button",
        "<button onclick='showPdf(\"/f/nb.pdf?v=2\")'>打开</button>",
        f"{_ROOT}/f/nb.pdf?v=2",
        EmbeddedKind.DOCUMENT,
    ),
    (
        "a script of the page",
        "<script>PDFObject.embed('/f/nb.pdf', '#box');</script>",
        f"{_ROOT}/f/nb.pdf",
        EmbeddedKind.DOCUMENT,
    ),
    ("a packed file", "<a href='nb.zip'>2020年年报</a>", f"{_FOLDER}/nb.zip", EmbeddedKind.ARCHIVE),
    ("a page in a frame", "<iframe src='/nb/88.html'></iframe>", f"{_ROOT}/nb/88.html", EmbeddedKind.PAGE),
    ("a picture", "<p><img src='./W0202101201.jpg' width=800></p>", f"{_FOLDER}/W0202101201.jpg", EmbeddedKind.PICTURE),
)


@pytest.mark.parametrize(("what", "body", "url", "kind"), _ONE, ids=[o[0] for o in _ONE])
def test_what_a_page_embeds_or_links_is_found(what: str, body: str, url: str, kind: EmbeddedKind) -> None:
    del what
    assert [(e.url, e.kind) for e in embedded(read_shell(body), _PAGE)] == [(url, kind)]


@pytest.mark.parametrize(
    "body",
    [
        "<a href='/f/sqb.docx'>政府信息公开申请表</a>",
        "<a href='/f/lc.pdf'>依申请公开流程图</a>",
        "<a href='/f/js.pdf'>2020年部门决算</a>",
        "<a href='/f/jd.pdf'>2020年政府信息公开工作年度报告图解</a>",
        "<a href='/f/wz.xls'>2020年政府网站工作年度报表</a>",
        "<a href='/f/bg.docx'>2020年政府工作报告</a>",
        "<a href='mailto:nb@lanxi.example'>附件</a>",
        "<a href='#top'>附件</a>",
        "<a href='/zwgk/2019.html'>2019年政府信息公开工作年度报告</a>",
        "<iframe src='about:blank'></iframe>",
        "<iframe src='/common/search.html'></iframe>",
        "<iframe src='/common/footer.html'></iframe>",
        "<embed src='/f/welcome.swf'>",
        "<img src='/images/icon_print.png'>",
        "<img src='/f/ewm2021.jpg'>",
        "<img src='/f/1.jpg' width=60 height=60>",
        "<img src='/f/1.jpg' style='width:24px'>",
        "<img src='/f/1.gif'>",
        "<div class='share'><p><img src='/f/1.jpg'></p></div>",
        "<script>var a='/js/pdfjs.min.js', b='readme';</script>",
        "",
    ],
)
def test_chrome_and_other_papers_are_no_report(body: str) -> None:
    assert _urls(body) == []


def test_the_likeliest_report_comes_first() -> None:
    body = (
        "<a href='/f/fb.xls'>附件2：附表</a><a href='/f/nb.pdf'>2020年政府信息公开工作年度报告.pdf</a>"
        "<a href='/f/x.docx'>附件3</a><a href='/f/nb.docx'>2020年政府信息公开工作年度报告.docx</a>"
        "<p><img src='/f/1.jpg'></p>"
    )
    assert _urls(body) == [f"{_ROOT}/f/{name}" for name in ("nb.docx", "nb.pdf", "x.docx", "fb.xls", "1.jpg")]


def test_what_is_shown_goes_before_what_is_linked() -> None:
    body = "<a href='/f/a.docx'>附件</a><iframe src='/f/b.pdf'></iframe>"
    assert _urls(body) == [f"{_ROOT}/f/b.pdf", f"{_ROOT}/f/a.docx"]


def test_pictures_keep_their_order() -> None:
    body = "".join(f"<p><img src='/f/{n}.png'></p>" for n in (3, 1, 2))
    assert _urls(body) == [f"{_ROOT}/f/{n}.png" for n in (3, 1, 2)]


def test_one_file_linked_twice_is_one_file_under_its_better_name() -> None:
    body = "<a href='/f/a.docx'>下载</a><a href='/f/a.docx'>2020年政府信息公开工作年度报告</a>"
    (one,) = embedded(read_shell(body), _PAGE)
    assert (one.title, one.named) == ("2020年政府信息公开工作年度报告", True)


def test_links_start_from_the_base_that_the_page_states() -> None:
    body = "<a href='nb.docx'>年度报告</a>"
    assert _urls(body, head="<base href='/jx/'>") == [f"{_ROOT}/jx/nb.docx"]


def test_without_an_address_links_are_named_as_they_stand() -> None:
    assert [e.url for e in embedded(read_shell("<a href='./nb.docx'>年度报告</a>"))] == ["./nb.docx"]


def test_a_picture_within_the_page_itself_is_told() -> None:
    (one,) = embedded(read_shell("<p><img src='data:image/png;base64,AAAA'></p>"), _PAGE)
    assert (one.kind, one.url[:5]) == (EmbeddedKind.PICTURE, "data:")


def test_a_template_full_of_pictures_shows_none_of_its_own() -> None:
    assert _urls("</div><table><tr><td><img src='/images/g_ldb.jpg'></table><div>") == []


@pytest.mark.parametrize("target", ["http://[/nb.pdf", "//nb.pdf", "?file=nb.pdf", "\\\\server\\nb.pdf", "%zz.pdf"])
def test_a_broken_address_harms_nobody(target: str) -> None:
    _urls(f"<a href='{target}'>年报</a><iframe src='/viewer.html?file={target}'></iframe>")
