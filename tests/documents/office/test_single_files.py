"""Office documents in one file: a web page in a message, and Word's XML."""

from __future__ import annotations

import quopri

import pytest

pytest.importorskip("lxml")

from monitor.documents import Document, read_document
from monitor.documents.office.mhtml import read_mhtml
from monitor.documents.office.wordxml import read_wordxml
from monitor.documents.sniff import sniff
from monitor.extraction import read_report
from tests.support.packages import LIMITS, SHA, p, seen, tbl, tc, word_parts
from tests.support.printed import differences, printed_report
from tests.support.written import as_page

_WORDML = "http://schemas.microsoft.com/office/word/2003/wordml"


def _message(page: bytes, charset: str) -> bytes:
    head = 'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=x"\r\n\r\n'
    part = (
        f'--=x\r\nContent-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    )
    picture = b"--=x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--=x--\r\n"
    return head.encode() + part.encode() + quopri.encodestring(page) + b"\r\n" + picture


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_saved_in_a_message_is_read(encoding: str) -> None:
    page = as_page(printed_report("2021")).replace("charset='utf-8'", f"charset='{encoding}'").encode(encoding)
    body = _message(page, encoding)
    assert sniff(body) == "mhtml"
    document = read_mhtml(body, SHA, LIMITS)
    assert (document.format, document.sha256) == ("mhtml", SHA)
    assert differences(read_report(document), printed_report("2021").truth) == {}


def test_a_page_saved_as_xls_is_a_page() -> None:
    document = read_document(as_page(printed_report("2019")).encode("gb18030"))
    assert isinstance(document, Document)
    assert document.format == "html"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>", "mhtml"),
        (b"MIME-Version: 1.0 <p>text about content-type: text/html", "html"),
        ("主题: 年报\n正文".encode(), "text"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'>", "wordxml"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<pkg:package xmlns:pkg='x'>", "wordxml"),
        (b"<?xml version='1.0'?>\n<office:document xmlns:table='x'><table:table>", "flatodf"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "sheetxml"),
        (b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><body>", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
        (b"<!-- " * 3000 + b"<p>", "html"),
        (b"<? " * 3000 + b"<p>", "html"),
    ],
)
def test_content_tells_them_apart(body: bytes, kind: str) -> None:
    assert sniff(body) == kind


def test_the_form_of_word_2003_is_read() -> None:
    hint = 'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    number = f'<w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、" {hint}/></w:listPr>'
    aml = "xmlns:aml='http://schemas.microsoft.com/aml/2001/core' w:type='Word.Deletion'"
    old = f"<aml:annotation {aml}><w:r><w:t>8</w:t></w:r></aml:annotation>"
    table = tbl(tc("组", '<w:vmerge w:val="restart"/>') + tc("1"), tc("", "<w:vmerge/>") + tc("2"))
    body = f"<wx:sect xmlns:wx='x'>{p('总体情况', number)}<w:p>{old}<w:r><w:t>9</w:t></w:r></w:p>{table}</wx:sect>"
    xml = f'<?xml version="1.0"?><w:wordDocument xmlns:w="{_WORDML}"><w:body>{body}</w:body></w:wordDocument>'
    document = read_wordxml(xml.encode(), SHA, LIMITS)
    assert seen(document) == ["一、 总体情况", "9", [["组", "1"], ["组", "2"]]]


def test_a_package_written_flat_is_read() -> None:
    parts = word_parts(p("总体情况") + tbl(tc("甲") + tc("1")))
    inside = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{part!s}</pkg:xmlData></pkg:part>'
        for name, part in parts.items()
        if name.endswith(("rels", "document.xml"))
    )
    xml = f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{inside}</pkg:package>'
    assert seen(read_wordxml(xml.encode(), SHA, LIMITS)) == ["总体情况", [["甲", "1"]]]
