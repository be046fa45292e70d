"""Knows the columns of the table of agencies by the names that people give them, Chinese or English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from monitor.settings.schema import agency_columns

_REMARK = re.compile(r"\s*\(.*\)$")


def column_of(header: str) -> str | None:
    """Give the key of the column that this header names, or None; 联系邮箱（可多个） names contacts."""
    return _by_header().get(_folded(header))


def known_headers() -> list[str]:
    """Give every header that is understood, folded."""
    return list(_by_header())


def preferred_header(key: str) -> str:
    """Give the names under which a missing column is asked for, e.g. `名称 / name`."""
    return f"{agency_columns()[key]['x-headers'][0]} / {key}"


def _folded(header: str) -> str:
    plain = unicodedata.normalize("NFKC", header).strip().lower()
    return re.sub(r"[\s-]+", "_", _REMARK.sub("", plain))


@cache
def _by_header() -> Mapping[str, str]:
    return {_folded(name): key for key, schema in agency_columns().items() for name in schema["x-headers"]}
