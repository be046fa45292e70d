"""Loads the catalogues of sentences: one YAML file a language, keys joined by dots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from alerts.compose.scrub import scrub
from monitor.settings import TIME_ZONE

LANGUAGES = ("zh", "en")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - twelve quoted words read worse
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Says the sentences of one language; what is filled in is scrubbed to one line."""

    language: str
    sentences: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Give a sentence with its names filled in. Raises KeyError for an unknown key or a name not given."""
        return self.sentences[key].format(**{k: scrub(v) if isinstance(v, str) else v for k, v in values.items()})

    def by_code(self, family: str, code: str) -> str:
        """Give the sentence of a code, or the family's `other` naming the code that nobody has worded yet."""
        key = f"{family}.{code}"
        return self.sentences[key] if key in self.sentences else self(f"{family}.other", code=code)

    def day(self, day: date) -> str:
        """Write a day out."""
        return self("date", year=day.year, month=day.month, day=day.day, month_name=_MONTHS[day.month - 1])

    def instant(self, instant: datetime) -> str:
        """Write an instant out, in the zone of the office."""
        local = instant.astimezone(TIME_ZONE)
        month = {"month": local.month, "month_name": _MONTHS[local.month - 1]}
        return self("instant", year=local.year, **month, day=local.day, hour=local.hour, minute=local.minute)


@cache
def phrases(language: str) -> Phrases:
    """Load the catalogue of `zh` or `en`. Raises FileNotFoundError for another language."""
    text = files("alerts").joinpath("locale", f"{language}.yaml").read_text(encoding="utf-8")
    return Phrases(language, dict(_flat(YAML(typ="safe").load(text), "")))


def _flat(data: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
