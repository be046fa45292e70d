from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from alerts import outbox
from alerts.model import LetterState
from monitor.app.cli.init import example_files
from monitor.cases import CaseEvent, CaseKey, EventKind, State
from monitor.evidence import Archive
from monitor.fetch import Response
from monitor.rules import Presence, finding_json
from monitor.settings import load_settings
from monitor.store import Store, Watched, captures, cases, instance, letters, listings
from tests.support.cases import wrong_sum
from tests.support.cli import Call, caller
from tests.support.configurations import AGENCIES, OFFICE, lay_out
from tests.support.letters import NOON, letter
from tests.support.store import fresh_store

YEAR = datetime.now(UTC).year - 1
"""The year whose reports are watched today."""


UNKNOWN_RULE = "severities:\n  S-77: {severity: note, reason: 试行}\n"
UNKNOWN_FAMILY = AGENCIES.replace("contact", "contact,family").replace("@lanxi.example\n", "@lanxi.example,trz\n")
WITHOUT_LISTINGS = re.sub("https://[^,]*", "", AGENCIES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "config")


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with fresh_store(folder) as made:
        yield made


@pytest.fixture
def office(capsys: pytest.CaptureFixture[str], folder: Path) -> Call:
    return caller(capsys, NIANBAO_CONFIG=str(folder))


def case(state: State = State.OPEN) -> CaseEvent:
    finding = wrong_sum()
    key = CaseKey("lx-water", YEAR, finding.code, finding.pointers)
    worded = finding_json(finding, None)
    return CaseEvent(key, EventKind.OPENED, NOON, state, finding.severity, worded, None)


def test_the_example_runs_as_it_is(nianbao: Call, tmp_path: Path) -> None:
    called = nianbao("init", tmp_path / "new" / "config")
    assert called.status == 0
    assert f"nianbao config check {tmp_path}/new/config" in called.out
    assert nianbao("config", "check", tmp_path / "new" / "config").status == 0
    assert load_settings(tmp_path / "new" / "config", {}).agencies


def test_the_example_overwrites_nothing_unless_forced(nianbao: Call, folder: Path) -> None:
    refused = nianbao("init", folder)
    assert refused.status == 2
    assert "office.yaml, agencies.csv" in refused.err
    assert (folder / "office.yaml").read_text(encoding="utf-8") == OFFICE
    assert nianbao("init", folder, "--force").status == 0
    assert (folder / "office.yaml").read_bytes() == example_files()[0].read_bytes()


def test_a_sound_configuration_is_summed_up(nianbao: Call, folder: Path) -> None:
    called = nianbao("config", "check", folder)
    assert called.status == 0
    assert called.out.startswith("配置可用：2 个单位")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"office.yaml": OFFICE + UNKNOWN_RULE}, "office.yaml:4: severities.S-77"),
        ({"agencies.csv": UNKNOWN_FAMILY}, "agencies.csv:2: lx：没有网站类型 trz"),
        ({"office.yaml": OFFICE + "colour: red\n"}, "office.yaml:3: "),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    nianbao: Call, tmp_path: Path, files: dict[str, str], said: str
) -> None:
    called = nianbao("config", "check", lay_out(tmp_path / "config", files))
    assert called.status == 2
    assert said in called.err
    assert called.out.startswith("配置不可用：")


def test_opened_hosts_are_warned_of(nianbao: Call, tmp_path: Path) -> None:
    files = {"office.yaml": OFFICE + "fetching: {allow_hosts: [intranet]}\n"}
    called = nianbao("config", "check", lay_out(tmp_path / "config", files))
    assert called.status == 0
    assert "intranet" in called.err


def test_a_wrong_configuration_stops_every_command_with_its_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = lay_out(tmp_path / "config", {"office.yaml": OFFICE + "colour: red\n"})
    called = caller(capsys, NIANBAO_CONFIG=str(folder))("status")
    assert called.status == 2
    assert "office.yaml:3" in called.err
    assert "Traceback" not in called.err


@pytest.mark.parametrize(
    "line", ["status", "sweep", "run", "letters list", "cases list", "db upgrade", "evidence verify"]
)
def test_without_a_configuration_it_is_told_how_to_get_one(nianbao: Call, tmp_path: Path, line: str) -> None:
    called = nianbao(*line.split(), "--config", tmp_path / "nowhere")
    assert (called.status, called.err.count("\n")) == (2, 1)
    assert "nianbao init" in called.err


def test_status_tells_what_is_known_of_each_agency(office: Call, store: Store) -> None:
    absent = Watched("lx-water", YEAR, presence=Presence.PROVED_ABSENT, absent_at=NOON)
    with store.begin() as tx:
        listings.save(tx, absent)
        cases.record(tx, [case()])
        outbox.write(tx, letter(1, "lx-water", year=YEAR, state=LetterState.HELD))
    called = office("status")
    assert called.status == 0
    assert "已公开 0，确认未公开 1，未知 1" in called.out
    assert "尚未访问" in called.out
    assert "有 1 封信等待放行" in called.out
    listed = office("status", "--format", "json").json
    assert isinstance(listed, list)
    water = next(line for line in listed if line["agency"] == "lx-water")
    assert water["presence"] == "proved_absent"
    assert water["open_cases"] == {"violation": 1}
    assert water["letters"] == {"held": 1}
    assert water["due"] == date(YEAR + 1, 1, 31).isoformat()


def test_status_looks_back_at_another_year(office: Call, store: Store) -> None:
    with store.begin() as tx:
        listings.save(tx, Watched("lx", 2020, presence=Presence.PUBLISHED, first_seen=NOON))
    assert "2020 年度年报：已公开 1" in office("status", "--year", "2020").out


def test_letters_are_listed_and_shown(office: Call, store: Store) -> None:
    with store.begin() as tx:
        outbox.write(tx, letter(1, state=LetterState.HELD, subject="核对\x1b[31m情况", text="第一行\n  第二行\x07"))
        outbox.write(tx, letter(2))
    assert "共 2 封" in office("letters", "list").out
    held = office("letters", "list", "--state", "held")
    assert "核对" in held.out
    assert "共 1 封" in held.out
    shown = office("letters", "show", letter(1).id)
    assert "第一行\n  第二行\n" in shown.out
    assert not set("\x1b\x07") & set(held.out + shown.out)


def test_letters_are_released_by_name(office: Call, store: Store) -> None:
    with store.begin() as tx:
        outbox.write(tx, letter(1, state=LetterState.HELD))
        outbox.write(tx, letter(2, state=LetterState.HELD))
    assert office("letters", "release", letter(1).id, "--by", "张三").status == 0
    with store.read() as tx:
        row = letters.get(tx, letter(1).id)
        assert row is not None
        assert (row.state, row.released_by) == ("queued", "张三")
        assert letters.count(tx, "held") == 1
    assert "已放行 1 封" in office("letters", "release", "--all").out
    assert "没有待放行的信件" in office("letters", "release", "--reason", "findings").out


def test_one_letter_that_is_not_held_releases_none(office: Call, store: Store) -> None:
    with store.begin() as tx:
        outbox.write(tx, letter(1, state=LetterState.HELD))
        outbox.write(tx, letter(2))
    called = office("letters", "release", letter(1).id, letter(2).id)
    assert called.status == 2
    assert "不是待放行状态" in called.err
    with store.read() as tx:
        assert letters.count(tx, "held") == 1


@pytest.mark.parametrize("line", [(), ("--all", "--reason", "findings"), ("abc", "--all")])
def test_it_is_said_which_letters_go(office: Call, store: Store, line: tuple[str, ...]) -> None:
    called = office("letters", "release", *line)
    assert called.status == 2
    assert "三者选一" in called.err
    assert store.engine.url.database


def test_an_id_must_be_clear(office: Call, store: Store) -> None:
    with store.begin() as tx:
        outbox.write(tx, letter(1))
        outbox.write(tx, letter(2))
    assert "不止一封" in office("letters", "show", "0000").err
    assert "没有编号以 zz 开头" in office("letters", "show", "zz").err


def test_nothing_is_sent_while_mail_is_off(office: Call, store: Store) -> None:
    with store.begin() as tx:
        outbox.write(tx, letter(1))
    called = office("letters", "send")
    assert called.status == 2
    assert "mail.mode" in called.err


def test_released_letters_are_sent_now(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mail = "mail: {mode: maildir, maildir: outbox, sender: zwgk@lanxi.example}\n"
    folder = lay_out(tmp_path / "config", {"office.yaml": OFFICE + mail})
    with fresh_store(folder) as store, store.begin() as tx:
        outbox.write(tx, letter(1, None, cases=()))
        outbox.write(tx, letter(2, None, cases=(), state=LetterState.HELD))
    called = caller(capsys, NIANBAO_CONFIG=str(folder))("letters", "send")
    assert called.status == 0
    assert "发出 1 封" in called.out
    assert "另有 1 封等待放行" in called.out
    assert len(list((folder / "outbox" / "new").iterdir())) == 1


def test_cases_are_listed_and_shown_with_their_history(office: Call, store: Store) -> None:
    with store.begin() as tx:
        cases.record(tx, [case()])
    found = case().key
    assert found.digest[:12] in office("cases", "list", "--agency", "lx-water", "--severity", "violation").out
    assert "没有这样的事项" in office("cases", "list", "--agency", "lx").out
    shown = office("cases", "show", found.digest[:6])
    assert "T3-01" in shown.out
    assert "发现 → 待通知（nianbao）" in shown.out
    assert "云川市兰溪区水务局 (lx-water)" in shown.out


def test_a_decision_is_kept_with_name_and_reason(office: Call, store: Store) -> None:
    with store.begin() as tx:
        cases.record(tx, [case()])
    digest = case().key.digest
    line = (
        "cases",
        "decide",
        digest[:8],
        "--state",
        "waived",
        "--by",
        "张三",
        "--reason",
        "上级批复",
        "--until",
        "2099-01-01",
    )
    assert office(*line).status == 0
    with store.read() as tx:
        decided = cases.get(tx, digest)
    assert decided is not None
    assert decided.decision is not None
    assert (decided.state, decided.decision.by, decided.decision.until) == (State.WAIVED, "张三", date(2099, 1, 1))
    assert "已豁免：上级批复（张三，至 2099-01-01）" in office("cases", "show", digest[:8]).out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--by", " ", "--reason", "x"), "不能为空"),
        (("--by", "张三", "--reason", "x", "--until", "2001-01-01"), "已经过去"),
        (("--by", "张三", "--reason", "x", "--until", "soon"), "YYYY-MM-DD"),
    ],
)
def test_a_decision_that_cannot_hold_is_refused(office: Call, store: Store, more: tuple[str, ...], said: str) -> None:
    with store.begin() as tx:
        cases.record(tx, [case()])
    called = office("cases", "decide", case().key.digest[:8], "--state", "waived", *more)
    assert called.status == 2
    assert said in called.err


def test_a_case_that_is_over_is_not_decided(office: Call, store: Store) -> None:
    opened = case()
    with store.begin() as tx:
        cases.record(tx, [opened, replace(opened, kind=EventKind.CLOSED, state=State.CLOSED)])
    called = office("cases", "decide", opened.key.digest[:8], "--state", "waived", "--by", "张三", "--reason", "x")
    assert called.status == 2
    assert "无需再作决定" in called.err


def test_the_archive_is_verified(office: Call, folder: Path) -> None:
    archive = Archive(folder / "archive")
    address = "https://www.lanxi.example/"
    capture = archive.store(Response(address, address, 200, (), b"page", NOON))
    assert "2 条记录全部完好" in office("evidence", "verify").out
    file = folder / "archive" / capture.file
    data = file.read_bytes()
    file.write_bytes(data[:-4] + bytes(4))
    called = office("evidence", "verify")
    assert called.status == 2
    assert "不可信" in called.err
    assert "损坏" in called.out


def test_the_database_is_upgraded_and_backed_up(office: Call, folder: Path, tmp_path: Path) -> None:
    assert "数据库已升级：空 →" in office("db", "upgrade").out
    assert "已是最新" in office("db", "upgrade").out
    copy = tmp_path / "copies" / "nianbao.db"
    assert office("db", "backup", copy).status == 0
    assert copy.read_bytes().startswith(b"SQLite format 3")
    assert "不覆盖" in office("db", "backup", copy).err
    assert (folder / "nianbao.db").exists()


def test_a_database_that_is_none_is_told_without_a_traceback(office: Call, folder: Path) -> None:
    (folder / "nianbao.db").write_bytes(b"no database at all" * 100)
    called = office("status")
    assert called.status == 2
    assert "storage.database" in called.err
    assert "Traceback" not in called.err


def test_a_round_is_swept_judged_and_summed_up(office: Call, store: Store, folder: Path) -> None:
    (folder / "agencies.csv").write_text(WITHOUT_LISTINGS, encoding="utf-8")
    called = office("sweep", "--all")
    assert called.status == 0, called.err
    assert "已巡查 2 个栏目" in called.out
    assert "未知 2" in called.out
    with store.read() as tx:
        assert instance.holder(tx) is None


def test_no_round_is_swept_beside_the_daemon(office: Call, store: Store) -> None:
    with store.begin() as tx:
        instance.acquire(tx, datetime.now(UTC), "elsewhere:1:daemon")
    called = office("sweep")
    assert called.status == 2
    assert "elsewhere:1:daemon" in called.err


def test_the_daemon_is_given_folder_and_environment(
    office: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr("monitor.app.daemon.run", lambda *facts: given.extend(facts))
    assert office("run", "--log", "json").status == 0
    assert given[0] == folder
    assert dict(given[1])["NIANBAO_CONFIG"] == os.fspath(folder)  # type: ignore[call-overload]


@pytest.fixture
def kept_signals() -> Iterator[None]:
    """Give the signals back that the daemon takes for itself."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("kept_signals")
def test_a_second_daemon_is_told_of_the_first(office: Call, store: Store) -> None:
    with store.begin() as tx:
        instance.acquire(tx, datetime.now(UTC), "elsewhere:1:daemon")
    called = office("run")
    assert called.status == 2
    assert "elsewhere:1:daemon" in called.err


def test_the_demo_spares_a_folder_that_is_not_its_own(nianbao: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    called = nianbao("demo", "--folder", tmp_path, "--fresh")
    assert called.status == 2
    assert "里已有内容" in called.err
    assert (tmp_path / "mine.txt").exists()


def test_a_capture_is_shown_again_as_it_was(office: Call, folder: Path, store: Store) -> None:
    answer = Response(
        url="https://www.lanxi.example/nb/",
        final_url="https://www.lanxi.example/nb/index.html",
        status=200,
        headers=(("ETag", '"7"'),),
        body="<p>2025年年度报告</p>".encode(),
        fetched_at=NOON,
    )
    stored = Archive(load_settings(folder, {}).storage.archive).store(answer)
    with store.begin() as tx:
        captures.add(tx, stored)
    short = stored.id.removeprefix("urn:uuid:")[:8]
    shown = office("evidence", "show", short, "-o", folder / "page.html")
    assert shown.status == 0
    assert all(part in shown.out for part in (stored.id, stored.sha256, answer.final_url, 'ETag: "7"'))
    assert (folder / "page.html").read_bytes() == answer.body
    unknown = office("evidence", "show", "ffffffff")
    assert (unknown.status, unknown.out) == (2, "")
    assert "没有编号以 ffffffff 开头的记录" in unknown.err
