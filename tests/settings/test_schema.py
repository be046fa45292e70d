from __future__ import annotations

import dataclasses
import re
import string
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import monitor.settings
from monitor.settings import (
    Agency,
    Deadlines,
    Fetching,
    Kind,
    Letters,
    Level,
    Mail,
    Office,
    Schedule,
    Scope,
    Sentry,
    Severity,
    Storage,
)
from monitor.settings.office_file import SECTIONS
from monitor.settings.schema import agency_columns, config_schema
from monitor.settings.words import LANGUAGES, catalogue

RECORDS = {
    "office": Office,
    "mail": Mail,
    "letters": Letters,
    "schedule": Schedule,
    "fetching": Fetching,
    "storage": Storage,
    "sentry": Sentry,
}
NAMED_OUTSIDE = {"password_env", "password_file", "dsn_env", "database_env"}
CODE = "".join(file.read_text(encoding="utf-8") for file in Path(monitor.settings.__file__).parent.glob("*.py"))


def test_the_schema_is_a_valid_one() -> None:
    Draft202012Validator.check_schema(config_schema())


def test_the_loader_knows_the_sections_of_the_schema() -> None:
    assert list(config_schema()["properties"]) == list(SECTIONS)


@pytest.mark.parametrize("section", RECORDS)
def test_a_section_has_the_keys_of_its_record(section: str) -> None:
    keys = set(config_schema()["properties"][section]["properties"]) - NAMED_OUTSIDE

    assert keys == {f.name for f in dataclasses.fields(RECORDS[section])}


@pytest.mark.parametrize("section", sorted(set(RECORDS) - {"office", "storage"}))
def test_the_schema_states_the_defaults_of_the_model(section: str) -> None:
    record: Any = RECORDS[section]()
    for key, schema in config_schema()["properties"][section]["properties"].items():
        if "default" in schema:
            assert plain(getattr(record, key)) == schema["default"], key


def plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return list(value) if isinstance(value, tuple) else value


def test_the_columns_are_the_fields_of_an_agency() -> None:
    fields = {f.name for f in dataclasses.fields(Agency)} - {"canary_waived", "legacy_tls"}

    assert set(agency_columns()) == fields | {"canary", "tls", "remark"}


@pytest.mark.parametrize(("key", "values"), [("kind", Kind), ("level", Level), ("scope", Scope)])
def test_a_column_offers_the_values_of_its_type(key: str, values: type[StrEnum]) -> None:
    schema = agency_columns()[key]

    assert schema["enum"] == [str(value) for value in values]
    assert set(schema["x-values"].values()) == set(schema["enum"])


def test_deadlines_and_severities_offer_the_values_of_their_types() -> None:
    properties = config_schema()["properties"]
    (rule,) = properties["severities"]["patternProperties"].values()

    assert set(properties["deadlines"]["properties"]) == set(Deadlines().by_kind) == set(Kind)
    assert rule["properties"]["severity"]["enum"] == [str(value) for value in Severity]


def test_no_header_names_two_columns() -> None:
    headers = [name for schema in agency_columns().values() for name in schema["x-headers"]]

    assert len(headers) == len(set(headers))


def test_every_hint_of_the_schema_is_given_in_both_languages() -> None:
    hints = list(hints_of(config_schema()))

    assert len(hints) > 10
    assert all(set(hint) == set(LANGUAGES) for hint in hints)


def hints_of(schema: Any) -> list[dict[str, str]]:
    if not isinstance(schema, dict):
        return []
    own = [schema["x-hint"]] if "x-hint" in schema else []
    return own + [hint for value in schema.values() for hint in hints_of(value)]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_catalogues_say_the_same_problems_with_the_same_facts() -> None:
    chinese, english = (catalogue(language)["problems"] for language in LANGUAGES)

    assert set(chinese) == set(english)
    for key, entry in chinese.items():
        assert placeholders(entry["text"]) == placeholders(english[key]["text"]), key
        assert placeholders(entry["hint"]) == placeholders(english[key]["hint"]), key


def test_every_problem_of_the_catalogue_is_used() -> None:
    used = set(re.findall(r'"([a-z_]+)"', CODE)) | {"canary_without_reason"}

    assert set(catalogue("zh")["problems"]) <= used
