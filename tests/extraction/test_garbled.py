"""What was saved as it looked in a wrong encoding is said to be garbled, never to lack its sections."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.app.examine import Question, examine
from monitor.documents import Document, read_document
from monitor.extraction import read_report
from monitor.extraction.garbled import is_garbled
from monitor.settings import Severity
from tests.support.printed import printed_report
from tests.support.written import as_page

_PLAIN = "云川市兰溪区水务局按规定编制政府信息公开工作年度报告。"
_WAYS = [("utf-8", "gbk"), ("utf-8", "gb18030"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gbk", "latin-1")]


def _saved(text: str, written: str, read: str) -> str:
    return text.encode(written).decode(read, "replace")


@pytest.mark.parametrize(("written", "read"), _WAYS)
@pytest.mark.parametrize("text", [_PLAIN, "总体情况", "行政许可", "予以公开"])
def test_a_text_read_in_the_wrong_encoding_and_saved_again_is_garbled(text: str, written: str, read: str) -> None:
    assert is_garbled([_saved(text, written, read)])


def test_bytes_lost_twice_and_signs_that_stand_for_them_are_garbled() -> None:
    assert is_garbled(["行政锟斤拷可"])
    assert is_garbled(["????????情况"])
    assert is_garbled(["办结\ufffd件"])


@pytest.mark.parametrize(
    "text",
    [
        _PLAIN,
        "淇县、涓埃之力、鍏、鏀、睢宁县、沭阳县、泗洪县、婺城区、邗江区、邳州市、盱眙县、郫都区、亳州市",
        "政府資訊公開年報：彙整各機關辦理情形",
        "Ä Ö Ü é è — “引号” … ①②③ ㎡ ℃ ‰",
        "数据：12,345.67万元（同比+3.2％）？？",
        "第二十条第（一）项",
    ],
)
def test_rare_characters_of_names_are_not(text: str) -> None:
    assert not is_garbled([text])


@pytest.mark.parametrize(("written", "read"), _WAYS)
def test_a_garbled_page_goes_to_the_operator_and_accuses_nobody(written: str, read: str) -> None:
    page = _saved(as_page(printed_report("2021")), written, read)
    document = read_document(page.encode())
    assert isinstance(document, Document)
    reading = read_report(document, 2023)
    assert "mojibake" in reading.doubts
    judgement = examine(reading, Question(datetime(2024, 3, 1, tzinfo=UTC), year=2023)).judgement
    assert judgement.verdict == "undetermined"
    assert {f.severity for f in judgement.findings} <= {Severity.SYSTEM, Severity.NOTE}
    assert [f.variant for f in judgement.findings if f.code == "E-04"] == ["partial"]
