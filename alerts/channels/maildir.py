"""Puts letters into a Maildir, one file a letter; a repeat changes nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

from alerts.channels.model import ChannelError, Delivery
from monitor.settings import Mail

_FOLDERS = ("tmp", "new", "cur")


class MaildirChannel:
    """Delivers to a folder that any mail program can open."""

    delivers = True

    def __init__(self, mail: Mail) -> None:
        if mail.maildir is None:
            raise ChannelError("mail.maildir is not set", permanent=True, everyone=True)
        self._folder = mail.maildir

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> Delivery:
        """Write the message unless it is there already. Raises ChannelError if the folder cannot be written."""
        # The name is derived from the Message-ID: that is what makes a repeat recognisable.
        name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32] + ".nianbao"
        try:
            if not _delivered(self._folder, name):
                _deliver(self._folder, name, message.as_bytes())
        except OSError as error:
            raise ChannelError(f"{self._folder}: {error.strerror}", permanent=False, everyone=True) from error
        return Delivery(tuple(recipients))


def _delivered(folder: Path, name: str) -> bool:
    # A mail program moves what was read to cur/ and appends its flags.
    return (folder / "new" / name).exists() or any((folder / "cur").glob(f"{name}*"))


def _deliver(folder: Path, name: str, content: bytes) -> None:
    for each in _FOLDERS:
        (folder / each).mkdir(parents=True, exist_ok=True)
    draft = folder / "tmp" / name
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / "new" / name)
