"""Finds the six sections of a report by their headings, and the text that belongs to each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from monitor.documents import Block, Document, Grid, Paragraph, Place
from monitor.extraction.labels import canonical
from monitor.extraction.model import Passage, SectionText
from monitor.form import Edition, Section

_NUMBER = re.compile(r"^\s*(?:第)?([一二三四五六七八九十])(?:部分)?\s*[、.．，,:：]?\s*")
_SUBNUMBER = re.compile(r"^\s*(?:[(（][一二三四五六七八九十\d]+[)）]|\d)")
"""（一）主动公开情况 and 1.主动公开情况 are parts of a section, whatever section they sound like."""
_LONGEST_HEADING = 48
_LONGEST_REWORDED = 32
_NO_TITLE = re.compile(r"[。；;！？!?，,]")
_TITLE_END = re.compile(
    r"(?:情况|概[况述]|措施|事项|问题|不足|困难|打算|计划|方向|改进|整改|思路|安排|说明|申请|诉讼|复议|公开)$"
)
_ADDED = re.compile(r"(?:统计表|一览表|表)?\s*[:：]?$")
_LONGEST_NAME = 30
_TAIL = re.compile(
    r"^(?:附件[:：]?|相关附件|附件下载|上一[篇条页]|下一[篇条页]|【?(?:打印|关闭)|打印本页|关闭窗口|扫一扫|分享到?|版权所有|主办单位|主办[:：]"
    r"|承办[:：]|责任编辑|编辑[:：]|来源[:：]|网站地图|网站标识码|相关(?:链接|文章|信息|阅读)|.{0,12}ICP备|.{0,12}公网安备|返回(?:顶部|首页)"
    r"|友情链接|信息来源|文件下载)"
)
_SIGNATURE_DATE = re.compile(r"^\s*(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """Holds one heading found: where it stands among the blocks, and the text run in behind it."""

    block: int
    key: str
    number: str | None
    text: str
    rest: str
    place: Place


@dataclass(frozen=True, slots=True)
class Outline:
    """Holds the sections, what stands before the first, and in which section each block stands."""

    preamble: tuple[Passage, ...]
    sections: tuple[SectionText, ...]
    headings: tuple[Heading, ...]
    end: int
    """Index of the first block after the report's last section (signature, attachments, chrome)."""

    def section_of(self, block: int) -> str | None:
        """Give the key of the section in which a block stands; None before the first."""
        before = [h.key for h in self.headings if h.block <= block]
        return before[-1] if before else None


def read_outline(document: Document, edition: Edition, title_block: int | None) -> Outline:
    """Read the sections in the order in which they stand; `title_block` is where the report begins."""
    blocks = document.blocks
    headings = _body_headings(list(_headings(blocks, edition)), edition)
    first = headings[0].block if headings else len(blocks)
    start = 0 if title_block is None or title_block > first else title_block + 1
    end = _end(blocks, headings[-1].block + 1) if headings else len(blocks)
    limits = [*(h.block for h in headings), end][1:]
    sections = tuple(_section(h, blocks, limit) for h, limit in zip(headings, limits, strict=True))
    preamble = tuple(_passages(blocks[start:first])) if headings else ()
    return Outline(preamble, sections, tuple(headings), end)


def _headings(blocks: Sequence[Block], edition: Edition) -> Iterator[Heading]:
    for i, block in enumerate(blocks):
        heading = _heading(i, block.text, block.place, edition) if isinstance(block, Paragraph) else None
        if heading is not None:
            yield heading


def is_numbered_heading(text: str, edition: Edition) -> bool:
    """Tell whether a text is the heading of a section, with its number."""
    heading = _heading(0, text, Place(), edition)
    return heading is not None and heading.number is not None


def _heading(index: int, text: str, place: Place, edition: Edition) -> Heading | None:
    """Take a paragraph for a heading if it is a title of the form, numbered or bare, alone or run in."""
    numbered = _NUMBER.match(text)
    number = numbered[1] if numbered else None
    body = text[numbered.end() :] if numbered else text
    if _SUBNUMBER.match(text):
        return None
    key = _titles(edition).get(canonical(body)) if len(body) <= _LONGEST_HEADING else None
    if key is None and numbered and numbered[0].strip() != numbered[1]:
        key = _reworded(numbered[1], body, edition)
    if key is not None:
        return Heading(index, key, number, text, "", place)
    return _run_in(index, text, place, edition) if numbered else None


def _reworded(number: str, body: str, edition: Edition) -> str | None:
    """Give the section of this number if a short text that ends like a heading names what it is about."""
    title = _ADDED.sub("", body.strip())
    if len(title) > _LONGEST_REWORDED or _NO_TITLE.search(title) or not _TITLE_END.search(title):
        return None
    named = (s.key for s in edition.sections if s.number == number and any(word in title for word in s.words))
    return next(named, None)


def _run_in(index: int, text: str, place: Place, edition: Edition) -> Heading | None:
    """Take a numbered title with the text run in behind it (六、其他需要报告的事项 无)."""
    numbered = _NUMBER.match(text)
    if numbered is None:
        return None
    body = text[numbered.end() :]
    plain = unicodedata.normalize("NFKC", body)
    for title, key in _spelled(edition):
        if plain.startswith(title) and len(plain) == len(body):
            rest = body[len(title) :].lstrip(" :：。.，,、；;")
            return Heading(index, key, numbered[1], text[: numbered.end()] + body[: len(title)], rest, place)
    return None


@cache
def _titles(edition: Edition) -> dict[str, str]:
    return {canonical(name): s.key for s in edition.sections for name in _names(s)}


@cache
def _spelled(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Give every title with its key, the longest first."""
    pairs = [(unicodedata.normalize("NFKC", n), s.key) for s in edition.sections for n in _names(s)]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _names(section: Section) -> tuple[str, ...]:
    return (section.title, *section.aliases)


def _body_headings(found: list[Heading], edition: Edition) -> list[Heading]:
    """Choose one heading a section: the run that goes forward with the most text (a table of contents has none)."""
    order = {s.key: i for i, s in enumerate(edition.sections)}
    numbered = [h for h in found if h.number] or found
    headed = {h.block for h in found}
    best: list[Heading] = []
    most = 0
    for run in _forward_runs(numbered, order):
        filled = sum(bool(h.rest) or h.block + 1 not in headed for h in run)
        if filled >= most:
            best, most = run, filled
    return sorted([*best, *_strays(found, best)], key=lambda h: h.block)


def _forward_runs(headings: Sequence[Heading], order: dict[str, int]) -> Iterator[list[Heading]]:
    """Give the run that starts at every heading: each followed by the next of a later section."""
    following: list[int | None] = [None] * len(headings)
    waiting: list[int] = []
    for i, heading in enumerate(headings):
        while waiting and order[headings[waiting[-1]].key] < order[heading.key]:
            following[waiting.pop()] = i
        waiting.append(i)
    for start in range(len(headings)):
        run: list[Heading] = []
        at: int | None = start
        while at is not None:
            run.append(headings[at])
            at = following[at]
        yield run


def _strays(found: Sequence[Heading], best: Sequence[Heading]) -> Iterator[Heading]:
    """Give the first heading of every section that the run lacks, after its start: unnumbered or out of order."""
    known = {h.key for h in best}
    for heading in found:
        if heading.key not in known and heading.block > best[0].block:
            known.add(heading.key)
            yield heading


def _section(heading: Heading, blocks: Sequence[Block], limit: int) -> SectionText:
    run_in = (Passage(heading.rest, heading.place),) if heading.rest else ()
    passages = run_in + tuple(_passages(blocks[heading.block + 1 : limit]))
    return SectionText(heading.key, heading.text, heading.number, passages, heading.place)


def _passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    return (Passage(b.text, b.place) for b in blocks if isinstance(b, Paragraph))


def _end(blocks: Sequence[Block], start: int) -> int:
    """Find where the last section ends: at a signature, a list of attachments, or the page's chrome."""
    for i in range(start, len(blocks)):
        block = blocks[i]
        if isinstance(block, Grid):
            continue
        if _TAIL.match(block.text) and not block.text.endswith(("。", "；")):
            return i
        if _SIGNATURE_DATE.match(block.text):
            return i - 1 if i - 1 > start and _is_name(blocks[i - 1]) else i
    return len(blocks)


def _is_name(block: Block) -> bool:
    return (
        isinstance(block, Paragraph) and len(block.text) <= _LONGEST_NAME and not re.search(r"[。；：，]", block.text)
    )
