from __future__ import annotations

import pytest

from monitor.extraction import Reading
from tests.support.figures import DISCLOSURE, E2019, E2021, LITIGATION, REQUESTS
from tests.support.sheets import HEADINGS, TITLE, as_html, as_pipes, printed, read_page, read_plain, report_page

_KEYS = [s.key for s in E2021.sections]
_TABLES = {t.key: as_html(printed(t)) for t in E2021.tables}


def _texts(reading: Reading) -> dict[str, str]:
    return {s.key: s.text for s in reading.sections}


def _page(*parts: str) -> Reading:
    """Read a page of these paragraphs; a table's key stands for the table."""
    return read_page("".join(_TABLES.get(part, f"<p>{part}</p>") for part in parts))


def _body(*, without: str = "") -> list[str]:
    """Give the parts of a plain report, one heading left out."""
    contents = ("概况。", DISCLOSURE, REQUESTS, LITIGATION, "问题与改进。", "无。")
    return [part for pair in zip(HEADINGS, contents, strict=True) for part in pair if part != without]


_HEADING_FORMS = (
    ("一、总体情况", "overview", "一"),
    ("一 总体情况", "overview", "一"),
    ("一．总体情况：", "overview", "一"),
    ("第一部分 总体情况", "overview", "一"),
    ("总体情况", "overview", None),
    ("二、行政机关主动公开政府信息情况", "proactive_disclosure", "二"),
    ("三、收到和处理政府信息公开申请的情况", "requests", "三"),
    ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "reconsideration_and_litigation", "四"),
    ("五、存在的主要问题及改进措施", "problems_and_improvements", "五"),
    ("五、政府信息公开工作存在的主要问题及改进情况", "problems_and_improvements", "五"),
    ("六、其它需要报告的事项", "other_matters", "六"),
)


@pytest.mark.parametrize(("text", "key", "number"), _HEADING_FORMS, ids=[h[0] for h in _HEADING_FORMS])
def test_a_heading_is_known_in_its_forms(text: str, key: str, number: str | None) -> None:
    (section,) = _page(text, "正文一段。").sections
    assert (section.key, section.number, section.heading, section.text) == (key, number, text, "正文一段。")


_NO_HEADINGS = (
    "（一）总体情况",
    "1.总体情况",
    "总体情况良好。",
    "七、附件",
    "一是总体情况",
    "本报告由总体情况、主动公开政府信息情况等六部分组成。",
    "一、本年新收政府信息公开申请数量",
    "四、结转下年度继续办理",
    "五是存在的不足",
    "六、问题和不足",
    "五、部分单位对存在的问题重视不够",
    "五、存在的问题已改，下一步不再有类似情况",
)


_REWORDED = (
    ("一、2023年工作概况", "overview"),
    ("第一部分 年度总体情况", "overview"),
    ("二、本局主动公开信息的情况", "proactive_disclosure"),
    ("二、主动公开政府信息情况表", "proactive_disclosure"),
    ("三、信息依申请公开情况", "requests"),
    ("四、政府信息公开复议及诉讼情况：", "reconsideration_and_litigation"),
    ("五、存在的不足和下一步打算", "problems_and_improvements"),
    ("五、存在的主要问题及改进情况、措施", "problems_and_improvements"),
    ("六、其他情况", "other_matters"),
    ("六、需报告的事项", "other_matters"),
)


@pytest.mark.parametrize(("text", "key"), _REWORDED)
def test_a_heading_under_its_own_number_is_known_in_other_words(text: str, key: str) -> None:
    (section,) = _page(text, "正文一段。").sections
    assert (section.key, section.heading, section.text) == (key, text, "正文一段。")


@pytest.mark.parametrize("text", _NO_HEADINGS)
def test_a_text_that_only_sounds_like_a_heading_is_none(text: str) -> None:
    assert _page(text, "正文一段。").sections == ()


def test_six_sections_are_read_in_order_with_their_tables() -> None:
    reading = _page(*_body())
    assert list(_texts(reading)) == _KEYS
    assert {t.key: t.section for t in reading.tables} == {key: key for key in (DISCLOSURE, REQUESTS, LITIGATION)}


@pytest.mark.parametrize(("index", "key"), list(enumerate(_KEYS)))
def test_a_missing_section_is_missing_and_the_others_keep_their_text(index: int, key: str) -> None:
    whole, reading = _texts(_page(*_body())), _page(*_body(without=HEADINGS[index]))
    found = _texts(reading)
    assert list(found) == [k for k in _KEYS if k != key]
    before = _KEYS[index - 1] if index else None
    assert {k: v for k, v in found.items() if k != before} == {k: v for k, v in whole.items() if k not in {key, before}}


def test_a_text_run_in_behind_a_heading_belongs_to_its_section() -> None:
    reading = _page("五、存在的主要问题及改进情况。问题是更新慢。", "六、其他需要报告的事项：无")
    assert _texts(reading) == {"problems_and_improvements": "问题是更新慢。", "other_matters": "无"}
    assert [s.heading for s in reading.sections] == ["五、存在的主要问题及改进情况", "六、其他需要报告的事项"]


def test_a_table_of_contents_is_not_the_report() -> None:
    reading = _page(TITLE, "目 录", *HEADINGS, *_body())
    assert _texts(reading) == _texts(_page(*_body()))


@pytest.mark.parametrize("lost", range(6))
def test_a_table_of_contents_does_not_stand_in_for_a_lost_heading(lost: int) -> None:
    """All six headings stand in the contents, five in the body: the body is the report."""
    reading = _page(TITLE, *HEADINGS, "现报告如下，共六个部分，请予监督。", *_body(without=HEADINGS[lost]))
    assert _texts(reading) == _texts(_page(*_body(without=HEADINGS[lost])))


def test_headings_in_another_order_are_read_in_that_order() -> None:
    body = _body()
    reading = _page(*body[:8], *body[10:], *body[8:10])
    assert [s.key for s in reading.sections] == [*_KEYS[:4], "other_matters", "problems_and_improvements"]
    assert _texts(reading)["problems_and_improvements"] == "问题与改进。"


def test_an_unnumbered_heading_among_numbered_ones_is_found() -> None:
    body = ["存在的主要问题及改进情况" if p == HEADINGS[4] else p for p in _body()]
    assert [(s.key, s.number) for s in _page(*body).sections][4] == ("problems_and_improvements", None)


_TAILS: tuple[tuple[str, ...], ...] = (
    ("云川市兰溪区水务局", "2024年1月19日"),
    ("2024年1月19日",),
    ("2024 年 1 月 19 日",),
    ("附件：1.申请表", "2024年"),
    ("相关附件", "年报.pdf"),
    ("上一篇：某局年报",),
    ("【打印】【关闭】",),
    ("主办：云川市兰溪区人民政府",),
    ("版权所有 云川市",),
    ("云ICP备12345678号",),
    ("网站标识码：5300000000",),
    ("分享到：", "微信"),
)


@pytest.mark.parametrize("tail", _TAILS, ids=[t[0] for t in _TAILS])
def test_the_last_section_ends_where_the_report_does(tail: tuple[str, ...]) -> None:
    assert _texts(_page(*_body(), *tail))["other_matters"] == "无。"


@pytest.mark.parametrize(
    "text",
    ["2023年1月19日，本局召开会议。", "附件式公开共3件。", "打印机已配齐，供群众使用。", "主办单位由三家增至五家。"],
)
def test_a_sentence_of_the_last_section_is_no_end(text: str) -> None:
    assert _texts(_page(*_body()[:-1], text, "无其他事项。"))["other_matters"] == f"{text}\n无其他事项。"


def test_what_stands_between_title_and_first_heading_is_the_preamble() -> None:
    reading = read_page(report_page(E2021, title=f"<p>首页 &gt; 年报</p><h1>{TITLE}</h1>"))
    assert [p.text for p in reading.preamble] == ["本报告的统计期限为2023年1月1日至12月31日。"]


def test_cells_of_a_table_that_was_turned_to_lines_are_no_text_of_its_section() -> None:
    cells = "\n".join(cell for line in printed(E2021.table(REQUESTS)) for cell in line)
    before, after = "本年收到申请8件，办理情况如下。", "注：数据不含下级。"
    text = "\n".join([*_body()[:4], HEADINGS[2], before, cells, after, *_body()[6:]])
    reading = read_plain(text.replace(DISCLOSURE, as_pipes(printed(E2021.table(DISCLOSURE)))))
    assert _texts(reading)["requests"] == f"{before}\n{after}"


def _one_table() -> list[list[str]]:
    """Give a whole report as the rows of one table, each text in a row of its own."""
    rows: list[list[str]] = [[TITLE]]
    for part in _body():
        tables = [t for t in E2021.tables if t.key == part]
        rows += printed(tables[0]) if tables else [[part]]
    return rows


def test_a_report_pasted_into_one_table_is_read_like_any_other() -> None:
    widest = max(map(len, _one_table()))
    rows = "".join(
        f"<tr><td colspan={widest}>{row[0]}</td></tr>"
        if len(row) == 1
        else "<tr><td>" + "</td><td>".join(row) + "</td></tr>"
        for row in _one_table()
    )
    plain, pasted = _page(TITLE, *_body()), read_page(f"<table>{rows}</table>")
    assert pasted.report() == plain.report()
    assert {t.key: t.section for t in pasted.tables} == {t.key: t.section for t in plain.tables}
    assert pasted.departures == ()


def test_a_report_whose_every_line_has_pipes_is_read_like_any_other() -> None:
    pasted = read_plain("\n".join(" | ".join([*row, "", ""]) for row in _one_table()))
    assert pasted.report() == _page(TITLE, *_body()).report()


def test_articles_of_the_form_in_rows_of_their_own_stay_in_their_table() -> None:
    """第二十条第（一）项 fills a row too, and is no text of the section."""
    rows = [["二、主动公开政府信息情况"], ["第二十条第（一）项"], *printed(E2021.table(DISCLOSURE))]
    markup = "".join(f"<tr><td colspan={5 - len(r)}>" + "<td>".join(r) for r in rows)
    (section,) = read_page(f"<table>{markup}</table>").sections
    assert (section.key, section.text) == (DISCLOSURE, "")


def test_a_document_without_headings_has_no_sections() -> None:
    reading = read_plain("关于放假的通知\n各单位：")
    assert (reading.sections, reading.preamble) == ((), ())


def test_both_editions_share_their_headings() -> None:
    assert [s.title for s in E2019.sections] == [s.title for s in E2021.sections]
