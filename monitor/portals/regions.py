"""Reads where a name says that a body is: 云川市兰溪区 of 云川市兰溪区财政局."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACE = re.compile(
    r"[^省市县区旗州盟]{2,8}?(?:省|市|州|盟|县|区|旗)"
    r"|[^省市县区旗州盟]{2,16}?(?:开发|示范|实验|试验|保税|合作|产业|度假|高新)区"
)
_REGION = re.compile(rf"(?:{_PLACE.pattern}){{1,4}}")


def region_of(name: str) -> str:
    """Give the region that a name begins with: 云川市兰溪区 of 云川市兰溪区财政局."""
    match = _REGION.match(name)
    return match.group() if match else ""


def is_region(text: str) -> bool:
    """Tell whether a text is a region and nothing else."""
    return bool(text) and region_of(text) == text


def is_seat(text: str, region: str) -> bool:
    """Tell whether a text may stand for a region: it is its end, or goes beyond its beginning."""
    return bool(region) and (region.endswith(text) or text.endswith(region))


def forms(name: str) -> Iterator[str]:
    """Give the name, and as it is written in its own province or city: 兰溪区财政局 for 云川市兰溪区财政局."""
    yield name
    places = _PLACE.findall(region_of(name))
    for place in places[:-1]:
        name = name.removeprefix(place)
        yield name
