"""Loads what the command line says: one catalogue a language, keys joined by dots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from monitor.app.cli.clean import clean

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """Says the sentences of one language; what is filled in is cleaned: it may come from a portal."""

    language: str
    sentences: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """Give a sentence with its names filled in. Raises KeyError for an unknown key or a name not given."""
        return self.sentences[key].format(**{k: clean(v) if isinstance(v, str) else v for k, v in values.items()})

    def has(self, key: str) -> bool:
        """Tell whether there is such a sentence."""
        return key in self.sentences

    def either(self, family: str, code: str) -> str:
        """Give the sentence of a code, or the code itself that nobody has worded yet."""
        return self.sentences.get(f"{family}.{code}", clean(code))


@cache
def words(language: str) -> Words:
    """Load the catalogue of `zh` or `en`. Raises FileNotFoundError for another language."""
    text = files("monitor.app").joinpath("words", f"{language}.yaml").read_text(encoding="utf-8")
    return Words(language, dict(_flat(YAML(typ="safe").load(text), "")))


def _flat(data: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
