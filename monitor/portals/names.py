"""Tells whose report a title announces: an agency that is watched, another body, or nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from monitor.portals.model import AgencyNames
from monitor.portals.text import squeeze

_PLACE = re.compile(
    r"[^省市县区旗州盟]{2,8}?(?:省|市|州|盟|县|区|旗)"
    r"|[^省市县区旗州盟]{2,16}?(?:开发|示范|实验|试验|保税|合作|产业|度假|高新)区"
)
_REGION = re.compile(rf"(?:{_PLACE.pattern}){{1,4}}")
_GOVERNMENTS = ("人民政府", "政府", "管理委员会", "管委会", "党工委管委会")
_OWN_WORDS = re.compile(r"(?:本|我)(?:机关|单位|部门|局|委|办|厅|院|镇|乡|街道)?|局?机关|单位|部门")
_LEVEL_ONLY = re.compile(r"[全本]?[省市县区州盟旗镇乡](?:级|人民政府|政府)?")
"""区政府 and the like: a body is meant, but which depends on who writes."""
_LABELS = re.compile(
    r"(?:(?:政府|部门|乡镇|街道|各部门|[省市县区]直部门|[省市县区]级部门)?(?:信息公开)?年报|附件\d*|最新|置顶|new|信息公开){0,3}",
    re.IGNORECASE,
)
_ORGAN = re.compile(r"(?:管理委员会|委员会|办公室|管委会|办事处|中心|局|委|办|厅|院|处|所|站|队|会)$")
_BODY = re.compile(r"[局委办院厅心司校府署队站所社处会部馆园场台镇乡道区县市省州盟旗组行网团联村库店厂室科]\)?$")
_OWN_TAILS = re.compile(r"(?:\(?(?:本级|机关|含下属单位|含直属单位|汇总)\)?)?")
_PUNCTUATION = " :：,，、.。·・|-—–_/()[]{}<>《》【】〖〗“”\"'‘’*★●◆■►▪#"
_SMALL_WORDS = re.compile(r"^(?:关于|发布)|(?:关于|的|之)$")
_SHORTEST = 2


class Whose(StrEnum):
    """Says how a title names a body."""

    NOBODY = "nobody"
    AGENCY = "agency"
    SIMILAR = "similar"
    OTHER_BODY = "other_body"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Says whose report it is; `agency` is the id where a watched agency is named or resembled."""

    whose: Whose
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    names: tuple[str, ...]
    """Squeezed, the longest first."""
    region: str
    """Where the full name says the agency is, e.g. 云川市兰溪区; empty where it does not."""


def attribute(head: str, names: Sequence[AgencyNames]) -> Attribution:
    """Judge what a title says before (or behind) the words of the report, years taken out."""
    body = trim(head)
    known = [_known(agency) for agency in names]
    if not known or _LABELS.fullmatch(body) or _OWN_WORDS.fullmatch(body):
        return Attribution(Whose.NOBODY)
    agency = _named(body, known) or _governed(body, known)
    if agency:
        return Attribution(Whose.AGENCY, agency)
    if _is_own_region(body, known):
        return Attribution(Whose.NOBODY)
    similar = [agency.id for agency in known if _resembles(body, agency)]
    if similar or _LEVEL_ONLY.fullmatch(body):
        return Attribution(Whose.SIMILAR, similar[0] if len(similar) == 1 else None)
    return Attribution(Whose.OTHER_BODY if _BODY.search(body) else Whose.UNCLEAR)


def trim(head: str) -> str:
    """Strip punctuation and small words from both ends."""
    return _SMALL_WORDS.sub("", head.strip(_PUNCTUATION)).strip(_PUNCTUATION)


def region_of(name: str) -> str:
    """Give the region that a name begins with: 云川市兰溪区 of 云川市兰溪区财政局."""
    match = _REGION.match(name)
    return match.group() if match else ""


@lru_cache(maxsize=20_000)
def _known(agency: AgencyNames) -> _Known:
    written = {squeeze(name) for name in agency.names} - {""}
    names = sorted({form for name in written for form in _forms(name)}, key=len, reverse=True)
    return _Known(agency.id, tuple(names), max(map(region_of, names), key=len, default=""))


def _forms(name: str) -> Iterator[str]:
    """Give the name, and as it is written in its own province or city: 兰溪区财政局 for 云川市兰溪区财政局."""
    yield name
    places = _PLACE.findall(region_of(name))
    for place in places[:-1]:
        name = name.removeprefix(place)
        yield name


def _named(body: str, known: Sequence[_Known]) -> str | None:
    """Find the longest name that stands in the text, with nothing around it but where it is."""
    found = (
        (len(name), agency.id)
        for agency in known
        for name in agency.names
        if name in body and _is_all(body, name, agency)
    )
    return max(found, default=(0, None))[1]


def _is_all(body: str, name: str, agency: _Known) -> bool:
    before, _, behind = body.rpartition(name)
    return _OWN_TAILS.fullmatch(trim(behind)) is not None and _fits(trim(before), name, agency)


def _fits(before: str, name: str, agency: _Known) -> bool:
    """Accept 云川市 before 兰溪区财政局, but not before 财政局 of 兰溪区: that is the city's."""
    if _LABELS.fullmatch(before):
        return True
    region = region_of(name)
    if region:
        return _is_region(before) and _is_seat(before + region, agency.region)
    seats = [full.removesuffix(name) for full in agency.names if full.endswith(name) and region_of(full)]
    return any(seat.endswith(before) for seat in seats) or _is_seat(before, agency.region)


def _is_region(text: str) -> bool:
    return bool(text) and region_of(text) == text


def _is_seat(text: str, region: str) -> bool:
    return bool(region) and (region.endswith(text) or text.endswith(region))


def _governed(body: str, known: Sequence[_Known]) -> str | None:
    """Take a bare region for its government: 兰溪区2024年… is the report of 兰溪区人民政府."""
    if not _is_region(body):
        return None
    full = tuple(body + government for government in _GOVERNMENTS)
    return next((a.id for a in known for name in a.names if name.endswith(full) or _ends(full, name)), None)


def _ends(full: tuple[str, ...], name: str) -> bool:
    return bool(region_of(name)) and any(text.endswith(name) for text in full)


def _is_own_region(body: str, known: Sequence[_Known]) -> bool:
    """Tell whether a bare region is the agencies' own; one above them (云川市 for 兰溪区) is not."""
    return _is_region(body) and any(not a.region or _is_seat(body, a.region) for a in known)


def _resembles(body: str, agency: _Known) -> bool:
    """Tell whether one may be short for the other (发改委 for 发展和改革局) in the same place."""
    region = region_of(body)
    if region and agency.region and not _is_seat(region, agency.region):
        return False
    short = body.removeprefix(region)
    names = (name.removeprefix(region_of(name)) for name in agency.names)
    return any(_is_alike(short, name) for name in names)


def _is_alike(one: str, other: str) -> bool:
    if one.startswith(other) or other.startswith(one):
        # what goes on behind a full name is a body below it: 财政局国库支付中心
        return False
    if ("府" in one) != ("府" in other):
        # 民政局 is not short for 人民政府, though its letters stand there
        return False
    stems = (_ORGAN.sub("", one), _ORGAN.sub("", other))
    return _is_within(*stems) or _is_within(stems[1], stems[0])


def _is_within(short: str, name: str) -> bool:
    """Ask for the letters of one in the other, in order."""
    letters = iter(name)
    return len(short) >= _SHORTEST and all(letter in letters for letter in short)
