from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction.labels import Labels, Quality, canonical, column_labels, row_labels
from monitor.form import editions
from tests.support.figures import DISCLOSURE, E2021, REQUESTS

_ROWS = row_labels(E2021.table(REQUESTS))
_COLUMNS = column_labels(E2021.table(REQUESTS))
_DISCLOSURE = row_labels(E2021.table(DISCLOSURE))

_SAME = (
    ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
    ("（一）予以公开", "(一)予以公开"),
    ("（一）予以公开", "（一） 予以\n公开"),
    ("1.属于国家秘密", "1、属于国家秘密"),
    ("1.属于国家秘密", "1．属于国家秘密"),
    ("1.属于国家秘密", "属于国家秘密"),
    ("一、本年新收政府信息公开申请数量", "一、 本年新收政府信息公开申请数量"),
    ("3.其他", "3. 其它"),
    ("本年增/减", "本年增／减"),
    ("2.其他法律行政法规禁止公开", "2.其他法律、行政法规禁止公开"),
    ("本年收费金额（单位：万元）", "本年收费金额(单位:万元)"),
)


@pytest.mark.parametrize(("form", "published"), _SAME)
def test_punctuation_numbering_width_and_blanks_do_not_count(form: str, published: str) -> None:
    assert canonical(form) == canonical(published)


_DIFFERENT = (
    ("1.属于国家秘密", "2.重复申请"),
    ("（七）总计", "（六）其他处理"),
    ("本年制发件数", "本年废止件数"),
    ("行政处罚", "行政强制"),
)


@pytest.mark.parametrize(("one", "other"), _DIFFERENT)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("edition", editions(), ids=lambda e: e.key)
def test_every_label_of_the_form_means_its_own_key(edition: object) -> None:
    for table in next(e for e in editions() if e is edition).tables:
        for labels, items in (
            (row_labels(table), (*table.rows, *table.merged_rows)),
            (column_labels(table), table.columns),
        ):
            for item in items:
                for name in (item.label, *item.aliases):
                    assert (item.key, Quality.EXACT) in [(m.key, m.quality) for m in labels.find(name)]
                for name in item.short:
                    assert item.key in [m.key for m in labels.find(name)]


_FOUND = (
    (_ROWS, "部分公开", "partially_granted", Quality.SHORT),
    (_ROWS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partially_granted", Quality.EXACT),
    (_ROWS, "5.要求行政机关确认或重新出具已获取的信息", "declined_reconfirmation", Quality.SIMILAR),
    (
        _ROWS,
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开的申请",
        "other_no_supplement",
        Quality.SIMILAR,
    ),
    (_COLUMNS, "商业", "enterprise", Quality.SHORT),
    (_DISCLOSURE, "规范性文件", "normative_documents", Quality.SHORT),
)


@pytest.mark.parametrize(("labels", "published", "key", "quality"), _FOUND, ids=[f[1] for f in _FOUND])
def test_a_label_is_found_with_how_surely(labels: Labels, published: str, key: str, quality: Quality) -> None:
    (match,) = labels.find(published)
    assert (match.key, match.quality) == (key, quality)


@pytest.mark.parametrize(
    "published", ["", "1.", "信息内容", "行政", "公开", "规章制度汇编", "行政复议", "法人", "本年度信息公开工作很好"]
)
def test_a_word_that_is_no_label_means_nothing(published: str) -> None:
    assert _ROWS.find(published) == _COLUMNS.find(published) == _DISCLOSURE.find(published) == ()


def test_a_label_that_two_rows_share_means_both() -> None:
    assert {m.key for m in _ROWS.find("其他")} == {"other_reasons"}
    assert {m.key for m in _ROWS.find("合计")} == {"outcome_total"}


def test_a_wording_as_near_to_two_labels_means_neither() -> None:
    """本年制发件数 and 本年废止件数 differ in two characters; what stands between them is no one's."""
    assert column_labels(E2021.table(DISCLOSURE)).find("本年制止件数") == ()


@settings(max_examples=100, deadline=None)
@given(label=st.text(max_size=60))
def test_any_text_is_compared_without_harm(label: str) -> None:
    assert canonical(canonical(label)) is not None
    assert len(_ROWS.find(label)) <= 3


def test_unknown_wordings_are_not_kept_for_ever() -> None:
    labels = Labels(E2021.table(REQUESTS).rows)
    for n in range(5000):
        labels.find(f"甲{n}乙")
    assert labels._similar.cache_info().currsize <= 4096
