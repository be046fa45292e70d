"""No code of reading reaches people bare: each is said in both languages, with what to do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import monitor
from monitor.documents.read import TEXT_READERS
from monitor.documents.readers import BINARY_READERS
from monitor.fetch import FailureReason
from monitor.rules import LANGUAGES, Coded, Codes, Finding, describe, finding_json, said
from monitor.rules.coded import codes
from monitor.rules.reading_quality.unreadable import unreadable
from tests.support.subjects import subject

_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_SOURCES = [
    ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("documents", "extraction", "app", "rules/reading_quality")
    for path in sorted((Path(monitor.__file__).parent / folder).rglob("*.py"))
]


def _strings(node: ast.AST) -> set[str]:
    keys = {id(n.slice) for n in ast.walk(node) if isinstance(n, ast.Subscript)}
    found = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and id(n) not in keys}
    return {text for text in found if isinstance(text, str) and _CODE.fullmatch(text)}


def _named(node: ast.AST) -> str:
    return ast.unparse(node).lower()


def _reasons() -> Iterator[str]:
    """Give the codes with which a reading is refused: first of a ReadError, third of an Unreadable."""
    for call in (n for tree in _SOURCES for n in ast.walk(tree) if isinstance(n, ast.Call)):
        name, at = _named(call.func), {"readerror": 0, "unreadable": 2}
        if name in at and len(call.args) > at[name]:
            yield from _strings(call.args[at[name]])
    yield from (str(reason) for reason in FailureReason)
    yield from ("not_found", "is_a_folder", "no_permission", "too_large", "reader_failed", "embedded_document")


def _doubts() -> Iterator[str]:
    """Give the codes that stand where doubts are made: yielded by, assigned to or given as what is named so."""
    for node in (n for tree in _SOURCES for n in ast.walk(tree)):
        match node:
            case ast.FunctionDef() if "doubts" in node.name:
                yield from _yielded(node)
            case ast.Assign() if _named(node.targets[0]) in {"doubt", "doubts"}:
                yield from _strings(node.value)
            case ast.keyword(arg="doubts"):
                yield from _strings(node.value)
            case ast.Call() if _named(node.func).endswith("doubts.add"):
                yield from _strings(node)


def _yielded(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Yield | ast.Return | ast.Assign):
            yield from _strings(node)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_in_the_program_has_words_and_says_what_to_do(lang: str) -> None:
    catalogue = codes(lang)
    assert set(_reasons()) - set(catalogue[Codes.REASONS]) == set()
    assert set(_doubts()) - set(catalogue[Codes.DOUBTS]) == set()
    assert {*TEXT_READERS, *BINARY_READERS} - set(catalogue[Codes.FORMATS]) == set()
    assert [c for family in (Codes.REASONS, Codes.DOUBTS) for c, e in catalogue[family].items() if "do" not in e] == []


def test_the_scan_sees_what_is_there() -> None:
    assert {"encrypted", "explosive", "reader_missing", "out_of_memory", "ambiguous_archive"} <= set(_reasons())
    assert {"hidden_cells", "unruled_table", "mojibake", "picture", "no_sections"} <= set(_doubts())


def test_both_languages_word_the_same_codes() -> None:
    zh, en = ({family: set(entries) for family, entries in codes(lang).items()} for lang in LANGUAGES)
    assert zh == en
    assert set(zh) == set(map(str, Codes))


def test_a_detail_stands_where_it_helps() -> None:
    assert said(Coded(Codes.REASONS, "reader_missing", "bsdtar"), "zh") == (
        "缺少读取这种格式的组件：bsdtar（请管理员按安装说明安装）"
    )
    assert said(Coded(Codes.REASONS, "reader_missing"), "en").startswith("the component for this format is not inst")
    assert "expanded" not in said(Coded(Codes.REASONS, "too_large", "expanded"), "en")


def test_what_became_of_an_attachment_is_said_in_words_too() -> None:
    detail = "附件1 http://www.lanxi.example/nb.doc (encrypted)"
    assert "nb.doc (文件设有密码或者已加密)" in said(Coded(Codes.REASONS, "embedded_document", detail), "zh")
    assert "nb.doc (it is protected" in said(Coded(Codes.REASONS, "embedded_document", detail), "en")


def test_a_code_that_nobody_has_worded_is_said_to_be_one() -> None:
    assert said(Coded(Codes.REASONS, "unheard_of"), "zh") == "原因未归类：unheard_of（请打开原文件查看）"
    assert said(Coded(Codes.FORMATS, "unheard"), "en") == "unknown format"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", sorted(codes("zh")[Codes.REASONS]))
def test_the_operator_reads_no_code(reason: str, lang: str) -> None:
    told = next(f for f in unreadable(subject(unreadable=reason)) if isinstance(f, Finding))
    settings_apart = re.sub(r"fetching\.[a-z_]+", "", describe(told, None, lang).message)
    assert "_" not in settings_apart
    assert finding_json(told, None)["facts"]["reason"] == reason
