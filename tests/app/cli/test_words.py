from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Formatter

import pytest

import monitor.app.cli
from alerts.model import LetterState, Reason
from monitor.app.cli.commands import COMMANDS, load
from monitor.app.cli.words import LANGUAGES, words
from monitor.cases import EventKind, State
from monitor.evidence import Fault
from monitor.rules import RuleStatus, book
from monitor.settings import Kind, Severity

SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in Path(monitor.app.cli.__file__).parent.rglob("*.py"))
ASKED_FOR = set(re.findall(r'"((?:[a-z_]+\.)+(?!md")[a-z_]+)"', SOURCE))
"""Keys of sentences; the name of a guide (`rules.md`) is none."""


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    assert set(words("zh").sentences) == set(words("en").sentences)


def test_a_sentence_names_the_same_facts_in_both_languages() -> None:
    zh, en = words("zh").sentences, words("en").sentences
    assert [key for key in zh if fields(zh[key]) != fields(en[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_the_code_asks_for_is_there(language: str) -> None:
    families = {key.partition(".")[0] for key in words(language).sentences}
    wanted = {key for key in ASKED_FOR if key.partition(".")[0] in families and not key.startswith("office.")}
    assert not wanted - set(words(language).sentences)
    assert len(wanted) > 100


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_loaded_and_explained(name: str) -> None:
    command = load(name)
    say = words("zh")
    assert say.has(f"command.{name}.purpose")
    assert say.has(f"command.{name}.example")
    for param in command.params:
        assert say.has(param.help), param.name
        assert param.is_flag if hasattr(param, "is_flag") and param.is_flag else param.metavar, param.name


CLOSED_LISTS: Mapping[str, Iterable[str]] = {
    "severity": Severity,
    "kind": Kind,
    "letter_state": LetterState,
    "reason": Reason,
    "case_state": State,
    "event": EventKind,
    "fault": Fault,
    "rule_status": RuleStatus,
    "family": {entry.family for entry in book().values()},
}


@pytest.mark.parametrize("family", sorted(CLOSED_LISTS))
def test_every_member_of_a_closed_list_has_a_word(family: str) -> None:
    assert [m for m in map(str, CLOSED_LISTS[family]) if not words("zh").has(f"{family}.{m}")] == []


def test_what_is_filled_in_carries_no_control_characters() -> None:
    said = words("zh")("unread.document", source="a\x1b]0;owned\x07\u202eb\nc", why="没有这个文件")
    assert said == "读不了 a ]0;owned b c：没有这个文件"
