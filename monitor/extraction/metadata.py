"""Finds what a report says of itself: title, agency, year, period, publication date — each with its source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from monitor.documents import Block, Document, Paragraph, Place
from monitor.extraction.model import DateFound, Period

_SUBJECT = r"(?:(?:政府|政务)?信息[与和及](?:政府信息|政务|信息)|政务[与和及](?:政府)?信息|(?:政府|政务)?信息|政务)公开"
_STATUTORY = (
    rf"{_SUBJECT}(?:工作)?(?:情况)?(?:的)?(?:\d{{4}}年?)?(?:年度(?:工作)?报告|年报|年度报表|(?:总结|工作总结)?报告)"
)
_TITLE = re.compile(rf"^(?P<before>.*?)(?P<name>{_STATUTORY}|政府信息(?:工作)?年度报告)(?P<after>.*)$")
_NEAR_MISS = re.compile(r"图解|解读|读懂|看懂|学年|通知|的函|制度|指南|办法|有关事项|编制")
"""Words around the name that make it another paper on the report, or a school's report."""
_HALF_TITLE = re.compile(r"(?:政府)?信息公开(?:工作)?$|政府信息$|政府$")
_BEFORE_NAME = re.compile(
    r"(?:\d{4}\s*年?度?|[局委会府办厅部处所站队院社团园区镇乡馆校司行室署县市旗]|中心|街道|大学|中学|公司)(?:本级)?$"
)
"""How names of agencies end: a crumb of the page (首页, 年报) above a title is none."""
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2}|[二〇○零一九八七六五四三]{4})\s*年?度?")
_META_TITLES = frozenset({"articletitle", "title"})
_LONGEST_TITLE = 70
_PUNCTUATION = re.compile(r"[。；，;、]")
_LINK = re.compile(r"(?:相关)?附件(?:下载)?\d*:|[上下]一[篇条页]:")
"""Before the name of another document, which the page only links."""
_PATH = re.compile(r"://|[/\\][^/\\]+[/\\]")
"""In the name of a file or an address."""
_FIELD = re.compile(r"^\s*(?:标题|题名|名称|信息名称|文件名称|信息标题|文章标题)\s*[:：]\s*")
"""What a page's own fields are called, before their value."""
_SENTENCE = re.compile(r"[。；，;]")
"""What a title has not, behind its name either: there it is a sentence on the report."""
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

_DAY = r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*日?"
_DAY_SHORT = r"(?:(\d{4})\s*[年./\-])?\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*日?"
_PERIOD = re.compile(rf"{_DAY}\s*(?:0?0:00)?\s*(?:起)?\s*(?:至|到|—+|－|-+|~|～)\s*{_DAY_SHORT}")
_PUBLISHED = re.compile(rf"(?:发布|公开|公布|发文|上网|刊登|发表)(?:日期|时间)\s*[:：]?\s*(?:】|\])?\s*{_DAY}")
_PUBLISHED_LABEL = re.compile(r"^[【\[]?(?:发布|公开|公布|发文|上网)(?:日期|时间)[】\]]?\s*[:：]?$")
_ONLY_DAY = re.compile(rf"^\s*{_DAY}(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*$")
_META_DATES = ("pubdate", "publishdate", "firstpublishedtime", "publishtime", "article:published_time")

_PROPERTIES_DATES = ("created", "modified", "creationdate", "moddate")
_IN_ADDRESS = (
    re.compile(r"(?<=[/t_])(20\d\d)(\d\d)(\d\d)(?=[/_.]|$)"),
    re.compile(r"(?<=/)(20\d\d)([-/])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?=/)"),
)
"""As content systems write them: t20240120_88.html, /20240120/; /2024-01-20/, /art/2024/1/20/."""


@dataclass(frozen=True, slots=True)
class Title:
    """Holds the title with what it says; `block` is the last block it stands in, None for metadata."""

    text: str
    agency: str | None
    year: int | None
    place: Place | None
    block: int | None


def read_title(document: Document, before: int) -> Title | None:
    """Find the title: above block `before`, the fullest one, the nearest to the text; else in the metadata.

    A file's properties speak last: they often stand as they were in the file of another year.
    """
    found = [t for t in _titles(document.blocks[:before]) if t is not None]
    page = [*_meta_titles(document, "properties", wanted=False), *found]
    return max(page or _meta_titles(document, "properties", wanted=True), key=_fullness, default=None)


def _meta_titles(document: Document, source: str, *, wanted: bool) -> list[Title]:
    """Give the titles of the metadata that are (or are not) of this source."""
    named = (m.value for m in document.meta if m.name in _META_TITLES and (m.source == source) is wanted)
    return [t for value in named if (t := _title(value, None, None)) is not None]


def _fullness(title: Title) -> tuple[int, int]:
    return (title.agency is not None) + (title.year is not None), -1 if title.block is None else title.block


def _titles(blocks: Sequence[Block]) -> Iterator[Title | None]:
    for i, block in enumerate(blocks):
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_TITLE:
            yield _title(block.text, block.place, i)
            yield from _joined(blocks, i)


def _joined(blocks: Sequence[Block], i: int) -> Iterator[Title | None]:
    """Put a title that stands on two or three lines together again."""
    for count in (2, 3):
        lines = [b.text for b in blocks[i : i + count] if isinstance(b, Paragraph)]
        whole = "".join(lines)
        short = len(lines) == count and len(whole) <= _LONGEST_TITLE
        ended = not short or any(_TITLE.match("".join(lines[:end])) for end in range(2, count))
        if not ended and _begins_title(lines[0], "".join(lines[1:])) and not any(map(_TITLE.match, lines[1:-1])):
            yield _title(whole, blocks[i].place, i + count - 1)


def _begins_title(line: str, behind: str) -> bool:
    """Tell whether a line is the beginning of the title behind it: its agency, its year, or the half of its name."""
    if _PUNCTUATION.search(line):
        return False
    rest = _title(behind, None, None)
    pattern = _HALF_TITLE if rest is None else _BEFORE_NAME if rest.agency is None else None
    return pattern is not None and pattern.search(line) is not None


def _title(text: str, place: Place | None, block: int | None) -> Title | None:
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = _TITLE.match(squeezed)
    if found is None or _PUNCTUATION.search(found["before"]) or _SENTENCE.search(found["after"]):
        return None
    if _LINK.match(squeezed) or _PATH.search(squeezed) or _NEAR_MISS.search(f"{found['before'][-4:]}|{found['after']}"):
        return None
    year = next((y for part in ("before", "name", "after") if (y := _YEAR.search(found[part]))), None)
    return Title(
        text=_as_written(text, found),
        agency=_agency(found["before"]),
        year=_int_year(year["year"]) if year else None,
        place=place,
        block=block,
    )


def _as_written(text: str, found: re.Match[str]) -> str:
    """Give the title without the site's name behind it (…年度报告-某市政府网)."""
    text, rest = _FIELD.sub("", text), len(found["after"])
    return text if rest == 0 or text[-rest:] != found["after"] or found["after"][0] not in "-_|—" else text[:-rest]


def _agency(before: str) -> str | None:
    name = re.sub(r"^.*[:>》]", "", _YEAR.sub("", before))
    name = re.sub(r"^(?:关于|公布|发布|度)+|(?:关于|的|本级|度)+$", "", name).strip("-—_·,")
    return name if len(name) >= 2 else None  # noqa: PLR2004 - the shortest name of an agency


def _int_year(text: str) -> int | None:
    digits = text.translate(_CHINESE_DIGITS)
    return int(digits) if digits.isdigit() else None


def read_period(passages: Sequence[tuple[str, Place]]) -> Period | None:
    """Find the statistics period: two days joined by 至, in a sentence on statistics if there is one."""
    wrapped = [(a + b, place) for (a, place), (b, _) in pairwise(passages)]
    found = [(text, place, m) for text, place in (*passages, *wrapped) for m in _PERIOD.finditer(text)]
    found.sort(key=lambda f: not re.search("统计|数据|期限", _sentence(f[0], f[2])))
    for _, place, m in found:
        start = _day(m[1], m[2], m[3])
        end = _day(m[4] or m[1], m[5], m[6])
        if start and end and start <= end:
            return Period(start, end, m[0], place)
    return None


def _sentence(text: str, found: re.Match[str]) -> str:
    start = max(text.rfind(end, 0, found.start()) for end in "。；\n")
    return text[start + 1 : found.end()] + text[found.end() :].partition("。")[0]


def read_dates(document: Document, end: int) -> tuple[DateFound, ...]:
    """Find every statement of the publication date; `end` is the block after the last section (signature)."""
    stated = (*_labelled_dates(document.blocks), *_signature(document.blocks[end:]))
    return (*_meta_dates(document), *stated, *_properties_dates(document))


def date_in_address(address: str) -> DateFound | None:
    """Find the day that an address names: often that of an import, so no statement of its publication."""
    close, parted = (pattern.search(address) for pattern in _IN_ADDRESS)
    found = close or parted
    if found is None:
        return None
    on = _day(*close.groups()) if close else _day(found[1], found["month"], found["day"])
    return DateFound(on, found[0], "url") if on else None


def _properties_dates(document: Document) -> Iterator[DateFound]:
    for meta in document.meta:
        if meta.name in _PROPERTIES_DATES and (m := re.match(_DAY, meta.value)) and (on := _day(*m.groups())):
            yield DateFound(on, f"{meta.name} {meta.value}", "properties")


def _meta_dates(document: Document) -> Iterator[DateFound]:
    for meta in document.meta:
        if meta.name in _META_DATES and (m := re.match(_DAY, meta.value)) and (on := _day(*m.groups())):
            yield DateFound(on, meta.value, "meta")


def _labelled_dates(blocks: Sequence[Block]) -> Iterator[DateFound]:
    texts = list(_texts(blocks))
    for i, (text, place) in enumerate(texts):
        if "日期" not in text and "时间" not in text:  # nearly all
            continue
        if (m := _PUBLISHED.search(text)) and (on := _day(*m.groups())):
            yield DateFound(on, m[0], "text", place)
        elif _PUBLISHED_LABEL.match(text) and i + 1 < len(texts):
            m = _ONLY_DAY.match(texts[i + 1][0])
            if m and (on := _day(*m.groups())):
                yield DateFound(on, f"{text} {m[0]}", "text", texts[i + 1][1])


def _signature(blocks: Sequence[Block]) -> Iterator[DateFound]:
    for text, place in list(_texts(blocks))[:4]:
        if (m := _ONLY_DAY.match(text)) and (on := _day(*m.groups())):
            yield DateFound(on, m[0], "signature", place)


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, Place]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.place
        else:
            yield from ((c.raw, c.place) for c in block.cells if c.raw)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
