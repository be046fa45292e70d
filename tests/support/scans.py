"""Prints statutory tables with random figures, photographs them, and spoils the pictures as scanners do."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from monitor.app.demo.tables import PrintedRow, set_table
from monitor.form import Quantity, Table, edition_for

Picture = np.ndarray[Any, np.dtype[np.uint8]]

FONTS = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Zen Hei",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
)
_CHROMIUM = (
    "chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-pdf-header-footer".split()  # noqa: SIM905 - reads as a command
)
_STYLE = """
@page {{ size: A4; margin: 15mm 14mm }}
body {{ font: {size}pt '{font}', 'Noto Sans CJK SC'; margin: 0 }}
section {{ break-before: {breaks} }}
h1 {{ text-align: center; font-size: 16pt }}
h3 {{ font-size: 12pt; break-after: avoid }}
p {{ text-indent: 2em; text-align: justify }}
table {{ border-collapse: collapse; width: 100%; break-inside: {whole} }}
td {{ border: {rule} solid #000; text-align: center; padding: {padding}; }}
"""
TEXT = "全区各单位按照条例的要求公开信息，群众来信来电都有回音，网站栏目重新整理，旧的文件逐件清理后注明是否有效。"


@dataclass(frozen=True, slots=True)
class Print:
    """Holds the print of a report and the raw text of its cells by pointer."""

    html: str
    raws: Mapping[str, str]
    font: str


def print_report(year: int, seed: int, font: str, *, paged: bool = False) -> Print:
    """Set a report of a year's edition with random figures; paged: every table begins a page."""
    random = Random(seed)  # noqa: S311 - test data
    edition = edition_for(year)
    assert edition is not None
    style = _STYLE.format(
        size=random.choice((9, 9.5, 10, 10.5)),
        font=font,
        rule=random.choice(("1px", "0.5pt", "1.5px")),
        padding=random.choice(("1px 2px", "2px 3px", "3px")),
        whole=random.choice(("auto", "avoid")),
        breaks="page" if paged else "auto",
    )
    filled = {t.key: random_figures(t, random) for t in edition.tables}
    tables = {t.key: _markup(set_table(t, filled[t.key])) for t in edition.tables}
    parts = (
        f"<section><h3>{section.number}、{section.title}</h3><p>{TEXT}</p>{tables.get(section.key, '')}</section>"
        for section in edition.sections
    )
    raws = {t.pointer(*at): raw for t in edition.tables for at, raw in filled[t.key].items()}
    title = f"<h1>云川市兰溪区水务局<br>{year}年政府信息公开工作年度报告</h1>"
    return Print(f"<meta charset=utf-8><style>{style}</style>{title}{''.join(parts)}", raws, font)


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
    value = random.randrange(10 ** random.choice((1, 1, 2, 2, 3, 4, 5)))
    if quantity is Quantity.AMOUNT:
        return f"{random.randrange(10 ** random.choice((3, 5, 7))) / random.choice((10, 100))}"
    if quantity is Quantity.CHANGE:
        return random.choice(("增", "减", "+", "-", "")) + str(value)
    return f"{value:,}" if random.random() < 0.2 else str(value)


def to_pdf(html: str) -> bytes:
    """Print a page to PDF with chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(html, "utf-8")
        command = [*_CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return target.read_bytes()


def photograph(pdf: bytes, dpi: int = 200) -> Iterator[Picture]:
    """Render the pages of a PDF as RGB pictures."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield np.array(page.render(scale=dpi / 72).to_pil().convert("RGB"))
    document.close()


def as_rgb(body: bytes) -> Picture:
    """Unpack a picture."""
    return np.array(Image.open(io.BytesIO(body)).convert("RGB"))


Spoiler = Callable[[Picture, Random], Picture]


def _as_picture(values: np.ndarray[Any, Any]) -> Picture:
    picture: Picture = np.clip(values, 0, 255).astype(np.uint8)
    return picture


def shrink(factor: float) -> Spoiler:
    return lambda p, _: _as_picture(cv2.resize(p, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def noise(sigma: float) -> Spoiler:
    def spoil(picture: Picture, random: Random) -> Picture:
        grain = np.random.default_rng(random.randrange(2**32)).normal(0, sigma, picture.shape)
        return _as_picture(picture + grain)

    return spoil


def jpeg(quality: int) -> Spoiler:
    def spoil(picture: Picture, _: Random) -> Picture:
        body = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return as_rgb(body.tobytes())

    return spoil


def turn(degrees: float) -> Spoiler:
    def spoil(picture: Picture, random: Random) -> Picture:
        height, width = picture.shape[:2]
        angle = degrees * random.choice((-1, 1))
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        return _as_picture(cv2.warpAffine(picture, matrix, (width, height), borderValue=(255, 255, 255)))

    return spoil


def blur(sigma: float) -> Spoiler:
    return lambda p, _: _as_picture(cv2.GaussianBlur(p, (0, 0), sigma))


def grey_background(paper: int) -> Spoiler:
    """Lay the print on grey paper that darkens towards one corner."""

    def spoil(picture: Picture, _: Random) -> Picture:
        height, width = picture.shape[:2]
        shade = np.linspace(1, 0.85, width)[None, :, None] * np.linspace(1, 0.95, height)[:, None, None]
        return _as_picture(picture * (paper / 255) * shade + 20)

    return spoil


def seal(colour: tuple[int, int, int]) -> Spoiler:
    """Stamp a round seal on the page, somewhere in its upper half."""

    def spoil(picture: Picture, random: Random) -> Picture:
        height, width = picture.shape[:2]
        radius = width // 8
        centre = (random.randrange(2 * radius, width - 2 * radius), random.randrange(radius + 50, height // 2))
        stamp = np.full_like(picture, 255)
        cv2.circle(stamp, centre, radius, colour, max(3, radius // 20))
        cv2.circle(stamp, centre, radius // 4, colour, -1)
        for i in range(12):
            angle = i * np.pi / 6
            spot = (int(centre[0] + radius * 0.75 * np.cos(angle)), int(centre[1] + radius * 0.75 * np.sin(angle)))
            cv2.putText(stamp, "R8#"[i % 3], spot, cv2.FONT_HERSHEY_SIMPLEX, radius / 120, colour, 3)
        return _as_picture(np.minimum(picture, stamp))

    return spoil


def fade(share: float) -> Spoiler:
    """Print with little toner: only a share of the darkness is left."""
    return lambda p, _: _as_picture(255 - (255.0 - p) * share)


def wear(picture: Picture, _: Random) -> Picture:
    """Thin every stroke by a pixel: copies of copies."""
    return _as_picture(cv2.dilate(picture, np.ones((2, 2), np.uint8)))


def as_grey(picture: Picture, _: Random) -> Picture:
    """Scan without colour."""
    return _as_picture(np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2))


DEGRADATIONS: Mapping[str, tuple[Spoiler, ...]] = {
    "clean 200 dpi": (),
    "150 dpi": (shrink(0.75),),
    "noise": (noise(18),),
    "JPEG 60": (jpeg(60),),
    "JPEG 35": (jpeg(35),),
    "turned 0.5": (turn(0.5),),
    "turned 1.5, JPEG 60": (turn(1.5), jpeg(60)),
    "blurred": (blur(1.3),),
    "grey paper": (grey_background(215), noise(6), jpeg(60)),
    "red seal": (seal((215, 40, 45)), jpeg(75)),
    "grey seal": (seal((215, 40, 45)), as_grey, jpeg(75)),
    "faint": (fade(0.4), noise(4), jpeg(60)),
    "worn": (wear, blur(0.8), jpeg(60)),
    "110 dpi": (shrink(0.55), jpeg(60)),
    "150 dpi, 1.2 turned, noise, JPEG 35": (shrink(0.75), turn(1.2), noise(10), jpeg(35)),
}


def spoil(picture: Picture, steps: tuple[Spoiler, ...], seed: int) -> Picture:
    """Spoil a picture, step by step."""
    random = Random(seed)  # noqa: S311 - test data
    for step in steps:
        picture = step(picture, random)
    return picture


def as_png(picture: Picture) -> bytes:
    """Give a picture as a greyscale PNG."""
    body: bytes = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))[1].tobytes()
    return body


def as_bytes(picture: Any, kind: str, **options: Any) -> bytes:
    """Give a Pillow image in a format."""
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()
