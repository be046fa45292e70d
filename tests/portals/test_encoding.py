from __future__ import annotations

import pytest

from monitor.portals import decode

TEXT = "云川市兰溪区财政局二〇二四年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("encoding", "declared", "name"),
    [
        ("utf-8", None, "utf-8"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8-sig", None, "utf-8"),
        ("utf-16", None, "utf-16"),
        ("gbk", None, "gb18030"),
        ("gbk", "utf-8", "gb18030"),
        ("gb18030", "iso-8859-1", "gb18030"),
        ("gb18030", "no-such-charset", "gb18030"),
    ],
)
def test_the_bytes_decide_and_the_declaration_is_a_hint(encoding: str, declared: str | None, name: str) -> None:
    assert decode(TEXT.encode(encoding), declared) == (TEXT, name)


def test_a_declared_encoding_of_another_family_is_used_where_it_fits() -> None:
    text = "정보공개 연차보고서"
    assert decode(text.encode("euc_kr"), "euc-kr") == (text, "euc_kr")


_TRADITIONAL = "本機關依法辦理政府資訊公開，並彙整一百一十二年度各項申請之統計資料與檢討事項，公布於網站。"


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "iso-8859-1", "big5"])
def test_traditional_characters_in_big5_are_told_from_gbk_by_how_common_they_are(declared: str | None) -> None:
    assert decode(_TRADITIONAL.encode("big5"), declared) == (_TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize("declared", [None, "big5", "utf-8"])
@pytest.mark.parametrize("text", [TEXT, _TRADITIONAL, "规章", "盱眙县、邗江区、睢宁县、沭阳县、泗洪县"])
def test_what_is_in_gbk_stays_in_gbk_whatever_is_declared(text: str, declared: str | None) -> None:
    assert decode(text.encode("gbk"), declared) == (text, "gb18030")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [f"<html><body><p>{TEXT}</p></body></html>", f"{TEXT}\r\n规章 | 3 | 0\r\n"])
def test_two_bytes_a_character_are_known_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), None) == (text, encoding)


def test_a_few_characters_in_gbk_are_not_drowned_by_ascii_markup() -> None:
    text, encoding = decode(b"<div></div>" * 1000 + "年报".encode("gbk"), "utf-8")
    assert encoding == "gb18030"
    assert text.endswith("年报")


def test_one_cut_character_does_not_make_a_utf_8_page_unreadable() -> None:
    text, encoding = decode((TEXT * 20).encode()[:-1], None)
    assert encoding == "utf-8"
    assert text.startswith(TEXT)
    assert text.endswith("\ufffd")


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", bytes(range(256))])
def test_no_bytes_make_it_fail(body: bytes) -> None:
    text, _ = decode(body, None)
    assert isinstance(text, str)
