"""Hands letters over: one small file a channel, one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from alerts.channels.maildir import MaildirChannel
from alerts.channels.model import Channel, ChannelError, Delivery
from alerts.channels.off import OffChannel
from alerts.channels.smtp import SmtpChannel
from monitor.settings import Mail, MailMode

CHANNELS: Mapping[MailMode, Callable[[Mail], Channel]] = {
    MailMode.SMTP: SmtpChannel,
    MailMode.MAILDIR: MaildirChannel,
    MailMode.OFF: OffChannel,
}


def open_channel(mail: Mail) -> Channel:
    """Give the channel that the office has chosen. Raises ChannelError if its settings cannot work."""
    return CHANNELS[mail.mode](mail)


__all__ = ["CHANNELS", "Channel", "ChannelError", "Delivery", "open_channel"]
