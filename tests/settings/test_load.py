from __future__ import annotations

import dataclasses
from datetime import time
from pathlib import Path

import pytest

from monitor.settings import (
    DueDay,
    Fetching,
    Kind,
    Letters,
    Mail,
    MailMode,
    MailSecurity,
    Release,
    Relevelled,
    Schedule,
    Secret,
    Sentry,
    Settings,
    Severity,
    load_settings,
)
from tests.support.configurations import OFFICE, lay_out

DSN = "https://geheim-7788@sentry.lanxi.example/1"


def loaded(folder: Path, more: str = "", environ: dict[str, str] | None = None) -> Settings:
    return load_settings(lay_out(folder, {"office.yaml": OFFICE + more}), environ or {})


def test_what_is_left_out_takes_the_defaults_of_the_model(tmp_path: Path) -> None:
    settings = loaded(tmp_path)

    assert settings.mail == Mail(sender="zwgk@lanxi.example")
    assert settings.fetching == Fetching(contact="zwgk@lanxi.example")
    assert settings.letters == Letters()
    assert settings.schedule == Schedule()
    assert settings.sentry == Sentry()
    assert settings.deadlines.by_kind[Kind.TOWNSHIP] == DueDay(1, 31, binding=False)


def test_the_folder_or_its_office_file_may_be_named(tmp_path: Path) -> None:
    assert loaded(tmp_path) == load_settings(tmp_path / "office.yaml", {})


def test_a_section_whose_lines_are_all_commented_out_is_left_out(tmp_path: Path) -> None:
    assert loaded(tmp_path, "mail:\n  # mode: smtp\n").mail.mode is MailMode.OFF


def test_an_office_file_in_gb18030_is_read(tmp_path: Path) -> None:
    settings = load_settings(lay_out(tmp_path, {"office.yaml": OFFICE.encode("gb18030")}), {})

    assert settings.office.name == "云川市兰溪区政府信息公开办公室"


def test_relative_paths_start_at_the_folder_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "mail: {mode: maildir, maildir: outbox, ca_file: /etc/ca.pem}\nfetching: {ca_file: ca.pem}\n"
    lay_out(tmp_path / "config", {"office.yaml": OFFICE + more})
    monkeypatch.chdir(tmp_path)

    settings = load_settings(Path("config"), {})

    folder = tmp_path / "config"
    assert settings.storage.archive == folder / "archive"
    assert settings.storage.database == f"sqlite:///{folder}/nianbao.db"
    assert settings.mail.maildir == folder / "outbox"
    assert settings.mail.ca_file == Path("/etc/ca.pem")
    assert settings.fetching.ca_file == folder / "ca.pem"


@pytest.mark.parametrize(
    "address",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////var/lib/nianbao/nianbao.db",
        "postgresql+psycopg://nianbao@db.lanxi.example:5432/nianbao",
        "postgresql:///nianbao",
    ],
)
def test_other_database_addresses_are_left_as_they_are(address: str, tmp_path: Path) -> None:
    office = OFFICE.replace("sqlite:///nianbao.db", address)

    assert load_settings(lay_out(tmp_path, {"office.yaml": office}), {}).storage.database == address


def test_every_value_reaches_its_field(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        """
mail: {mode: smtp, sender: a@x.example, reply_to: b@x.example, host: smtp.x.example, port: 465, security: tls,
       timeout_seconds: 5}
letters: {release: automatic, remind_before_days: [3, 14, 7], remind_every_working_days: 4,
          escalate_after_reminders: 1, copy_supervisors: false, digest: false}
schedule: {sweep_minutes: 30, digest_at: 9:05, threads: 2}
deadlines: {township: {date: 01-20, binding: true}, department: {date: "1-25"}}
severities: {D-03: {severity: violation, reason: 兰政办函〔2026〕1号}}
fetching: {contact: c@x.example, pause_seconds: 2, allow_hosts: [Portal.lanxi.internal:8080]}
sentry: {environment: test}
""",
    )

    assert settings.mail == Mail(
        mode=MailMode.SMTP,
        sender="a@x.example",
        reply_to="b@x.example",
        host="smtp.x.example",
        port=465,
        security=MailSecurity.TLS,
        timeout_seconds=5.0,
    )
    assert settings.letters == Letters(
        release=Release.AUTOMATIC,
        remind_before_days=(14, 7, 3),
        remind_every_working_days=4,
        escalate_after_reminders=1,
        copy_supervisors=False,
        digest=False,
    )
    assert settings.schedule == Schedule(sweep_minutes=30, digest_at=time(9, 5), threads=2)
    assert settings.deadlines.by_kind[Kind.TOWNSHIP] == DueDay(1, 20, binding=True)
    assert settings.deadlines.by_kind[Kind.DEPARTMENT] == DueDay(1, 25, binding=True)
    assert settings.severities == {"D-03": Relevelled(Severity.VIOLATION, "兰政办函〔2026〕1号")}
    assert settings.fetching == Fetching(
        contact="c@x.example", pause_seconds=2.0, allow_hosts=("portal.lanxi.internal:8080",)
    )
    assert settings.sentry == Sentry(environment="test")


def test_a_code_of_doubt_may_be_confirmed_as_what_it_is(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "severities: {E-02: {severity: system, reason: 维持}}\n")

    assert settings.severities["E-02"].severity is Severity.SYSTEM


def test_secrets_come_from_the_environment_and_hide_in_every_print(tmp_path: Path) -> None:
    office = OFFICE.replace('database: "sqlite:///nianbao.db"', "database_env: DATABASE")
    more = "mail: {mode: smtp, username: u, password_env: PASSWORD}\nsentry: {dsn_env: DSN}\n"
    database = "postgresql+psycopg://nianbao:geheim-7788@db.lanxi.example/nianbao"
    lay_out(tmp_path, {"office.yaml": office + more})

    settings = load_settings(tmp_path, {"PASSWORD": "geheim-7788", "DSN": DSN, "DATABASE": database})

    assert settings.mail.password == Secret("geheim-7788")
    assert settings.sentry.dsn == Secret(DSN)
    assert settings.storage.database == database
    assert "geheim" not in f"{settings!r} {settings} {settings.mail} {settings.storage} {settings.sentry}"


def test_a_password_may_lie_in_a_file_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim-7788\n", encoding="utf-8")

    settings = loaded(tmp_path, "mail: {mode: smtp, username: u, password_file: secret}\n")

    assert settings.mail.password == Secret("geheim-7788")


def test_a_server_that_is_not_used_yet_needs_no_password_yet(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "mail: {mode: off, username: u, password_env: PASSWORD}\n")

    assert settings.mail.password is None


def test_the_digest_changes_with_either_file_and_with_nothing_else(tmp_path: Path) -> None:
    first = loaded(tmp_path).digest
    again = load_settings(tmp_path, {"ANY": "thing"}).digest
    office = loaded(tmp_path, "# 说明\n").digest
    table = load_settings(lay_out(tmp_path, {"agencies.csv": "id,name,kind\nlx,兰溪区,政府\n"}), {}).digest

    assert first == again
    assert len({first, office, table}) == 3
    assert len(first) == 64


def test_settings_cannot_be_changed_after_loading(tmp_path: Path) -> None:
    settings = loaded(tmp_path)

    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.digest = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        settings.deadlines.by_kind[Kind.OTHER] = DueDay(1, 1)  # type: ignore[index]
