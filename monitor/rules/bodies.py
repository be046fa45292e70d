"""Tells whether two names are those of one body, as people shorten and lengthen them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum, auto

from monitor.portals.regions import region_of


class Sameness(Enum):
    """Says whether a name is one of a body's own."""

    SAME = auto()
    IN_DOUBT = auto()
    """A renaming, a part of it, a name that is none: nobody is accused by it."""
    OTHER = auto()


_GOVERNMENT = re.compile(
    r"(?:政务|(?:政府)?信息)公开(?:工作)?(?:领导小组)?(?:办公室|办)?|人民政府|政府|办公厅|办公室|管理委员会|管委会|本级|机关$"
)
"""What a government, its office and its region have in common: nothing behind the region."""
_SUBDISTRICT = re.compile(r"街道(?:办事处|办)?|办事处")
_ORGAN = re.compile(r"(?:委员会|总局|分局|中心|局|委|办|厅|处|站|所)$")
_BODY = re.compile(r"(?:[局委办院厅府署队站所会部园镇乡区县市省州盟旗司校]|街道|办事处|中心|大学|医院|公司|银行|法院)$")
_PLACE = re.compile(r"[^省市州盟县区旗]{2,16}?[省市州盟县区旗]")
_LEVEL = re.compile(r"^[省市州盟县区旗](?=.{2})")
"""区发改局 says no more of where it is than 发改局."""
_SELF = re.compile(r"^[我本该].{0,6}$")
_TELLING = 2
"""Characters from which on two names that begin alike may be of one body that was renamed."""


def sameness(name: str, own: Iterable[str]) -> Sameness:
    """Tell whether `name` is one of the names of a body, short or long; without any name nothing is told."""
    written = _plain(name)
    each = [_compared(written, _plain(other)) for other in own if other.strip()]
    if not each or Sameness.SAME in each:
        return Sameness.SAME if each else Sameness.IN_DOUBT
    if Sameness.IN_DOUBT in each or _SELF.match(written) or _BODY.search(written) is None:
        return Sameness.IN_DOUBT
    return Sameness.OTHER


def _plain(name: str) -> str:
    return _LEVEL.sub("", re.sub(r"\s+|[（(][^)）]*[)）]", "", unicodedata.normalize("NFKC", name)))


def _compared(name: str, other: str) -> Sameness:
    if name == other:
        return Sameness.SAME
    if _stand_elsewhere(name, other):
        return Sameness.OTHER
    one, two = _stem(name), _stem(other)
    if not one or not two:
        return Sameness.SAME if one == two else Sameness.OTHER
    short, long = sorted((_ORGAN.sub("", one), _ORGAN.sub("", two)), key=len)
    if len(short) >= _TELLING and _is_within(short, long):
        return Sameness.SAME
    return Sameness.IN_DOUBT if short[:_TELLING] == long[:_TELLING] else Sameness.OTHER


def _stand_elsewhere(name: str, other: str) -> bool:
    """Tell whether both say where they are, and not the same; 市局兰溪分局 stands where 兰溪区局 does."""
    (here, rest), (there, others) = _seat(name), _seat(other)
    if not here or not there or _is_within(*sorted((here, there), key=len)):
        return False
    return here[:-1] not in others and there[:-1] not in rest


def _seat(name: str) -> tuple[str, str]:
    """Give the last place that a name begins with (兰溪区 of 云川市兰溪区财政局), and what stands behind it."""
    region = region_of(name)
    places = _PLACE.findall(region)
    return (places[-1] if places else region), name.removeprefix(region)


def _stem(name: str) -> str:
    """Give what a name says behind its region, without the words that a government and its offices share."""
    rest = _GOVERNMENT.sub("", name.removeprefix(region_of(name)))
    return _SUBDISTRICT.sub("街道", rest)


def _is_within(short: str, long: str) -> bool:
    """Tell whether the characters of one stand in the other, in order."""
    letters = iter(long)
    return all(letter in letters for letter in short)
