"""Defines what a channel is asked, what it answers, and the one error of this border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Protocol


class ChannelError(Exception):
    """Says why a letter could not be handed over, and whether trying again can help; never holds a secret."""

    def __init__(self, detail: str, *, permanent: bool, everyone: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.permanent = permanent
        """Whether trying this very letter again is useless."""
        self.everyone = everyone
        """Whether the channel itself failed, so that no other letter would fare better now."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Says what became of each recipient."""

    accepted: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)
    """Address → answer, of those that trying again cannot help."""
    deferred: Mapping[str, str] = field(default_factory=dict)
    """Address → answer, of those to be tried again."""


class Channel(Protocol):
    """Hands letters over: a mail server, a folder, or nothing."""

    @property
    def delivers(self) -> bool:
        """Tell whether letters leave at all; if not, they stay queued."""

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> Delivery:
        """Hand a message over for these recipients. Raises ChannelError if it was accepted for none."""
