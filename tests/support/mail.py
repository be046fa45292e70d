"""Runs a real mail server on the loopback, with scripted answers, for tests of what sends mail."""

from __future__ import annotations

import socket
import ssl
from collections import deque
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass(frozen=True, slots=True)
class Received:
    """Holds one mail as the server accepted it."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    encrypted: bool
    user: str | None

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"])


@dataclass(frozen=True, slots=True)
class Door:
    """Says how the server protects itself: certificate, STARTTLS or TLS from the start, one account."""

    context: ssl.SSLContext | None = None
    from_the_start: bool = False
    account: tuple[str, str] | None = None


@dataclass(slots=True)
class SmtpSink:
    """Is a mail server that keeps what it accepts; stop and start it, it keeps its port and its inbox.

    `answers` maps an address to the answers of its next RCPT commands, each used once, e.g. `["451 later"]`;
    `sender_answers` and `data_answers` are those of the next mails. None in any of them means acceptance.
    """

    door: Door = field(default_factory=Door)
    answers: dict[str, deque[str | None]] = field(default_factory=dict)
    data_answers: deque[str | None] = field(default_factory=deque)
    sender_answers: deque[str | None] = field(default_factory=deque)
    inbox: list[Received] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    host: str = "127.0.0.1"
    _controller: _Controller | None = None

    def script(self, address: str, *answers: str | None) -> None:
        """Say how the next mails to an address are answered."""
        self.answers[address] = deque(answers)

    def start(self) -> None:
        # Named as TCP, so that asyncio switches Nagle's algorithm off for its connections.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((self.host, self.port))
        self.port = listener.getsockname()[1]
        self._controller = _Controller(self, listener)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @property
    def ids(self) -> list[str]:
        """Give the Message-IDs in the order of arrival."""
        return [mail.id for mail in self.inbox]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # What follows is aiosmtpd's handler interface.

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        del server, envelope
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        del server, session
        answer = self.sender_answers.popleft() if self.sender_answers else None
        if answer is not None:
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        del server, session, options
        scripted = self.answers.get(address)
        answer = scripted.popleft() if scripted else None
        if answer is not None:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        answer = self.data_answers.popleft() if self.data_answers else None
        if answer is None:
            self.inbox.append(_received(server, session, envelope))
        return answer or "250 OK"


class _Controller(Controller):
    """Serves on a socket that is bound already, so that port 0 works."""

    def __init__(self, sink: SmtpSink, listener: socket.socket) -> None:
        self._listener = listener
        door, starttls = sink.door, sink.door.context is not None and not sink.door.from_the_start
        super().__init__(
            sink,
            hostname=sink.host,
            port=sink.port,
            ssl_context=door.context if door.from_the_start else None,
            tls_context=door.context if starttls else None,
            require_starttls=starttls,
            authenticator=_authenticator(door.account) if door.account else None,
            # Inside TLS from the start aiosmtpd takes a login but cannot know that it is encrypted.
            auth_required=door.account is not None and starttls,
            auth_require_tls=starttls,
        )

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._listener, ssl=self.ssl_context)


def _authenticator(account: tuple[str, str]) -> Any:
    user, password = account

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        del server, session, envelope, mechanism
        known = isinstance(data, LoginPassword) and data == LoginPassword(user.encode(), password.encode())
        return AuthResult(success=known, handled=False, auth_data=user if known else None)

    return check


def _received(server: Any, session: Any, envelope: Any) -> Received:
    return Received(
        sender=envelope.mail_from,
        recipients=tuple(envelope.rcpt_tos),
        message=message_from_bytes(envelope.content, policy=default),
        encrypted=server.transport.get_extra_info("ssl_object") is not None,
        user=session.auth_data,
    )
