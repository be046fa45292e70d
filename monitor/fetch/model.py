"""Defines what is asked of a portal and what comes back: a Response or a Failure, never an exception."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Request:
    """Asks for one address, conditionally where an earlier answer is known (RFC 9110 §13); with a form it is a POST."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    form: bytes | None = None
    """What is posted; None for a GET."""
    content_type: str = "application/x-www-form-urlencoded"
    """Of the form."""
    referer: str | None = None
    """Page on which the address stands, for the portals that ask for it."""
    legacy_tls: bool = False
    """Whether the office allows old TLS for this portal."""

    @property
    def method(self) -> str:
        """Give GET or POST."""
        return "GET" if self.form is None else "POST"

    @property
    def name(self) -> str:
        """Give the address by which the answer is kept: that of a form ends in a fragment that tells it from others."""
        return self.url if self.form is None else f"{self.url}#form-{hashlib.sha256(self.form).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Response:
    """Holds an HTTP answer of any status, whole, as it came (transfer coding removed, content coding undone)."""

    url: str
    """The address asked for, as the request names it."""
    final_url: str
    """The address that answered, after redirects."""
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    """UTC."""
    request_headers: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    form: bytes | None = None
    """What was posted; None for a GET."""

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
    ROBOTS = "robots"
    """robots.txt disallows the address."""
    HELD_BACK = "held_back"
    """The host asked to be left alone, or has failed so often that it is."""
    BUDGET = "budget"
    """The host was asked often enough in this round."""


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
