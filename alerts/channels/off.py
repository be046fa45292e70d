"""Sends nothing: letters stay queued until the office names a mail server."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage

from alerts.channels.model import ChannelError, Delivery
from monitor.settings import Mail


class OffChannel:
    """Stands where no mail is wanted yet."""

    delivers = False

    def __init__(self, mail: Mail) -> None:
        self.mode = mail.mode

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> Delivery:
        """Refuse: nothing may be taken for sent."""
        raise ChannelError(
            f"mail.mode is {self.mode}: {message['Message-ID']} stays queued for {len(recipients)}",
            permanent=False,
            everyone=True,
        )
