"""Tells whose report a title announces: an agency that is watched, another body, or nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from monitor.portals.model import AgencyNames
from monitor.portals.regions import forms, is_region, is_seat, region_of
from monitor.portals.text import squeeze

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
_MOST = 20_000
"""Answers remembered: on a listing that agencies share each reads the same titles."""


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
    """Judge what a title says before (or behind) the words of the report, years taken out.

    A tuple of names is prepared once: hand on the same one for all titles.
    """
    body = trim(head)
    if not names or _LABELS.fullmatch(body) or _OWN_WORDS.fullmatch(body):
        return Attribution(Whose.NOBODY)
    return _book(_Same(tuple(names))).attribution(body)


def trim(head: str) -> str:
    """Strip punctuation and small words from both ends."""
    return _SMALL_WORDS.sub("", head.strip(_PUNCTUATION)).strip(_PUNCTUATION)


class _Same:
    """Compares names by identity: to compare what they hold would cost as much as to prepare them."""

    def __init__(self, names: tuple[AgencyNames, ...]) -> None:
        self.names = names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.names is self.names

    def __hash__(self) -> int:
        return id(self.names)


@lru_cache(maxsize=4)
def _book(same: _Same) -> _Book:
    return _Book([_known(agency) for agency in same.names])


@lru_cache(maxsize=20_000)
def _known(agency: AgencyNames) -> _Known:
    written = {squeeze(name) for name in agency.names} - {""}
    names = sorted({form for name in written for form in forms(name)}, key=len, reverse=True)
    return _Known(agency.id, tuple(names), max(map(region_of, names), key=len, default=""))


class _Book:
    """Holds the names of all agencies so that none is looked at in vain: an office may watch ten thousand."""

    def __init__(self, known: Sequence[_Known]) -> None:
        self._named: dict[str, list[_Known]] = {}
        self._short: dict[str, list[_Known]] = {}
        """By what is left of a name without its region."""
        for agency in known:
            for name in agency.names:
                self._named.setdefault(name, []).append(agency)
            for name in dict.fromkeys(name.removeprefix(region_of(name)) for name in agency.names):
                self._short.setdefault(name, []).append(agency)
        self._place = {agency.id: place for place, agency in reversed([*enumerate(known)])}
        self._lengths = sorted({len(name) for name in self._named})
        self._governments = _Governments(known)
        self._regions = frozenset(agency.region for agency in known) - {""}
        self._region_ends = frozenset(end for region in self._regions for end in _ends(region))
        self._anywhere = any(not agency.region for agency in known)
        self._judged: dict[str, Attribution] = {}

    def attribution(self, body: str) -> Attribution:
        """Judge whose report the words before it name, each once."""
        known = self._judged.get(body)
        if known is None:
            if len(self._judged) >= _MOST:
                self._judged.clear()
            known = self._judged[body] = self._attribution(body)
        return known

    def _attribution(self, body: str) -> Attribution:
        agency = self._all_of(body) or self._governments.of(body)
        if agency:
            return Attribution(Whose.AGENCY, agency)
        if self._is_own_region(body):
            return Attribution(Whose.NOBODY)
        similar = self._similar(body)
        if similar or _LEVEL_ONLY.fullmatch(body):
            return Attribution(Whose.SIMILAR, similar[0] if len(similar) == 1 else None)
        return Attribution(Whose.OTHER_BODY if _BODY.search(body) else Whose.UNCLEAR)

    def _all_of(self, body: str) -> str | None:
        """Find the longest name that stands in the text, with nothing around it but where it is."""
        pieces = {body[at : at + length] for length in self._lengths for at in range(len(body) - length + 1)}
        found = (
            (len(name), agency.id)
            for name in pieces & self._named.keys()
            for agency in self._named[name]
            if _is_all(body, name, agency)
        )
        return max(found, default=(0, None))[1]

    def _is_own_region(self, body: str) -> bool:
        """Tell whether a bare region is the agencies' own; one above them (云川市 for 兰溪区) is not."""
        if not is_region(body):
            return False
        return self._anywhere or body in self._region_ends or not self._regions.isdisjoint(_ends(body))

    def _similar(self, body: str) -> list[str]:
        """Give the agencies for which it may be short (发改委 for 发展和改革局) in the same place."""
        region = region_of(body)
        short = body.removeprefix(region)
        found = {
            agency.id
            for name, agencies in self._short.items()
            if _is_alike(short, name)
            for agency in agencies
            if not region or not agency.region or is_seat(region, agency.region)
        }
        return sorted(found, key=self._place.__getitem__)


class _Governments:
    """Takes a bare region for its government: 兰溪区2024年… is the report of 兰溪区人民政府."""

    def __init__(self, known: Sequence[_Known]) -> None:
        self._ending: dict[str, tuple[int, str]] = {}
        self._whole: dict[str, tuple[int, str]] = {}
        for place, agency in enumerate(known):
            for name in agency.names:
                self._add(name, (place, agency.id))

    def _add(self, name: str, agency: tuple[int, str]) -> None:
        if not name.endswith(_GOVERNMENTS):
            return
        for end in _ends(name):
            self._ending.setdefault(end, agency)
        if region_of(name):
            self._whole.setdefault(name, agency)

    def of(self, body: str) -> str | None:
        """Give the first agency that is the government of a bare region."""
        return min(self._found(body), default=(0, None))[1] if is_region(body) else None

    def _found(self, body: str) -> Iterator[tuple[int, str]]:
        for full in (body + government for government in _GOVERNMENTS):
            yield from (self._ending[full],) if full in self._ending else ()
            yield from (self._whole[end] for end in _ends(full) if end in self._whole)


def _ends(text: str) -> Iterable[str]:
    return (text[at:] for at in range(len(text)))


def _is_all(body: str, name: str, agency: _Known) -> bool:
    before, _, behind = body.rpartition(name)
    return _OWN_TAILS.fullmatch(trim(behind)) is not None and _fits(trim(before), name, agency)


def _fits(before: str, name: str, agency: _Known) -> bool:
    """Accept 云川市 before 兰溪区财政局, but not before 财政局 of 兰溪区: that is the city's."""
    if _LABELS.fullmatch(before):
        return True
    region = region_of(name)
    if region:
        return is_region(before) and is_seat(before + region, agency.region)
    seats = [full.removesuffix(name) for full in agency.names if full.endswith(name) and region_of(full)]
    return any(seat.endswith(before) for seat in seats) or is_seat(before, agency.region)


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
