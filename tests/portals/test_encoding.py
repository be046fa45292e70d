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
    text = "政府資訊公開年報"
    assert decode(text.encode("big5"), "big5") == (text, "big5")


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
