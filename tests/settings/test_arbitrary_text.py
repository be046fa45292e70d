from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.settings import ConfigurationError, load_settings
from tests.support.configurations import AGENCIES, OFFICE, lay_out

FEW = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = st.sampled_from(
    ["mail", "storage", "deadlines", ": ", "\n", "  ", "- ", "[", "{", "&a ", "*a", "!!python/name:os ", "2026-13-45"]
)
YAML_LIKE = st.lists(PIECES | st.text(max_size=5), max_size=15).map("".join)


def loads_or_refuses(folder: Path) -> bool:
    try:
        load_settings(folder, {})
    except ConfigurationError as error:
        return all(str(problem) for problem in error.problems)
    return True


@FEW
@given(text=YAML_LIKE)
def test_no_text_of_the_office_file_breaks_the_loader(text: str, tmp_path: Path) -> None:
    lay_out(tmp_path, {"office.yaml": OFFICE + text.encode(errors="ignore").decode()})

    assert loads_or_refuses(tmp_path)


@FEW
@given(data=st.binary(max_size=60))
def test_no_bytes_of_the_office_file_break_the_loader(data: bytes, tmp_path: Path) -> None:
    lay_out(tmp_path, {"office.yaml": data})

    assert loads_or_refuses(tmp_path)


@FEW
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda t: t.encode(errors="ignore")))
def test_no_bytes_of_the_table_break_the_loader(data: bytes, tmp_path: Path) -> None:
    lay_out(tmp_path, {"agencies.csv": AGENCIES.encode() + data})

    assert loads_or_refuses(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "x: " + "[" * 500,
        "a: &a [*a]",
        "mail: {port: 9" + "9" * 5000 + "}",
        "mail: {timeout_seconds: 1e999}",
        "%YAML 1.1\n---\nmail: off",
        "--- a\n--- b",
        "deadlines: {township: {date: 2026-13-45}}",
        "\x00",
        "\ufeff\ufeff",
        "? - a\n: b",
        "~",
        "null # nothing",
        "!",
        "!!null",
    ],
)
def test_hostile_yaml_is_refused_without_a_traceback(text: str, tmp_path: Path) -> None:
    lay_out(tmp_path, {"office.yaml": text})

    with pytest.raises(ConfigurationError):
        load_settings(tmp_path, {})
