"""Specifies how figures are read in Chinese official prose."""

from __future__ import annotations

from decimal import Decimal

import pytest

from monitor.documents import Place
from monitor.rules.figures import Sentence, find_figures, mentions, read_number, sentences
from monitor.rules.figures.fold import fold, squeeze
from monitor.rules.figures.scope import Home, Whose, agency_of, agency_that_acts, time_of
from tests.support.readings import AGENCY, reading

HOME = Home(year=2023, names=(AGENCY,), regional=True, reviews=True)
STREET = Home(year=2023, names=("云川市兰溪区文昌街道办事处",), regional=False, reviews=False)
BUREAU = Home(year=2023, names=("云川市兰溪区住房和城乡建设局",), regional=False, reviews=False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("1,234", 1234),
        ("1，234，567", 1234567),
        ("12.5", Decimal("12.5")),
        ("二十三", 23),
        ("一百零五", 105),
        ("十", 10),
        ("两千零二十", 2020),
        ("二〇二三", 2023),
        ("三万五千", 35000),
        ("一亿二千万", 120000000),
        ("九十八点五", Decimal("98.5")),
        ("贰拾叁", 23),
        ("叁仟伍佰", 3500),
        ("一零五", 105),
        ("万", 10000),
        ("两亿", 200000000),
        ("三万五千零六", 35006),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: int | Decimal) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("申请1,234件", 1234, "件"),
        ("申请１２３４件", 1234, "件"),
        ("申请1，234件", 1234, "件"),
        ("申请二十件", 20, "件"),
        ("申请两宗", 2, "宗"),
        ("接待5件次", 5, "件次"),
        ("占33.9%", Decimal("33.9"), "%"),
        ("占33.9％", Decimal("33.9"), "%"),
        ("2023年3件", 3, "件"),
        ("申请数3件", 3, "件"),
        ("网上3件", 3, "件"),
        ("占百分之五", 5, "%"),
        ("占百分之九十八点五", Decimal("98.5"), "%"),
        ("占百分之33.9", Decimal("33.9"), "%"),
        ("提高5.3个百分点", Decimal("5.3"), "个百分点"),
        ("提高5.3百分点", Decimal("5.3"), "个百分点"),
        ("增长1.5倍", Decimal("1.5"), "倍"),
        ("规章三部", 3, "部"),
        ("收到12封", 12, "封"),
        ("申请零件", 0, "件"),
        ("申请一零五件", 105, "件"),
        ("申请十件", 10, "件"),
        ("发布一〇二三条", 1023, "条"),
        ("收到一封", 1, "封"),
        ("全市通报3件事项", 3, "件"),
    ],
)
def test_a_figure_is_a_number_with_its_unit(text: str, value: int | Decimal, unit: str) -> None:
    (figure,) = find_figures(fold(text))
    assert (figure.value, figure.unit, figure.exact) == (value, unit, True)


@pytest.mark.parametrize(
    "text",
    [
        "申请20余件",
        "申请近百二十件",
        "申请约20件",
        "申请20件左右",
        "申请1.2万件",
        "申请20至30件",
        "申请20-30件",
        "申请二三件",
        "申请三万件",
        "申请1 234件",
        "申请1,23件",
        "申请超过20件",
        "申请20件以上",
        "申请二三十件",
        "申请二十至三十件",
        "申请20件至30件",
        "申请20多件",
        "申请20件余",
        "申请十几件",
        "申请数百零五件",
        "申请上百二十件",
        "申请不足20件",
        "信息3千余条",
        "占约20%",
        "占百分之五左右",
    ],
)
def test_a_figure_that_is_not_exact_says_so(text: str) -> None:
    *_, figure = find_figures(fold(text))
    assert not figure.exact


@pytest.mark.parametrize(
    "text",
    [
        "第三件",
        "高效办成一件事",
        "十分重视",
        "千家万户",
        "第二十条第（五）项",
        "20个工作日",
        "“十四五”期间",
        "2023年12月31日",
        "一起",
        "拧成一条心",
        "12部门",
        "85分钟",
    ],
)
def test_ordinals_dates_and_set_phrases_count_nothing(text: str) -> None:
    assert list(find_figures(fold(text))) == []


def test_the_first_of_a_range_is_no_more_exact_than_the_last() -> None:
    assert [f.exact for f in find_figures(fold("申请20件—30件，办结5件"))] == [False, False, True]


def test_a_figure_knows_how_many_decimals_are_printed() -> None:
    assert [f.decimals for f in find_figures(fold("占4.30%，占32%，占百分之二点五"))] == [2, 0, 1]


def test_the_span_of_a_figure_stands_in_the_text_as_published() -> None:
    text = "共收到申请１,２３４件。"
    (figure,) = find_figures(fold(text))
    assert text[figure.start : figure.end] == "１,２３４件"


def test_blanks_between_characters_are_no_text() -> None:
    assert squeeze("受理 政府信息\n公开申请 12 件 , 见 Annex 2") == "受理政府信息公开申请12件,见Annex 2"


def _sentence(text: str) -> Sentence:
    return Sentence(text, fold(text), Place(), "overview", "", 1)


def test_every_figure_has_its_own_words() -> None:
    found = mentions(_sentence("全年收到申请20件，办结30件，共50件。"))
    assert [(m.before, int(m.figure.value)) for m in found] == [("全年收到申请", 20), ("办结", 30), ("共", 50)]


def test_an_enumeration_divides_only_after_a_figure() -> None:
    found = mentions(_sentence("行政复议、行政诉讼共3件、信访2件"))
    assert [m.before for m in found] == ["行政复议、行政诉讼共", "信访"]


def test_parentheses_belong_to_the_figure_before_them() -> None:
    found = mentions(_sentence("答复805件（含上年结转18件，另有72件顺延），均已送达，其中公开9件。"))
    by = {int(m.figure.value): m for m in found}
    assert by[18].enclosing == by[805].figure
    assert by[72].before == "另有"
    assert by[72].after == "顺延"
    assert by[9].enclosing is None
    assert [m.inside for m in found] == [False, True, True, False]
    assert by[9].earlier == ("答复805件", "均已送达")


def test_parentheses_may_open_after_no_figure() -> None:
    last, share = mentions(_sentence("比2022年（31起）下降29%"))
    assert (last.inside, last.enclosing, share.inside) == (True, None, False)


def test_parentheses_without_figures_are_left_out_unless_they_widen_a_term() -> None:
    (first,) = mentions(_sentence("申请3件（2022年收到，后补正）"))
    (second,) = mentions(_sentence("予以公开（含部分公开）3件"))
    assert first.after == ""
    assert second.before == "予以公开（含部分公开）"


def test_a_colon_ends_a_clause_but_right_before_a_figure() -> None:
    heading, told = mentions(_sentence("依申请公开情况：全年收到3件，办结：2件"))
    assert (heading.before, heading.earlier) == ("全年收到", ("依申请公开情况",))
    assert (told.before, told.earlier) == ("办结", ("依申请公开情况", "全年收到3件"))


def test_a_clause_may_begin_with_its_figure() -> None:
    received, closed = mentions(_sentence("收到申请3件，2件办结"))
    assert (received.after, closed.before, closed.after, closed.earlier) == ("", "", "办结", ("收到申请3件",))


def test_the_clauses_before_a_figure_know_where_a_group_was_closed() -> None:
    *_, last = mentions(_sentence("收到来信3件、来电2件；网上1件，信函共2件"))
    assert last.earlier == ("收到来信3件", "来电2件", "；", "网上1件")


@pytest.mark.parametrize(("count", "read"), [(59, 59), (60, 60), (61, 0)])
def test_a_sentence_too_full_of_figures_is_a_table(count: int, read: int) -> None:
    assert len(mentions(_sentence("，".join(["办结3件"] * count)))) == read


@pytest.mark.parametrize(("length", "read"), [(2000, 1), (2001, 0)])
def test_a_sentence_too_long_is_a_table(length: int, read: int) -> None:
    assert len(mentions(_sentence("办结3件".rjust(length, "公")))) == read


def test_a_thousands_comma_does_not_end_a_clause() -> None:
    (found,) = mentions(_sentence("受理申请1,234件"))
    assert (found.before, found.phrase) == ("受理申请", "受理申请1,234件")


def test_a_phrase_takes_what_follows_where_nothing_precedes() -> None:
    (found,) = mentions(_sentence("5件予以公开"))
    assert found.phrase == "5件予以公开"


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("2023年", Whose.OWN),
        ("全年", Whose.OWN),
        ("2022年", Whose.OTHER),
        ("上年度", Whose.OTHER),
        ("上半年", Whose.OTHER),
        ("2023年12月", Whose.OTHER),
        ("2023年1月1日至2023年12月31日", Whose.OWN),
        ("截至2023年底", Whose.OWN),
        ("截至目前", Whose.OTHER),
        ("近三年", Whose.OTHER),
        ("“十四五”期间", Whose.OTHER),
        ("今年以来", Whose.OWN),
        ("与2022年相比", Whose.UNSAID),
        ("较上年", Whose.UNSAID),
        ("共收到申请", Whose.UNSAID),
    ],
)
def test_a_time_is_this_year_another_or_none(words: str, whose: Whose) -> None:
    assert time_of(words, HOME) is whose


@pytest.mark.parametrize(
    ("words", "home", "whose"),
    [
        ("我区共", HOME, Whose.OWN),
        ("区政府", HOME, Whose.OWN),
        ("全区各级行政机关共", HOME, Whose.OWN),
        ("全区", HOME, Whose.OWN),
        ("2023年全区", HOME, Whose.OWN),
        ("全区各职能部门、镇街共", HOME, Whose.OWN),
        ("全区各镇街", HOME, Whose.OTHER),
        ("公民、法人或者其他组织向本机关", HOME, Whose.OWN),
        ("全市", HOME, Whose.OTHER),
        ("区政府办", HOME, Whose.OTHER),
        ("区住建局", HOME, Whose.OTHER),
        ("各部门", HOME, Whose.OTHER),
        ("政府信息公开办理", HOME, Whose.UNSAID),
        ("共依法", HOME, Whose.UNSAID),
        ("我局", BUREAU, Whose.OWN),
        ("区住建局", BUREAU, Whose.OWN),
        ("本机关", BUREAU, Whose.OWN),
        ("区教育局", BUREAU, Whose.OTHER),
        ("市局", BUREAU, Whose.OTHER),
        ("全区", BUREAU, Whose.OTHER),
        ("街道共", STREET, Whose.OWN),
        ("办事处共", STREET, Whose.OWN),
        ("局共", BUREAU, Whose.OTHER),
        ("全区各级行政机关", BUREAU, Whose.OTHER),
    ],
)
def test_an_agency_is_the_own_another_or_none(words: str, home: Home, whose: Whose) -> None:
    assert agency_of(words, home) is whose


@pytest.mark.parametrize(
    ("clause", "whose"),
    [
        ("区住建局高度重视此项工作", Whose.OTHER),
        ("区政府高度重视此项工作", Whose.OWN),
        ("按照市政府要求", Whose.UNSAID),
        ("加强与部门沟通", Whose.UNSAID),
        ("全区各部门协同配合", Whose.OWN),
        ("2023年全市共收到", Whose.OTHER),
    ],
)
def test_only_an_agency_that_begins_a_clause_acts_in_the_next(clause: str, whose: Whose) -> None:
    assert agency_that_acts(clause, HOME) is whose


def test_sentences_know_their_heading_section_and_place() -> None:
    made = reading(sections={"overview": ["（二）依申请公开。全年收到3件。办结3件。", "（三）平台建设", "发布300条"]})
    found = [s for s in sentences(made) if s.section == "overview"]
    assert [(s.text, s.heading, s.place.paragraph) for s in found] == [
        ("（二）依申请公开。", "（二）依申请公开。", 101),
        ("全年收到3件。", "（二）依申请公开。", 101),
        ("办结3件。", "（二）依申请公开。", 101),
        ("（三）平台建设", "（三）平台建设", 102),
        ("发布300条", "（三）平台建设", 103),
    ]


def test_a_line_that_was_broken_goes_on_in_the_next() -> None:
    made = reading(sections={"overview": ["全年依法依规受理政府信息公开申请十", "二件。"]})
    assert "全年依法依规受理政府信息公开申请十二件。" in {s.text for s in sentences(made)}


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("全年依法依规受理政府信息公开的", "申请12件。"), True),
        (("全年依法受理政府信息公开的", "申请12件。"), False),
        (("全年依法依规受理政府信息公开申请；", "办结12件。"), False),
        (("全年依法依规受理政府信息公开申请", "2.办结12件。"), False),
        (("（二）依申请公开工作的总体办理情况", "办结12件。"), False),
    ],
)
def test_only_a_full_line_without_an_end_goes_on(lines: tuple[str, str], *, joined: bool) -> None:
    found = [s.text for s in sentences(reading(sections={"overview": lines})) if s.section == "overview"]
    assert ("".join(lines) in found) is joined


def test_lines_without_an_end_are_joined_to_no_more_than_a_long_paragraph() -> None:
    made = reading(sections={"overview": ["公" * 4999, "开" * 20, "政" * 20]})
    assert [len(s.text) for s in sentences(made) if s.section == "overview"] == [5019, 20]


def test_titles_are_masked_and_their_length_kept() -> None:
    text = "印发《2019年工作要点》等文件"
    assert len(fold(text)) == len(text)
    assert "2019" not in fold(text)
