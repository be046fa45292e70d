"""A short run of the fuzzer: whatever is done to a document it is answered, and what says nothing changes nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from monitor.documents.readers import BINARY_READERS
from tests.fuzz.__main__ import main
from tests.fuzz.containers import in_part, in_stream
from tests.fuzz.damage import RAW
from tests.fuzz.markup import MARKUP, TEXT, say_nothing
from tests.fuzz.seeds import MUTATORS, seeds
from tests.fuzz.trial import attempt, damaged, unchanged

_LIMIT = 20.0
_SLOWEST = {"jpg", "scan"}
"""What a picture still shows after the damage is read letter by letter."""
_BINARY = sorted(name for name in MUTATORS if name not in {"html", "text"})


def _random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - damage, no secret


@pytest.mark.parametrize("name", ["html", "text"])
@pytest.mark.parametrize("batch", range(4))
def test_a_damaged_page_or_text_is_answered(name: str, batch: int) -> None:
    for number in range(batch * 5, batch * 5 + 5):
        assert attempt(damaged(name, seeds(name), number, 7), _LIMIT).problem is None, number


@pytest.mark.slow
@pytest.mark.parametrize("name", ["html", "text"])
def test_many_damaged_pages_and_texts_are_answered(name: str) -> None:
    for number in range(150):
        assert attempt(damaged(name, seeds(name), number, 8), _LIMIT).problem is None, number


@pytest.mark.slow
@pytest.mark.parametrize("name", _BINARY)
def test_a_damaged_document_of_a_binary_format_is_answered(name: str) -> None:
    if not BINARY_READERS or not seeds(name):
        pytest.skip(f"no {name} document to damage")
    for number in range(4 if name in _SLOWEST else 20):
        assert attempt(damaged(name, seeds(name), number, 9), _LIMIT).problem is None, number


@pytest.mark.parametrize("number", range(4))
def test_comments_and_attributes_change_no_figure(number: int) -> None:
    sound = seeds("html")
    assert unchanged(sound[number % len(sound)], number, 3, _LIMIT).problem is None


@pytest.mark.parametrize("mutator", [*RAW, *MARKUP, *TEXT, in_part, in_stream], ids=lambda m: m.__name__)
def test_a_mutator_changes_what_it_is_given_and_bears_a_single_byte(mutator: object) -> None:
    assert callable(mutator)
    body = seeds("html")[0]
    assert any(mutator(body, _random(seed)) != body for seed in range(3))
    assert isinstance(mutator(b"x", _random(1)), bytes)


def test_the_same_seed_makes_the_same_document() -> None:
    sound = seeds("html")
    assert damaged("html", sound, 5, 1) == damaged("html", sound, 5, 1) != damaged("html", sound, 5, 2)


def test_a_change_that_says_nothing_is_one() -> None:
    assert b"<!-- 9 -->" in say_nothing(seeds("html")[0], _random(1))


def test_an_invented_figure_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.trial.say_nothing", lambda body, _: body.replace(b">0<", b">9<"))
    assert "figures changed" in (unchanged(seeds("html")[0], 0, 1, _LIMIT).problem or "")


@pytest.mark.parametrize(
    ("raised", "said"), [(ZeroDivisionError("here"), "ZeroDivisionError: here"), (RecursionError(), "RecursionError")]
)
def test_whatever_a_reader_raises_is_a_problem(monkeypatch: pytest.MonkeyPatch, raised: Exception, said: str) -> None:
    def read(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("tests.fuzz.trial.read_document", read)
    assert said in (attempt(b"x", _LIMIT).problem or "")


def test_a_reader_that_hangs_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr("tests.fuzz.trial.read_document", read)
    monkeypatch.setattr("tests.fuzz.trial._SECONDS_BEYOND", 0.01)
    assert "no answer" in (attempt(b"x", 0.01).problem or "")


@pytest.mark.slow
def test_the_command_counts_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sound.txt").write_bytes(seeds("text")[0])
    asked = ["--format", "text", "--count", "40", "--folder", str(tmp_path), "--keep", str(tmp_path / "kept")]
    assert main(asked) == 0
    assert capsys.readouterr().out.startswith("text  40 in ")
