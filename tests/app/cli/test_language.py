from __future__ import annotations

from collections.abc import Mapping

import pytest

from monitor.app.cli.language import of_environment, take_language
from monitor.app.cli.trouble import TroubleError


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environ: Mapping[str, str], language: str) -> None:
    assert of_environment(environ) == language


@pytest.mark.parametrize(
    "line", [["--lang", "en", "check", "a"], ["check", "--lang=en", "a"], ["check", "a", "--lang", "en"]]
)
def test_the_option_may_stand_anywhere_on_the_line(line: list[str]) -> None:
    assert take_language(line, {}) == ("en", ["check", "a"])


def test_behind_two_dashes_everything_is_a_name() -> None:
    assert take_language(["check", "--", "--lang", "en"], {}) == ("zh", ["check", "--", "--lang", "en"])


@pytest.mark.parametrize("line", [["--lang", "fr"], ["--lang"], ["--lang="]])
def test_a_language_that_nobody_has_worded_is_refused(line: list[str]) -> None:
    with pytest.raises(TroubleError):
        take_language(line, {})
