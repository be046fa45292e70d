from __future__ import annotations

from datetime import date

import pytest

from monitor.documents import Document, Meta, Paragraph, Place
from monitor.extraction import Reading, date_in_address, read_report
from tests.support.figures import E2019, E2021
from tests.support.pages import read
from tests.support.sheets import TITLE, read_page, report_page

_AGENCY = "云川市兰溪区水务局"

_TITLES: tuple[tuple[str, str, str | None, int | None], ...] = (
    ("on one line", f"<h1>{TITLE}</h1>", _AGENCY, 2023),
    ("on two lines", f"<h1>{_AGENCY}<br>2023年政府信息公开工作年度报告</h1>", _AGENCY, 2023),
    ("on three lines", f"<p>{_AGENCY}</p><p>2023年政府信息公开</p><p>工作年度报告</p>", _AGENCY, 2023),
    ("cut behind the year", f"<p>{_AGENCY}2023年</p><p>政府信息公开工作年度报告</p>", _AGENCY, 2023),
    ("a crumb above a title without an agency", "<p>首页</p><p>2023年政府信息公开工作年度报告</p>", None, 2023),
    ("cut within the name", f"<p>{_AGENCY}2023年政府信息公开</p><p>工作年度报告</p>", _AGENCY, 2023),
    (
        "cut behind an office",
        "<p>兰溪区人民政府办公室</p><p>政府信息公开工作2023年度报告</p>",
        "兰溪区人民政府办公室",
        2023,
    ),
    ("named as a field", f"<p>标题：{TITLE}</p>", _AGENCY, 2023),
    ("above the path of its file", f"<h1>{TITLE}</h1><p>目录: nb/202401/7_{TITLE}</p>", _AGENCY, 2023),
    (
        "a sentence that names the report above it",
        f"<h1>{TITLE}</h1><p>本单位2022年政府信息公开工作年度报告由办公室编制，现予公布。</p>",
        _AGENCY,
        2023,
    ),
    ("year first", f"<p>2023年{_AGENCY}政府信息公开工作年度报告</p>", _AGENCY, 2023),
    ("year behind", f"<p>{_AGENCY}政府信息公开工作年度报告（2023年）</p>", _AGENCY, 2023),
    ("年度", f"<p>{_AGENCY}2023年度政府信息公开工作报告</p>", _AGENCY, 2023),
    ("关于", f"<p>{_AGENCY}关于2023年政府信息公开工作的年度报告</p>", _AGENCY, 2023),
    ("short name", f"<p>{_AGENCY}2023年政府信息公开年报</p>", _AGENCY, 2023),
    ("blanks within", f"<p>{_AGENCY} 2023 年 政府信息公开 工作年度报告</p>", _AGENCY, 2023),
    ("Chinese digits", f"<p>{_AGENCY}二〇二三年政府信息公开工作年度报告</p>", _AGENCY, 2023),
    ("Chinese digits with a circle", f"<p>{_AGENCY}二○二三年度政府信息公开工作年度报告</p>", _AGENCY, 2023),
    ("without an agency", "<p>2023年政府信息公开工作年度报告</p>", None, 2023),
    ("without a year", f"<p>{_AGENCY}政府信息公开工作年度报告</p>", _AGENCY, 2023),
    ("with a crumb before it", f"<p>当前位置：年报</p><p>{TITLE}</p>", _AGENCY, 2023),
    ("none", "<p>年报</p>", None, 2023),
)


@pytest.mark.parametrize(("what", "markup", "agency", "year"), _TITLES, ids=[t[0] for t in _TITLES])
def test_a_title_names_agency_and_year_in_its_forms(
    what: str, markup: str, agency: str | None, year: int | None
) -> None:
    """Where the title has no year, the period gives it."""
    del what
    reading = read_page(report_page(E2021, title=markup))
    assert (reading.agency, reading.year) == (agency, year)


@pytest.mark.parametrize("label", ["附件：", "附件1：", "相关附件：", "上一篇：", "下一条："])
def test_the_name_of_a_linked_document_is_no_title(label: str) -> None:
    link = f"<p>{label}云川市审计局2022年政府信息公开工作年度报告</p>"
    assert read_page(report_page(E2021, title=f"<h1>{TITLE}</h1>{link}")).title == TITLE


@pytest.mark.parametrize(
    "lines",
    [
        (f"2023 年{_AGENCY}政府信息公开", "工作年度报告"),
        (f"{_AGENCY}", "2023年政府信息公开", "工作年度报告"),
        (f"{_AGENCY}2023年", "政府信息公开工作年度报告"),
    ],
)
def test_a_title_on_several_lines_ends_where_its_name_ends(lines: tuple[str, ...]) -> None:
    text = "本年度报告根据《中华人民共和国政府信息公开条例》（以"
    markup = "".join(f"<p>{line}</p>" for line in (*lines, text, "下简称《条例》）的要求编制。"))
    assert read_page(report_page(E2021, title=markup)).title == "".join(lines)


def test_the_title_is_kept_as_written_with_its_place() -> None:
    reading = read_page(report_page(E2021, title=f"<p>首页</p><h1>{TITLE}</h1>"))
    assert (reading.title, reading.title_place and reading.title_place.paragraph) == (TITLE, 2)


def _with_head(head: str, **parts: str) -> Reading:
    return read_report(read(f"<html><head>{head}</head><body>{report_page(E2021, **parts)}</body></html>"))


def test_a_title_in_the_metadata_is_read_without_the_name_of_the_site() -> None:
    reading = _with_head(f"<title>{TITLE}_云川市兰溪区人民政府</title>", title="")
    assert (reading.title, reading.agency, reading.title_place) == (TITLE, _AGENCY, None)


def test_a_title_of_the_text_goes_before_one_of_the_metadata() -> None:
    reading = _with_head("<meta name='ArticleTitle' content='云川市审计局2022年政府信息公开工作年度报告'>")
    assert (reading.title, reading.year) == (TITLE, 2023)


def test_a_fuller_title_of_the_metadata_goes_before_a_poor_one_of_the_text() -> None:
    reading = _with_head(f"<title>{TITLE}</title>", title="<p>政府信息公开年报</p>")
    assert (reading.title, reading.agency) == (TITLE, _AGENCY)


def test_a_title_behind_the_report_is_another_reports() -> None:
    reading = read_page(report_page(E2021, title="", tail="<p>下一篇：云川市审计局2022年政府信息公开工作年度报告</p>"))
    assert (reading.title, reading.agency) == (None, None)


_PERIODS: tuple[tuple[str, tuple[date, date] | None], ...] = (
    ("统计期限为2023年1月1日至2023年12月31日。", (date(2023, 1, 1), date(2023, 12, 31))),
    ("数据统计期限自2023年1月1日起至12月31日止。", (date(2023, 1, 1), date(2023, 12, 31))),
    ("统计期限：2023 年 1 月 1 日 — 2023 年 12 月 31 日", (date(2023, 1, 1), date(2023, 12, 31))),
    ("数据期限2023.1.1-2023.12.31", (date(2023, 1, 1), date(2023, 12, 31))),
    ("统计期限为2022年12月1日至2023年11月30日。", (date(2022, 12, 1), date(2023, 11, 30))),
    ("统计期限为2023年1月1日至12月32日。", None),
    ("统计期限为2023年12月31日至2023年1月1日。", None),
    ("统计期限为2023年全年。", None),
    ("活动从2023年5月1日至5月7日。数据统计期限为2023年1月1日至12月31日。", (date(2023, 1, 1), date(2023, 12, 31))),
)


@pytest.mark.parametrize(("text", "period"), _PERIODS, ids=[p[0] for p in _PERIODS])
def test_the_statistics_period_is_read(text: str, period: tuple[date, date] | None) -> None:
    found = read_page(report_page(E2021, preamble=f"<p>{text}</p>")).period
    assert (found and (found.start, found.end)) == period
    assert found is None or found.raw in text


def test_a_period_that_breaks_over_lines_is_read() -> None:
    found = read_page(report_page(E2021, preamble="<p>统计期限为2023</p><p>年1月1日至12月31日。</p>")).period
    assert found is not None
    assert (found.start, found.end) == (date(2023, 1, 1), date(2023, 12, 31))


_DATES: tuple[tuple[str, str, str | None], ...] = (
    ("a line", "<p>发布日期：2024-01-22</p>", "2024-01-22"),
    ("with a time", "<p>发布时间： 2024-01-22 09:30:00 来源：区水务局</p>", "2024-01-22"),
    ("Chinese", "<p>【发布日期】2024年1月22日</p>", "2024-01-22"),
    ("cells", "<table><tr><td>索引号<td>1<td>发布日期<td>2024/1/22</table>", "2024-01-22"),
    ("公开日期", "<p>公开日期:2024.01.22</p>", "2024-01-22"),
    ("an impossible day", "<p>发布日期：2024-02-30</p>", None),
    ("a day without a label", "<p>2024-01-22</p>", None),
    ("the label of another thing", "<p>生效日期：2024-01-22</p>", None),
    ("a label without a day", "<table><tr><td>发布日期<td><td>2024-01-22</table>", "2024-01-22"),
)


@pytest.mark.parametrize(("what", "markup", "on"), _DATES, ids=[d[0] for d in _DATES])
def test_the_displayed_date_is_read(what: str, markup: str, on: str | None) -> None:
    del what
    reading = read_page(report_page(E2021, title=f"{markup}<h1>{TITLE}</h1>"))
    assert reading.report()["published_on"] == on


@pytest.mark.parametrize(
    ("head", "on"),
    [
        ("<meta name='PubDate' content='2024-01-22 09:30'>", date(2024, 1, 22)),
        ("<meta property='article:published_time' content='2024-01-22T09:30:00+08:00'>", date(2024, 1, 22)),
        ("<meta name='Maketime' content='2024-01-22'>", None),
        ("<meta name='PubDate' content=''>", None),
    ],
)
def test_the_date_of_the_metadata_is_read(head: str, on: date | None) -> None:
    reading = _with_head(head)
    assert reading.published_on == on
    assert all(d.source == "meta" for d in reading.dates)


@pytest.mark.parametrize("name", ["created", "modified", "creationdate", "moddate"])
def test_the_dates_of_a_file_are_told_with_their_source_and_state_no_publication(name: str) -> None:
    document = Document("docx", "0" * 64, (), meta=(Meta(name, "2024-01-22T09:30:00Z", "properties"),))
    reading = read_report(document)
    assert [(d.on, d.source, d.is_statement) for d in reading.dates] == [(date(2024, 1, 22), "properties", False)]
    assert reading.published_on is None


@pytest.mark.parametrize(
    ("address", "on"),
    [
        ("http://www.lanxi.example/zwgk/ndbg/202401/t20240122_88.html", date(2024, 1, 22)),
        ("http://www.lanxi.example/xxgk/xxgknb/2024-01-22/1234.html", date(2024, 1, 22)),
        ("http://www.lanxi.example/art/2024/1/22/art_1234_88.html", date(2024, 1, 22)),
        ("http://www.lanxi.example/nw12344/20240122/0123456789abcdef.html", date(2024, 1, 22)),
        ("http://www.lanxi.example/gkmlpt/content/9/9103/post_9103540.html", None),
        ("http://www.lanxi.example/zwgk/P020241219531612435781.pdf", None),
        ("http://www.lanxi.example/zwgk/t20241399_88.html", None),
        ("", None),
    ],
)
def test_the_day_that_an_address_names_is_told_and_states_no_publication(address: str, on: date | None) -> None:
    found = date_in_address(address)
    assert (found.on if found else None) == on
    assert found is None or (found.source, found.is_statement) == ("url", False)


def test_what_a_reader_sees_goes_before_the_metadata() -> None:
    reading = _with_head(
        "<meta name='PubDate' content='2024-01-25'>", title=f"<p>发布日期：2024-01-22</p><h1>{TITLE}</h1>"
    )
    assert reading.published_on == date(2024, 1, 22)
    assert [(d.source, d.on.day) for d in reading.dates] == [("meta", 25), ("text", 22)]


def test_a_signature_dates_the_signing_and_not_the_publication() -> None:
    reading = read_page(report_page(E2021, tail=f"<p>{_AGENCY}</p><p>2024年1月19日</p>"))
    assert reading.published_on is None
    assert [(d.source, d.on) for d in reading.dates] == [("signature", date(2024, 1, 19))]


@pytest.mark.parametrize("edition", [E2019, E2021], ids=lambda e: e.key)
def test_the_tables_tell_the_edition(edition: object) -> None:
    known = E2019 if edition is E2019 else E2021
    reading = read_page(report_page(known))
    assert (reading.edition, reading.edition_certain) == (known.key, True)


def test_labels_of_both_editions_leave_the_edition_in_doubt() -> None:
    mixed = report_page(E2021) + report_page(E2019)[-400:]
    assert not read_page(mixed + "<table><tr><td>政府集中采购<td>1</table>").edition_certain


def test_the_tables_tell_more_than_the_year() -> None:
    """A report of 2022 in the old form is read as what it is: S-05 is the rules' business."""
    document = read(f"<html><body>{report_page(E2019)}</body></html>")
    assert read_report(document, 2022).edition == "2019"


@pytest.mark.parametrize(("year", "edition"), [(2020, "2019"), (2023, "2021"), (2015, "2021"), (None, "2021")])
def test_without_tables_the_year_tells_the_edition_without_certainty(year: int | None, edition: str) -> None:
    reading = read_report(read("<html><body><p>一、总体情况</p><p>正文。</p></body></html>"), year)
    assert (reading.edition, reading.edition_certain) == (edition, False)


def test_bad_bytes_within_the_report_are_told() -> None:
    assert read_page(report_page(E2021, overview="<p>办结\ufffd件。</p>")).doubts == ("mojibake",)
    assert read_page(report_page(E2021, tail="<p>版权所有\ufffd</p>")).doubts == ()


def test_a_title_among_a_files_properties_gives_way_to_one_in_the_text() -> None:
    stale = Meta("title", f"{_AGENCY}2022年政府信息公开工作年度报告", "properties")
    line = Paragraph(f"{_AGENCY}政府信息公开工作年度报告", Place(paragraph=1))

    read = read_report(Document("docx", "0" * 64, (line,), meta=(stale,)))

    assert (read.title, read.year) == (line.text, None)


def test_a_title_among_a_files_properties_serves_where_the_text_has_none() -> None:
    named = Meta("title", TITLE, "properties")

    read = read_report(Document("docx", "0" * 64, (), meta=(named,)))

    assert (read.agency, read.year) == (_AGENCY, 2023)
