"""Defines a capture: bytes that a portal served at an instant, archived and named by their digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import Message


@dataclass(frozen=True, slots=True)
class Capture:
    """Points to one archived response and carries its body."""

    id: str
    """WARC-Record-ID without angle brackets, e.g. `urn:uuid:…`."""
    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    sha256: str
    """Hexadecimal SHA-256 of `body`."""
    fetched_at: datetime
    """UTC."""
    file: str
    """WARC file, relative to the archive folder."""

    def header(self, name: str) -> str | None:
        """Give the first header of this name, case-insensitively, or None."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)

    @property
    def charset(self) -> str | None:
        """Give the charset that the Content-Type header declares, or None."""
        message = Message()
        message["Content-Type"] = self.header("Content-Type") or ""
        return message.get_content_charset()
