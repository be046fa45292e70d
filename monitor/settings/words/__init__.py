"""Words the problems of a configuration: one catalogue a language, one sentence a key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

LANGUAGES = ("zh", "en")


@cache
def catalogue(language: str) -> Mapping[str, Any]:
    """Load the words of one language. Raises FileNotFoundError for one that has none."""
    text = files(__name__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    words: Mapping[str, Any] = YAML(typ="safe").load(text)
    return words


def say(key: str, facts: Mapping[str, Any], hint: Mapping[str, str], language: str) -> str:
    """Word one problem with its place and its hint; `facts` hold place, where, severity and the sentence's values."""
    words = catalogue(language)
    terms = {k: words["terms"].get(v, v) if isinstance(v, str) else v for k, v in facts.items()}
    entry = words["problems"][key]
    told = {**facts, **{k: terms[k] for k in words["termed"] if k in terms}}
    line = words["line"] if facts["where"] else words["line_without_where"]
    return str(line).format(
        **{k: told[k] for k in ("place", "where", "severity")},
        text=entry["text"].format_map(told),
        hint=_hint(words, entry, told, hint.get(language)),
    )


def _hint(words: Mapping[str, Any], entry: Mapping[str, str], told: Mapping[str, Any], own: str | None) -> str:
    if told.get("guess"):
        return str(words["did_you_mean"]).format_map(told)
    return own or entry["hint"].format_map(told)
