"""Receives the demo's mail on loopback over real SMTP and keeps every message as an .eml file."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Self

from aiosmtpd.controller import Controller

from monitor.app.demo.clock import Clock
from monitor.settings import TIME_ZONE

_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Received:
    """Holds one message as it arrived."""

    at: datetime
    message: EmailMessage
    file: Path


class Mailbox:
    """Is a context manager around the server; `letters` holds what came, in order."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.letters: list[Received] = []
        self._folder = folder
        self._clock = clock
        # Named as TCP, so that asyncio switches Nagle's algorithm off for its connections.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind((_HOST, 0))
        self.port: int = listener.getsockname()[1]
        self._controller = _Controller(self, listener)

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a message and accept it."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        day = self._clock.now.astimezone(TIME_ZONE).date().isoformat()
        file = self._folder / f"{len(self.letters) + 1:03d}_{day}.eml"
        file.write_bytes(envelope.content)
        self.letters.append(Received(self._clock.now, message, file))
        return "250 accepted"


class _Controller(Controller):
    """Serves on a socket that is bound already: the system chooses the port."""

    def __init__(self, handler: Mailbox, listener: socket.socket) -> None:
        self._listener = listener
        super().__init__(handler, hostname=_HOST, port=handler.port)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._listener)
