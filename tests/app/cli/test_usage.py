from __future__ import annotations

import pytest

from monitor.app.cli import main as entry
from monitor.app.cli.commands import COMMANDS, members
from tests.support.cli import Call


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chek", "没有命令 chek，是不是 check？"),
        ("xyzzy", "没有命令 xyzzy；"),
        ("letters sned", "没有命令 letters sned，是不是 letters send？"),
        ("--fomat x", "没有选项 --fomat；用法见 nianbao --help"),
        ("check --fomat text a", "没有选项 --fomat，是不是 --format？用法见 nianbao check --help"),
        ("check", "缺少 SOURCE；用法见 nianbao check --help"),
        ("explain", "缺少 CODE；"),
        ("check a --format pdf", "--format 的值不对，应为 text|json|jsonl|xlsx；"),
        ("check a --year 二零", "--year 的值不对，应为 YYYY；"),
        ("check a --year", "选项 --year 后面要有值；"),
        ("check a --published 2026/1/1", "--published 的值不对，应为 YYYY-MM-DD；"),
        ("cases decide x --by 张三 --reason y", "缺少选项 --state acknowledged|explained|waived；"),
        ("check a --lang fr", "--lang 的值不对，应为 zh|en；"),
        ("explain T3-1", "没有规则 T3-1；是不是 T3-01"),
        ("explain T3-01 T3-02", "命令行有误"),
    ],
)
def test_a_wrong_line_is_refused_in_one_line(nianbao: Call, line: str, said: str) -> None:
    called = nianbao(*line.split())
    assert called.status == 2
    assert called.err.startswith(f"错误：{said}")
    assert called.err.count("\n") == 1
    assert called.out == ""


def test_the_refusal_is_in_the_language_of_the_user(nianbao: Call) -> None:
    assert nianbao("chek", "--lang", "en").err.startswith("error: there is no command chek; did you mean check?")


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_teaches_every_command(nianbao: Call, name: str, language: str) -> None:
    called = nianbao(*name.split(), "--help", "--lang", language)
    assert called.status == 0
    assert f"nianbao {name}" in called.out
    assert "--lang zh|en" in called.out
    assert called.out.count(f"nianbao {name}") >= 2, "usage and example"


def test_help_without_a_command_lists_them_all(nianbao: Call) -> None:
    called = nianbao("--help")
    assert all(f"  {name} " in called.out for name in COMMANDS)
    assert nianbao().out == called.out


@pytest.mark.parametrize("group", ["letters", "cases", "config", "evidence", "db"])
def test_a_group_alone_lists_its_commands(nianbao: Call, group: str) -> None:
    called = nianbao(group)
    assert called.status == 0
    assert all(name in called.out for name in members(group))


def test_help_shows_the_defaults(nianbao: Call) -> None:
    called = nianbao("check", "--help")
    assert "（默认 text）" in called.out.replace("\n                                  ", "")


def test_the_version_is_told(nianbao: Call) -> None:
    assert nianbao("--version").out.startswith("nianbao ")


def test_the_process_leaves_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["nianbao", "explain", "T9-99"])
    with pytest.raises(SystemExit) as leaving:
        entry()
    assert leaving.value.code == 2


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt, 130), (BrokenPipeError, 141)])
def test_an_interrupt_and_a_closed_pipe_end_quietly(
    nianbao: Call, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], status: int
) -> None:
    def raising(*_: object) -> None:
        raise error

    monkeypatch.setattr("monitor.app.cli.entry._forget_output", lambda: None)
    monkeypatch.setattr("monitor.app.cli.rules.print_json", raising)
    called = nianbao("rules", "--format", "json")
    assert called.status == status
    assert "Traceback" not in called.err


def test_a_fault_of_ours_is_no_traceback(nianbao: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(*_: object) -> None:
        raise LookupError("lost")

    monkeypatch.setattr("monitor.app.cli.rules.print_json", raising)
    called = nianbao("rules", "--format", "json")
    assert (called.status, called.err.count("\n")) == (2, 1)
    assert "LookupError：lost" in called.err
