"""Says codes of reading in words: why a document was not read, or only in part, and what helps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

_WITH = {"zh": "{what}（{do}）", "en": "{what} ({do})"}
_OTHER = "other"
_IN_DETAIL = re.compile(r"\(([a-z_]+)\)")
"""A code within a detail: what became of one of several attachments."""

Entry = Mapping[str, str]
Family = Mapping[str, Entry]


class Codes(StrEnum):
    """Closes the list of families of codes."""

    REASONS = "reasons"
    """Why a document could not be read at all."""
    DOUBTS = "doubts"
    """Why it was read only in part."""
    FORMATS = "formats"


@dataclass(frozen=True, slots=True)
class Coded:
    """Holds a code that a sentence names; in JSON it stays a code, to people it is said in words."""

    family: Codes
    code: str
    detail: str = ""
    """What was met, e.g. which component is missing: not in the words of any language."""


def said(coded: Coded, lang: str) -> str:
    """Say a code in `zh` or `en` with what to do; one that nobody has worded is said to be that, with its name."""
    family = codes(lang)[coded.family]
    entry, detail = family.get(coded.code), _in_words(coded.detail, lang)
    if entry is None:
        entry, detail = family[_OTHER], " ".join(filter(None, (coded.code, detail)))
    what = entry["detailed"].format(detail=detail) if detail and "detailed" in entry else entry["is"]
    return _WITH[lang].format(what=what, do=entry["do"]) if "do" in entry else what


@cache
def codes(lang: str) -> Mapping[str, Family]:
    """Give the catalogue of a language. Raises FileNotFoundError for another one than `zh` and `en`."""
    text = files("monitor.rules").joinpath("words", lang, "reading.yaml").read_text(encoding="utf-8")
    catalogue: Mapping[str, Family] = YAML(typ="safe").load(text)
    return catalogue


def _in_words(detail: str, lang: str) -> str:
    reasons = codes(lang)[Codes.REASONS]
    return _IN_DETAIL.sub(lambda m: f"({reasons[m[1]]['is']})" if m[1] in reasons else m[0], detail)
