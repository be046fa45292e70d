from __future__ import annotations

import mailbox
import ssl
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import trustme

from alerts.channels import CHANNELS, ChannelError, Delivery, open_channel
from alerts.message import to_message
from monitor.settings import Mail, MailMode, MailSecurity, Secret
from tests.support.letters import MAIL, NOON, OFFICE, letter
from tests.support.mail import Door, SmtpSink

LI, ZHANG = "li@lanxi.example", "zhang@lanxi.example"
PASSWORD = "hunter2-云川"
ACCOUNT = ("nianbao", "hunter2")


@cache
def _authority() -> trustme.CA:
    return trustme.CA()


@cache
def _context(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _authority().issue_cert(name).configure_cert(context)
    return context


def _door(name: str = "127.0.0.1", *, tls: bool = False, account: tuple[str, str] | None = None) -> Door:
    return Door(_context(name), from_the_start=tls, account=account)


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as running:
        yield running


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    _authority().cert_pem.write_to_path(tmp_path / "ca.pem")
    return tmp_path / "ca.pem"


def _send(mail: Mail, *recipients: str) -> Delivery:
    message = to_message(letter(to=recipients or (LI,)), mail, OFFICE, NOON)
    return open_channel(mail).send(message, recipients or (LI,))


def _refused(mail: Mail) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        _send(mail)
    return caught.value


def _helps(error: ChannelError) -> str:
    """Say whether trying again helps: never, later, or not now for any letter."""
    assert not (error.permanent and error.everyone)
    return "never" if error.permanent else "not now" if error.everyone else "later"


def test_every_mode_of_the_settings_has_its_channel() -> None:
    assert set(CHANNELS) == set(MailMode)


# Mail servers


def test_a_letter_arrives_whole_from_the_sender_to_each_recipient(sink: SmtpSink) -> None:
    assert _send(replace(MAIL, port=sink.port), LI, ZHANG) == Delivery((LI, ZHANG))

    (mail,) = sink.inbox
    assert (mail.sender, mail.recipients) == (MAIL.sender, (LI, ZHANG))
    assert str(mail.message["Subject"]) == letter().subject


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_an_encrypted_server_is_used_with_its_certificate_checked_and_a_login(
    trusted: Path, security: MailSecurity
) -> None:
    with SmtpSink(_door(tls=security is MailSecurity.TLS, account=ACCOUNT)) as sink:
        mail = replace(
            MAIL,
            port=sink.port,
            security=security,
            ca_file=trusted,
            username=ACCOUNT[0],
            password=Secret(ACCOUNT[1]),
        )
        _send(mail)

    assert [(m.encrypted, m.user) for m in sink.inbox] == [(True, ACCOUNT[0])]


@pytest.mark.parametrize(("name", "authority"), [("127.0.0.1", None), ("other.example", "ca.pem")])
def test_a_certificate_that_does_not_hold_stops_the_round_before_anything_is_said(
    trusted: Path, name: str, authority: str | None
) -> None:
    with SmtpSink(_door(name)) as sink:
        mail = replace(
            MAIL,
            port=sink.port,
            security=MailSecurity.STARTTLS,
            ca_file=trusted.with_name(authority) if authority else None,
            username=ACCOUNT[0],
            password=Secret(ACCOUNT[1]),
        )
        error = _refused(mail)

    assert _helps(error) == "not now"
    assert "certificate" in error.detail.lower()
    assert sink.inbox == []


def test_a_server_without_starttls_gets_nothing_in_the_clear(sink: SmtpSink) -> None:
    error = _refused(replace(MAIL, port=sink.port, security=MailSecurity.STARTTLS))

    assert _helps(error) == "not now"
    assert sink.inbox == []


@pytest.mark.parametrize("password", ["wrong-hunter3", PASSWORD], ids=["refused", "not ASCII"])
def test_a_failed_login_stops_the_round_and_never_repeats_the_password(trusted: Path, password: str) -> None:
    with SmtpSink(_door(account=ACCOUNT)) as sink:
        mail = replace(
            MAIL,
            port=sink.port,
            security=MailSecurity.STARTTLS,
            ca_file=trusted,
            username=ACCOUNT[0],
            password=Secret(password),
        )
        error = _refused(mail)

    assert _helps(error) == "not now"
    assert password not in f"{error!r} {error.detail} {error.__cause__!r}"
    assert error.__suppress_context__
    assert sink.inbox == []


def test_a_server_that_is_not_there_stops_the_round(sink: SmtpSink) -> None:
    sink.stop()

    error = _refused(replace(MAIL, port=sink.port))

    assert _helps(error) == "not now"
    assert f"127.0.0.1:{sink.port}" in error.detail


def test_each_recipient_has_its_own_answer(sink: SmtpSink) -> None:
    sink.script(LI, "550 unknown")
    sink.script(ZHANG, "451 later")

    delivery = _send(replace(MAIL, port=sink.port), LI, ZHANG, "wang@lanxi.example")

    assert delivery == Delivery(("wang@lanxi.example",), {LI: "550 unknown"}, {ZHANG: "451 later"})
    assert [m.recipients for m in sink.inbox] == [("wang@lanxi.example",)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("550 unknown", Delivery((), refused={LI: "550 unknown"})),
        ("451 later", Delivery((), deferred={LI: "451 later"})),
    ],
)
def test_a_letter_that_nobody_takes_says_whether_trying_again_can_help(
    sink: SmtpSink, answer: str, expected: Delivery
) -> None:
    sink.script(LI, answer)

    assert _send(replace(MAIL, port=sink.port)) == expected


def test_a_server_that_closes_in_the_middle_has_accepted_for_nobody(sink: SmtpSink) -> None:
    sink.script(LI, "421 closing")
    mail = replace(MAIL, port=sink.port)
    message = to_message(letter(), mail, OFFICE, NOON)

    with pytest.raises(ChannelError) as caught:
        open_channel(mail).send(message, (LI, ZHANG))

    assert _helps(caught.value) == "not now"


@pytest.mark.parametrize(
    ("answer", "helps"), [("554 spam", "never"), ("451 disk full", "later"), ("421 closing", "not now")]
)
def test_a_refused_body_is_judged_by_its_answer(sink: SmtpSink, answer: str, helps: str) -> None:
    sink.data_answers.append(answer)

    error = _refused(replace(MAIL, port=sink.port))

    assert (_helps(error), error.detail) == (helps, answer)


@pytest.mark.parametrize(("answer", "helps"), [("550 not you", "not now"), ("552 too big", "never")])
def test_a_refused_sender_concerns_every_letter_but_a_size_only_this_one(
    sink: SmtpSink, answer: str, helps: str
) -> None:
    sink.sender_answers.append(answer)

    assert _helps(_refused(replace(MAIL, port=sink.port))) == helps


def test_an_authority_file_that_cannot_be_read_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ChannelError, match=r"mail\.ca_file"):
        open_channel(replace(MAIL, ca_file=tmp_path / "nowhere.pem"))


# Folders


def test_a_letter_lies_in_the_folder_once_however_often_it_is_sent(tmp_path: Path) -> None:
    mail = replace(MAIL, mode=MailMode.MAILDIR, maildir=tmp_path / "box")
    for _ in range(2):
        assert _send(mail) == Delivery((LI,))

    box = mailbox.Maildir(tmp_path / "box", create=False)
    assert [m["Message-ID"] for m in box] == [f"<{letter().id}@yunchuan.example>"]
    assert list((tmp_path / "box" / "tmp").iterdir()) == []


def test_a_letter_that_was_read_in_the_meantime_is_not_put_there_again(tmp_path: Path) -> None:
    mail = replace(MAIL, mode=MailMode.MAILDIR, maildir=tmp_path)
    _send(mail)
    (new,) = (tmp_path / "new").iterdir()
    new.rename(tmp_path / "cur" / f"{new.name}:2,S")

    _send(mail)

    assert list((tmp_path / "new").iterdir()) == []


def test_a_folder_that_cannot_be_written_stops_the_round(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    error = _refused(replace(MAIL, mode=MailMode.MAILDIR, maildir=tmp_path / "file"))

    assert _helps(error) == "not now"


def test_a_folder_must_be_named() -> None:
    with pytest.raises(ChannelError, match=r"mail\.maildir"):
        open_channel(replace(MAIL, mode=MailMode.MAILDIR))


# Nothing


def test_with_mail_off_nothing_can_be_taken_for_sent() -> None:
    error = _refused(replace(MAIL, mode=MailMode.OFF))

    assert _helps(error) == "not now"
    assert not open_channel(Mail()).delivers
