"""Holds what a finding of A-05 quotes to the paragraph in which the data stand."""

from __future__ import annotations

from monitor.extraction import masked
from monitor.rules import Finding
from monitor.rules.judge import answers
from tests.support.subjects import subject

NUMBERED = "申请人吴某（身份证号：11010519491231002X）申请公开征地批文。"
MOBILE = "申请人李某的联系电话13800138000，已予答复。"
OTHER = "本年度按时答复全部申请。"


def test_each_paragraph_is_quoted_whole_and_alone_wherever_it_stands() -> None:
    given = subject(passages={"overview": [OTHER, OTHER, NUMBERED, OTHER, MOBILE]})
    quoted = [f.evidence.quotes[0].text for f in answers("A-05", given) if isinstance(f, Finding)]
    assert quoted == [masked(NUMBERED), masked(MOBILE)]
