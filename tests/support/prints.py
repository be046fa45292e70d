"""Prints statutory tables with random figures in many looks, and photographs them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random

import docx
import docx.oxml.ns
import docx.shared
import numpy as np
import pypdfium2  # type: ignore[import-untyped]

from monitor.app.demo.tables import PrintedRow, set_table
from monitor.form import Quantity, Table, edition_for
from tests.support.scans import Picture
from tests.support.written import placed, width_of

FONTS = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Zen Hei",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "AR PL SungtiL GB",
    "AR PL KaitiM GB",
    "WenQuanYi Micro Hei",
)
"""Hei, Song and Kai; a font without Chinese sets the figures alone."""
_FIGURES = ("", "", "Liberation Serif", "Liberation Sans")
"""What agencies set figures in, whatever the words are set in: the same, Times, Arial."""
_CHROMIUM = (
    "chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-pdf-header-footer".split()  # noqa: SIM905 - reads as a command
)
_WRITER = "soffice --headless --norestore --convert-to pdf".split()  # noqa: SIM905 - as above
_STYLE = """
@page {{ size: A4; margin: 15mm 14mm }}
body {{ font: {size}pt {fonts}, 'Noto Sans CJK SC'; margin: 0 }}
h1 {{ text-align: center; font-size: 16pt }}
h3 {{ font-size: 12pt; break-after: avoid; break-before: {breaks} }}
p {{ text-indent: 2em; text-align: justify }}
table {{ border-collapse: collapse; width: {width}; break-inside: {whole} }}
td {{ border: {rule} solid {ink}; text-align: {align}; padding: {padding}; }}
"""
_ALIGNMENTS = {"left": 0, "center": 1, "right": 2}
TEXT = "全区各单位按照条例的要求公开信息，群众来信来电都有回音，网站栏目重新整理，旧的文件逐件清理后注明是否有效。"


@dataclass(frozen=True, slots=True)
class Look:
    """Says what a report is set in."""

    figures: str
    """Font of figures and Latin letters; "" for that of the words."""
    font: str
    size: float
    rule: str
    ink: str
    align: str
    padding: str
    width: str
    whole: str
    breaks: str

    def told(self) -> str:
        """Name it in a word or two."""
        return f"{self.figures} {self.font} {self.size} pt, {self.rule} {self.ink}, {self.align}".strip()


@dataclass(frozen=True, slots=True)
class Print:
    """Holds a report to be set, texts and tables in order, and the raw text of its cells by pointer."""

    title: str
    parts: tuple[str | list[PrintedRow], ...]
    """A text that begins with a number is a heading."""
    raws: Mapping[str, str]
    look: Look


def print_report(year: int, seed: int, font: str, *, paged: bool = False) -> Print:
    """Set a report of a year's edition with random figures; paged: every table begins a page."""
    random = Random(seed)  # noqa: S311 - test data
    edition = edition_for(year)
    assert edition is not None
    look = Look(
        figures=random.choice(_FIGURES),
        font=font,
        size=random.choice((7.5, 9, 9, 9.5, 10, 10.5, 12)),
        rule=random.choice(("1px", "0.5pt", "1.5px", "0.25pt")),
        ink=random.choice(("#000", "#000", "#000", "#777")),
        align=random.choice(("center", "center", "center", "left", "right")),
        padding=random.choice(("1px 2px", "2px 3px", "3px", "6px 4px")),
        width=random.choice(("100%", "100%", "85%")),
        whole=random.choice(("auto", "avoid")),
        breaks="page" if paged else "auto",
    )
    has_texts = random.random() < 0.8
    filled = {t.key: random_figures(t, random) for t in edition.tables}
    tables = {t.key: set_table(t, filled[t.key]) for t in edition.tables}
    parts: list[str | list[PrintedRow]] = []
    for section in edition.sections:
        parts += [f"{section.number}、{section.title}", *([TEXT] if has_texts else [])]
        parts += [tables[section.key]] if section.key in tables else []
    raws = {t.pointer(*at): raw for t in edition.tables for at, raw in filled[t.key].items()}
    return Print(f"云川市兰溪区水务局{year}年政府信息公开工作年度报告", tuple(parts), raws, look)


def as_html(printed: Print) -> str:
    """Set a report as a page."""
    fonts = ", ".join(f"'{name}'" for name in (printed.look.figures, printed.look.font) if name)
    style = _STYLE.format(fonts=fonts, **asdict(printed.look))
    body = "".join(_markup(part) if not isinstance(part, str) else _line(part) for part in printed.parts)
    return f"<meta charset=utf-8><style>{style}</style><h1>{printed.title}</h1>{body}"


def _line(text: str) -> str:
    return f"<p>{text}</p>" if text == TEXT else f"<h3>{text}</h3>"


def _markup(rows: list[PrintedRow]) -> str:
    lines = ("".join(f"<td rowspan={c.rows} colspan={c.columns}>{escape(c.text)}</td>" for c in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def random_figures(table: Table, random: Random) -> Mapping[tuple[str, str], str]:
    """Fill a table with what agencies write: zeros, figures of every length, blanks, dashes."""
    quantities = {c.key: c.quantity for c in table.columns}
    return {(r.key, c): _figure(quantities[c], random) for r in table.rows for c in r.columns}


def _figure(quantity: Quantity, random: Random) -> str:
    if random.random() < 0.35:
        return random.choice(("0", "0", "0", "0", "0", "", "/", "-"))
    value = random.randrange(10 ** random.choice((1, 1, 2, 2, 3, 4, 5, 6)))
    if quantity is Quantity.AMOUNT:
        return f"{random.randrange(10 ** random.choice((3, 5, 7, 8))) / random.choice((10, 100, 10_000))}"
    if quantity is Quantity.CHANGE:
        return random.choice(("增", "减", "+", "-", "", "增加", "减少")) + str(value)
    return f"{value:,}" if random.random() < 0.2 else str(value)


def to_pdf(printed: Print) -> bytes:
    """Print a report to PDF with chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(as_html(printed), "utf-8")
        command = [*_CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return target.read_bytes()


def to_pdf_by_writer(printed: Print) -> bytes:
    """Print a report to PDF with LibreOffice, which closes a row that it cuts with rules."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "report.docx")
        source.write_bytes(as_ruled_docx(printed))
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [*_WRITER, profile, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf").read_bytes()


def as_ruled_docx(printed: Print) -> bytes:
    """Have python-docx set a report, every table ruled."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.size = docx.shared.Pt(printed.look.size)
    normal.font.name = printed.look.figures or printed.look.font
    normal.element.rPr.rFonts.set(docx.oxml.ns.qn("w:eastAsia"), printed.look.font)
    document.add_paragraph(printed.title)
    for part in printed.parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), width_of(part), "Table Grid")
        grid = [list(row.cells) for row in table.rows]
        for row, column, cell in placed(part):
            last = grid[row + cell.rows - 1][column + cell.columns - 1]
            own = grid[row][column].merge(last) if last is not grid[row][column] else last
            own.text = cell.text
            own.paragraphs[0].alignment = _ALIGNMENTS[printed.look.align]
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def photograph(pdf: bytes, dpi: int = 200) -> Iterator[Picture]:
    """Render the pages of a PDF as RGB pictures."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield np.array(page.render(scale=dpi / 72).to_pil().convert("RGB"))
    document.close()
