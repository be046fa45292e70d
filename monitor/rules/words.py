"""Words findings: titles, sentences, legal basis and advice, from one catalogue a family and language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from monitor.form import Edition
from monitor.form.naming import names_of
from monitor.rules.coded import Coded, said
from monitor.rules.model import Finding, Hint
from monitor.settings import TIME_ZONE

LANGUAGES = ("zh", "en")
_PIECES = frozenset({"title", "basis", "explanation", "advice", "messages"})
_BLANK = {"zh": "空白", "en": "blank"}
_RELEVELLED = {"zh": "（主管部门已调整本条的等级：{relevelled}）", "en": " (Severity set by the office: {relevelled})"}
_COMMA = {"zh": "、", "en": ", "}


class WordsError(ValueError):
    """Says which entry of a catalogue is wrong."""


@dataclass(frozen=True, slots=True)
class Words:
    """Holds what is said of one code in one language; `messages` by variant, with {named} fields."""

    title: str
    basis: str
    explanation: str
    advice: str
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Described:
    """Holds one finding in words."""

    title: str
    message: str
    basis: str
    advice: str
    hint: str = ""
    """What may have caused it; empty where nothing is suspected."""


def words(code: str, lang: str) -> Words:
    """Give the words of a code in `zh` or `en`. Raises KeyError for a code or language that has none."""
    return catalogue(code.partition("-")[0], lang)[code]


def describe(finding: Finding, edition: Edition | None, lang: str) -> Described:
    """Say a finding in words. Raises KeyError where the catalogue lacks its variant or the finding a field."""
    own = words(finding.code, lang)
    facts = {**finding.facts, "expected": finding.expected, "actual": finding.actual, "code": finding.code}
    fields = _fields(facts, finding.pointers, edition, lang)
    message = own.messages[finding.variant].format_map(fields)
    if "relevelled" in fields:
        message += _RELEVELLED[lang].format_map(fields)
    return Described(own.title, message, own.basis, own.advice, _hint(finding.hint, edition, lang))


def _hint(hint: Hint | None, edition: Edition | None, lang: str) -> str:
    if hint is None:
        return ""
    return words(hint.code, lang).messages[hint.variant].format_map(_fields(hint.facts, hint.pointers, edition, lang))


@cache
def catalogue(family: str, lang: str) -> Mapping[str, Words]:
    """Give every code of a family with its words. Raises KeyError (no such file) or WordsError."""
    file = files("monitor.rules").joinpath("words", lang, f"{family}.yaml")
    if not file.is_file():
        raise KeyError(f"{lang}/{family}.yaml")
    data = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return {code: _words(code, pieces) for code, pieces in data.items()}


def _words(code: str, pieces: Mapping[str, Any]) -> Words:
    if unknown := set(pieces) - _PIECES:
        raise WordsError(f"{code}: unknown keys {sorted(unknown)}")
    if missing := _PIECES - {"messages"} - set(pieces):
        raise WordsError(f"{code}: missing keys {sorted(missing)}")
    return Words(**{"messages": {}, **pieces})


def _fields(facts: Mapping[str, Any], pointers: Sequence[str], edition: Edition | None, lang: str) -> dict[str, str]:
    shown = {name: _shown(value, lang) for name, value in facts.items()}
    named = [names_of(edition, pointer, lang) for pointer in pointers]
    names = named[0] if named else names_of(edition, "", lang)
    return {
        "place": names.place,
        "places": _COMMA[lang].join(n.place for n in named),
        "rows": _quoted((n.row for n in named), lang),
        "columns": _quoted((n.column for n in named), lang),
        "table": names.table,
        "row": names.row,
        "column": names.column,
        **shown,
    }


def _quoted(labels: Iterable[str], lang: str) -> str:
    return _COMMA[lang].join(f"“{label}”" for label in dict.fromkeys(labels) if label)


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(TIME_ZONE).date()
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if lang == "zh" else value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Coded):
        return said(value, lang)
    if isinstance(value, tuple | list):
        return _COMMA[lang].join(_shown(part, lang) for part in value)
    return _BLANK[lang] if value is None else str(value)
