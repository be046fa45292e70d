"""Hands letters to a mail server (RFC 5321), encrypted and checked unless the office says otherwise."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

from alerts.channels.model import ChannelError, Delivery
from monitor.settings import Mail, MailSecurity

_PERMANENT = 500
_CLOSING = 421
_TOO_BIG = 552
_Answer = tuple[int, bytes | str]


class SmtpChannel:
    """Delivers by SMTP, one connection a letter, so that one that breaks it harms no other."""

    delivers = True

    def __init__(self, mail: Mail) -> None:
        self._mail = mail
        self._context = _context(mail)

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> Delivery:
        """Hand the message over. Raises ChannelError: `everyone` if the server, not the letter, is at fault."""
        server = self._connect()
        try:
            return _transmit(server, self._mail.sender, recipients, message.as_bytes())
        finally:
            _leave(server)

    def _connect(self) -> smtplib.SMTP:
        server: smtplib.SMTP | None = None
        try:
            server = self._greet()
            self._prepare(server)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            if server is not None:
                server.close()
            raise ChannelError(self._why(error), permanent=False, everyone=True) from None
        return server

    def _greet(self) -> smtplib.SMTP:
        where, timeout = (self._mail.host, self._mail.port), self._mail.timeout_seconds
        if self._mail.security is MailSecurity.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=timeout, context=self._context)
        else:
            server = smtplib.SMTP(*where, timeout=timeout)
        # Each command is a small packet that waits for its answer: Nagle's algorithm would add 40 ms to a letter.
        if server.sock is not None:
            server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return server

    def _prepare(self, server: smtplib.SMTP) -> None:
        if self._mail.security is MailSecurity.STARTTLS:
            server.starttls(context=self._context)
        if self._mail.username:
            server.login(self._mail.username, self._mail.password.value if self._mail.password else "")

    def _why(self, error: Exception) -> str:
        # Of a failed login only the kind is told: an answer, or an encoder's complaint, may repeat the password.
        secret = isinstance(error, smtplib.SMTPAuthenticationError | UnicodeError)
        told = "" if secret else f": {error}"
        return f"{self._mail.host}:{self._mail.port} {type(error).__name__}{told}"


def _context(mail: Mail) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if mail.ca_file is not None:
        try:
            context.load_verify_locations(cafile=mail.ca_file)
        except OSError as error:
            raise ChannelError(f"mail.ca_file {mail.ca_file}: {error}", permanent=True, everyone=True) from error
    return context


def _transmit(server: smtplib.SMTP, sender: str, recipients: Sequence[str], content: bytes) -> Delivery:
    try:
        refused = server.sendmail(sender, list(recipients), content)
    except smtplib.SMTPRecipientsRefused as error:
        return _none_accepted(recipients, error.recipients)
    except smtplib.SMTPSenderRefused as error:
        raise _sender_refused(error) from None
    except smtplib.SMTPResponseException as error:
        raise ChannelError(
            _said(error.smtp_code, error.smtp_error),
            permanent=error.smtp_code >= _PERMANENT,
            everyone=error.smtp_code == _CLOSING,
        ) from None
    except (OSError, smtplib.SMTPException) as error:
        # The line broke in the middle of this letter: it may be this letter that breaks it.
        raise ChannelError(f"{type(error).__name__}: {error}", permanent=False) from None
    return _delivery(recipients, refused)


def _none_accepted(recipients: Sequence[str], answers: Mapping[str, _Answer]) -> Delivery:
    # A server that closes in the middle has not answered for everybody, and has accepted for nobody.
    for code, answer in answers.values():
        if code == _CLOSING:
            raise ChannelError(_said(code, answer), permanent=False, everyone=True)
    return _delivery(recipients, answers)


def _sender_refused(error: smtplib.SMTPSenderRefused) -> ChannelError:
    # Every letter has this sender, so no other would fare better; only a size belongs to the letter.
    detail = f"{error.sender}: {_said(error.smtp_code, error.smtp_error)}"
    too_big = error.smtp_code == _TOO_BIG
    return ChannelError(detail, permanent=too_big, everyone=not too_big)


def _delivery(recipients: Sequence[str], answers: Mapping[str, _Answer]) -> Delivery:
    return Delivery(
        accepted=tuple(r for r in recipients if r not in answers),
        refused={r: _said(*a) for r, a in answers.items() if a[0] >= _PERMANENT},
        deferred={r: _said(*a) for r, a in answers.items() if a[0] < _PERMANENT},
    )


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(text.split())}"[:300]


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
