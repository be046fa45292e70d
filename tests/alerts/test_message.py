from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from alerts.channels import ChannelError
from alerts.message import thread_of, to_message
from alerts.model import Letter
from monitor.settings import Mail, Office
from tests.support.letters import MAIL, NOON, OFFICE, letter, minutes


def _read(written: Letter, mail: Mail = MAIL, office: Office = OFFICE) -> EmailMessage:
    raw = to_message(written, mail, office, NOON).as_bytes()
    assert all(len(line) <= 998 and line.isascii() for line in raw.split(b"\r\n"))
    return message_from_bytes(raw, policy=default)


def test_a_mail_says_who_writes_to_whom_and_that_nobody_typed_it() -> None:
    mail = _read(letter(to=("li@lanxi.example", "zhang@lanxi.example"), cc=("sup@yunchuan.example",)))

    assert str(mail["From"]) == "云川市政府信息公开办公室 <nianbao@yunchuan.example>"
    assert [a.addr_spec for a in mail["To"].addresses] == ["li@lanxi.example", "zhang@lanxi.example"]
    assert str(mail["Cc"]) == "sup@yunchuan.example"
    assert str(mail["Reply-To"]) == "gk@yunchuan.example"
    assert str(mail["Subject"]) == "第1号：年度报告核查"
    assert str(mail["Auto-Submitted"]) == "auto-generated"
    assert str(mail["List-Id"]) == "<nianbao.yunchuan.example>"
    assert str(mail["Date"]) == "Mon, 02 Feb 2026 12:00:00 +0800"


def test_answers_go_where_the_office_wants_them() -> None:
    assert str(_read(letter(), replace(MAIL, reply_to="a@b.example"))["Reply-To"]) == "a@b.example"
    assert str(_read(letter(), office=Office("办公室", ""))["Reply-To"]) == MAIL.sender


def test_text_and_html_say_the_same_in_every_mail_program() -> None:
    mail = _read(letter(text="请核对“新收”。\n", html="<p>请核对“新收”。</p>"))

    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert mail.get_content_type() == "multipart/alternative"
    assert plain is not None
    assert html is not None
    assert plain.get_content().strip() == "请核对“新收”。"
    assert html.get_content().strip() == "<p>请核对“新收”。</p>"


def test_a_repeat_is_recognised_by_its_message_id() -> None:
    first, again = (to_message(letter(), MAIL, OFFICE, at) for at in (NOON, minutes(60)))

    assert first["Message-ID"] == again["Message-ID"] == f"<{letter().id}@yunchuan.example>"


def test_the_mails_of_an_agency_and_year_hang_together_by_a_root_that_was_never_sent() -> None:
    first, second = _read(letter(1)), _read(letter(2))

    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert str(first["References"]) == "<thread.lanxi-edu.2025@yunchuan.example>"
    assert _read(letter(3, year=2024))["References"] != first["References"]
    assert _read(letter(4, agency=None))["References"] is None


@pytest.mark.parametrize("agency", ["兰溪区教育局", "a b>c", "a" * 60, "x@y"])
def test_whatever_an_agency_is_called_its_thread_is_a_valid_message_id(agency: str) -> None:
    thread = thread_of(agency, 2025)

    assert thread.isascii()
    assert len(thread) <= 30
    assert not set(thread) & set("<>@ ")
    assert _read(letter(agency=agency))["References"] == f"<thread.{thread}@yunchuan.example>"


def test_long_identifiers_stay_readable() -> None:
    domain = "xinxi-gongkai-bangongshi." * 4 + "lanxiqu.yunchuan.example"

    raw = to_message(letter(agency="a" * 24), replace(MAIL, sender=f"n@{domain}"), OFFICE, NOON).as_bytes()

    lines = raw.decode().split("\r\n")
    assert f"Message-ID: <{letter().id}@{domain}>" in lines
    assert f"References: <thread.{'a' * 24}.2025@{domain}>" in lines
    assert f"List-Id: <nianbao.{domain}>" in lines


@pytest.mark.parametrize(
    "subject",
    [
        "核查\r\nBcc: all@x.example",
        "核查\nX: y",
        "核查\x00\x1b[31m",
        "核查\u2028Bcc: x",
        "\u202e查核",
    ],
)
def test_nothing_in_a_subject_becomes_a_header_or_turns_the_line(subject: str) -> None:
    mail = _read(letter(subject=subject))

    assert mail["Bcc"] is None
    assert mail["X"] is None
    assert str(mail["Subject"]).isprintable()


@pytest.mark.parametrize(
    "address",
    [
        "li@lanxi.example\r\nBcc: all@x.example",
        "li@lanxi.example\nBcc: all@x.example",
        "li@lanxi.example, all@x.example",
        "李@lanxi.example",
        "li",
        "@lanxi.example",
        "li@",
        "",
        "<li@lanxi.example>",
    ],
)
def test_what_is_no_address_is_refused_for_good(address: str) -> None:
    for wrong in (letter(to=(address,)), letter(cc=(address,))):
        with pytest.raises(ChannelError, match="not a mail address") as caught:
            to_message(wrong, MAIL, OFFICE, NOON)
        assert caught.value.permanent


def test_a_letter_to_nobody_is_refused() -> None:
    with pytest.raises(ChannelError, match="no recipient"):
        to_message(letter(to=()), MAIL, OFFICE, NOON)


def test_a_wrong_sender_is_the_fault_of_the_settings_not_of_the_letter() -> None:
    with pytest.raises(ChannelError, match=r"mail\.sender") as caught:
        to_message(letter(), replace(MAIL, sender=""), OFFICE, NOON)

    assert caught.value.everyone
    assert not caught.value.permanent


def test_an_office_named_with_a_line_break_stays_one_header() -> None:
    mail = _read(letter(), office=Office("办公室\r\nBcc: all@x.example", "gk@yunchuan.example"))

    assert mail["Bcc"] is None
    assert mail["From"].addresses[0].addr_spec == MAIL.sender
