"""Makes letters, and a post that sends them to wherever a test wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from alerts.channels import Channel, Delivery
from alerts.model import Letter, LetterState, Reason
from alerts.sending import Post
from monitor.settings import Mail, MailMode, MailSecurity, Office

NOON = datetime(2026, 2, 2, 4, tzinfo=UTC)
OFFICE = Office("云川市政府信息公开办公室", "gk@yunchuan.example")
MAIL = Mail(
    MailMode.SMTP,
    sender="nianbao@yunchuan.example",
    host="127.0.0.1",
    security=MailSecurity.NONE,
    timeout_seconds=5,
)


def minutes(count: float) -> datetime:
    """Give the instant so many minutes after noon."""
    return NOON + timedelta(minutes=count)


def letter(number: int = 1, agency: str | None = "lanxi-edu", **changes: Any) -> Letter:
    """Make a queued letter; its number tells it apart."""
    known: dict[str, Any] = {
        "id": str(UUID(int=number)),
        "agency": agency,
        "year": None if agency is None else 2025,
        "reasons": (Reason.FINDINGS,),
        "cases": ("c1", "c2"),
        "to": ("li@lanxi.example",),
        "cc": (),
        "subject": f"第{number}号：年度报告核查",
        "text": "请核对。",
        "html": "<p>请核对。</p>",
        "written_at": NOON,
        "state": LetterState.QUEUED,
    }
    return Letter(**(known | changes))


def post(channel: Channel, mail: Mail = MAIL, **changes: Any) -> Post:
    """Make a post over a channel; every letter holds unless said otherwise."""
    known: dict[str, Any] = {"owner": "host:1", "still_holds": lambda _: True}
    return Post(channel, mail, OFFICE, **(known | changes))


@dataclass
class Scripted:
    """Is a channel that does in turn what it is told: raises an error, gives a delivery, or accepts."""

    script: list[BaseException | Delivery] = field(default_factory=list)
    sent: list[EmailMessage] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    delivers: bool = True

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> Delivery:
        self.sent.append(message)
        self.asked.append(tuple(recipients))
        step = self.script.pop(0) if self.script else Delivery(tuple(recipients))
        if isinstance(step, BaseException):
            raise step
        return step

    @property
    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.sent]
