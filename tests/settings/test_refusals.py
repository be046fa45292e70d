from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.settings import ConfigurationError, Problem, ProblemSeverity, inspect, load_settings
from tests.support.configurations import BAD, lay_out

CASES = sorted(folder.name for folder in BAD.iterdir())
ENVIRON = {
    "NIANBAO_MAIL_PASSWORD": "geheim-7788",
    "NIANBAO_BAD_DSN": "geheim-7788",
}


def refused(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(folder, ENVIRON)
    return caught.value.problems


def bad(name: str, folder: Path) -> Path:
    files = {f.name: f.read_bytes() for f in (BAD / name).iterdir() if f.name != "expected.yaml"}
    return lay_out(folder, files)


def said(problem: Problem) -> dict[str, Any]:
    return {
        "file": Path(problem.file).name,
        "line": problem.line,
        "where": problem.where,
        "key": problem.key,
    }


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_configuration_is_refused_at_its_line_and_for_its_reason(name: str, tmp_path: Path) -> None:
    expected = YAML(typ="safe").load((BAD / name / "expected.yaml").read_text(encoding="utf-8"))

    assert [said(problem) for problem in refused(bad(name, tmp_path))] == expected


@pytest.mark.parametrize("name", CASES)
def test_every_refusal_says_place_and_hint_on_one_line_and_tells_no_secret(name: str, tmp_path: Path) -> None:
    for problem in refused(bad(name, tmp_path)):
        assert "geheim" not in repr(problem)
        for language, hint in (("zh", "；提示："), ("en", "; hint: ")):
            words = problem.in_words(language)
            place, _, text = words.partition(": ")
            assert place == problem.place
            assert text.count(hint) == 1
            assert not text.endswith(hint)
            assert not any(part in words for part in ("\n", "None", "geheim"))


def test_inspecting_gives_no_settings_for_a_refused_configuration_but_its_problems(tmp_path: Path) -> None:
    settings, problems = inspect(bad("unknown_key", tmp_path), {})

    assert settings is None
    assert [p.key for p in problems if p.severity is ProblemSeverity.ERROR] == ["unknown_key"]


def test_a_misspelt_key_is_answered_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (problem,) = refused(bad("unknown_key", tmp_path))

    assert str(problem).endswith("office.yaml:4: mail.prot：不认识的键 prot；提示：是不是 port？")
    assert problem.in_words("en").endswith("office.yaml:4: mail.prot: unknown key prot; hint: did you mean port?")


def test_the_hint_of_the_schema_goes_before_that_of_the_catalogue(tmp_path: Path) -> None:
    (problem,) = refused(bad("out_of_range", tmp_path))

    assert "465（tls）" in str(problem)
    assert "465 (tls)" in problem.in_words("en")


def test_the_error_itself_lists_every_problem(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(bad("everything_at_once", tmp_path), {})

    assert len(str(caught.value).splitlines()) == len(caught.value.problems) == 5


def test_missing_files_are_named_both(tmp_path: Path) -> None:
    problems = refused(tmp_path)

    assert [(Path(p.file).name, p.key) for p in problems] == [
        ("office.yaml", "file_missing"),
        ("agencies.csv", "file_missing"),
    ]


def test_a_folder_in_place_of_a_file_is_no_traceback(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "office.yaml").unlink()
    (tmp_path / "office.yaml").mkdir()

    assert [p.key for p in refused(tmp_path)] == ["file_unreadable"]


def test_the_place_is_written_as_the_operator_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad("wrong_type", tmp_path / "config")
    monkeypatch.chdir(tmp_path)

    (problem,) = refused(Path("config"))

    assert problem.place == "config/office.yaml:4"
