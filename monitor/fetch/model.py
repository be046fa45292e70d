"""Defines what is asked of a portal and what comes back: a Response or a Failure, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Request:
    """Asks for one address, conditionally where an earlier answer is known (RFC 9110 §13)."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """Holds an HTTP answer of any status, whole, as it came (transfer coding removed, content coding undone)."""

    url: str
    """The address asked for."""
    final_url: str
    """The address that answered, after redirects."""
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    """UTC."""
    request_headers: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    def header(self, name: str) -> str | None:
        """Give the first header of this name, case-insensitively, or None."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


class FailureReason(StrEnum):
    """Closes the list of ways in which a visit can fail."""

    FORBIDDEN_ADDRESS = "forbidden_address"
    BAD_ADDRESS = "bad_address"
    DNS = "dns"
    CONNECT = "connect"
    TIMEOUT = "timeout"
    TLS = "tls"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    PROTOCOL = "protocol"


_PERMANENT = frozenset({FailureReason.FORBIDDEN_ADDRESS, FailureReason.BAD_ADDRESS})


@dataclass(frozen=True, slots=True)
class Failure:
    """Says why no answer came and whether trying again can help."""

    url: str
    reason: FailureReason
    detail: str
    failed_at: datetime
    """UTC."""

    @property
    def permanent(self) -> bool:
        """Tell whether trying again cannot help until somebody changes something."""
        return self.reason in _PERMANENT
