"""Builds office packages part by part, for what no library writes: merges, revisions, fields, lists, and faults."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from monitor.documents import Document, Grid, Paragraph
from monitor.documents.limits import Limits
from monitor.documents.office.docx import read_docx
from monitor.documents.office.xlsx import read_xlsx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PR = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
SHA = "0" * 64
LIMITS = Limits(seconds=60)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts into a ZIP file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def word_parts(body: str, space: str = W, **more: str) -> dict[str, str | bytes]:
    """Give the parts of a Word document around its body; `numbering` and `styles` are the insides of these parts."""
    main = {"document": f'<w:document xmlns:w="{space}" {_SPACES}><w:body>{body}</w:body></w:document>'}
    inside = {name: f'<w:{name} xmlns:w="{space}" {_SPACES}>{part}</w:{name}>' for name, part in more.items()}
    target = f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PR}">{target}</Relationships>',
        **{f"word/{name}.xml": part for name, part in (main | inside).items()},
    }


def word(body: str, space: str = W, **more: str) -> Document:
    """Read a Word document around a body."""
    return read_docx(zipped(word_parts(body, space, **more)), SHA, LIMITS)


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """Give a paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def tc(inside: str = "", properties: str = "") -> str:
    """Give a cell; what is no markup becomes its paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


def tbl(*rows: str) -> str:
    """Give a table of rows, each the markup of its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def seen(document: Document) -> list[str | list[list[str]]]:
    """Give what stands in a document: texts, and tables as the text that covers each place."""
    return [block.text if isinstance(block, Paragraph) else matrix(block) for block in document.blocks]


def matrix(grid: Grid) -> list[list[str]]:
    return [[cell.raw if cell is not None else "" for cell in row] for row in grid.matrix()]


def workbook_parts(
    sheet: str, *, strings: str = "", styles: str = "", state: str = "visible"
) -> dict[str, str | bytes]:
    """Give the parts of a workbook around the inside of its first sheet; a second one says 第二页."""
    sheets = f'<sheet name="年报" sheetId="1" state="{state}" r:id="a"/><sheet name="二" sheetId="2" r:id="b"/>'
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}"/>'
        for key, kind, target in (
            ("a", "worksheet", "one.xml"),
            ("b", "worksheet", "/xl/two.xml"),
            ("s", "sharedStrings", "strings.xml"),
            ("t", "styles", "styles.xml"),
        )
    )
    target = f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/>'
    second = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>第二页</t></is></c></row></sheetData>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PR}">{target}</Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PR}">{relations}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{sheets}</sheets></workbook>',
        "xl/strings.xml": f'<sst xmlns="{_S}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_S}">{styles}</styleSheet>',
        "xl/one.xml": f'<worksheet xmlns="{_S}">{sheet}</worksheet>',
        "xl/two.xml": f'<worksheet xmlns="{_S}">{second}</worksheet>',
    }


def workbook(sheet: str, *, strings: str = "", styles: str = "", state: str = "visible") -> Document:
    """Read a workbook around the inside of its first sheet."""
    return read_xlsx(zipped(workbook_parts(sheet, strings=strings, styles=styles, state=state)), SHA, LIMITS)
