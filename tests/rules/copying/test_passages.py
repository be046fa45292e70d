"""What is quoted to show that two texts are alike."""

from __future__ import annotations

import pytest

from monitor.documents import Place
from monitor.extraction import Passage
from monitor.rules.copying.passages import Source, shared_passages

SHARED = "居民只能到社区打听工程进度，老年读者反映看不懂图解。"
HALF = "居民只能到社区打听工程进度，老年读者等候过久。"
OTHER = "个别科室对公开属性把握不准，拟公开文件退回修改较多。"
LONG = "热线转来的申请与窗口收到的申请分头登记，出现重复答复，群众往返奔波意见不小。"


def _source(*texts: str, report: str | None = None) -> Source:
    return Source([Passage(text, Place(paragraph=i)) for i, text in enumerate(texts)], (), report)


def _quoted(own: Source, other: Source) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.report) for quote in shared_passages(own, other)]


def test_a_sentence_is_quoted_with_its_like_from_the_other_text() -> None:
    own, other = _source(OTHER, SHARED), _source(SHARED, report="云川市清溪县人民政府")
    assert _quoted(own, other) == [(SHARED, None), (SHARED, "云川市清溪县人民政府")]


def test_the_likest_sentence_is_quoted_and_half_in_common_is_enough() -> None:
    assert [text for text, _ in _quoted(_source(HALF), _source(OTHER, SHARED))] == [HALF, SHARED]


@pytest.mark.parametrize("others", [(), (OTHER,)])
def test_where_nothing_is_alike_nothing_is_quoted(others: tuple[str, ...]) -> None:
    assert _quoted(_source(SHARED), _source(*others)) == []


def test_two_pairs_are_quoted_the_longest_first() -> None:
    texts = (HALF, SHARED, LONG, OTHER)
    assert [text for text, _ in _quoted(_source(*texts), _source(*texts))] == [LONG, LONG, OTHER, OTHER]
