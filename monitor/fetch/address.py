"""Reads addresses: what may be asked for, and where a redirect leads."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from monitor.fetch.errors import FetchError
from monitor.fetch.model import FailureReason

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SCHEMES: Final = frozenset({"http", "https"})
_NOT_QUOTED: Final = "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~"


def target(url: str) -> str:
    """Give the address to ask for, without white space around it and without its fragment.

    Raises FetchError BAD_ADDRESS for anything but an http or https address of a host. Credentials in an
    address are refused too: they would be sent, and kept in the archive.
    """
    bare = url.strip()
    try:
        parts = urlsplit(bare)
        fault = _fault(bare, parts)
    except ValueError as error:
        raise FetchError(FailureReason.BAD_ADDRESS, f"{bare!r}: {error}") from error
    if fault is not None:
        raise FetchError(FailureReason.BAD_ADDRESS, f"{bare!r}: {fault}")
    return parts._replace(fragment="").geturl()


def redirect(raw: Any, base: str) -> str | None:
    """Give the absolute address that an answer sends to, or None (RFC 9110 §15.4)."""
    location = raw.headers.get("Location")
    if raw.status not in _REDIRECTS or not location:
        return None
    # a header is bytes in whatever charset: percent signs keep them as they are
    octets = location.encode("latin-1", "replace")
    try:
        return urljoin(base, quote(octets, safe=_NOT_QUOTED))
    except ValueError as error:
        raise FetchError(FailureReason.BAD_ADDRESS, f"redirect to {location!r}: {error}") from error


def _fault(url: str, parts: SplitResult) -> str | None:
    """Say what is wrong with an address. Raises ValueError for a port that is no number."""
    if not url.isprintable():
        return "it holds control characters"
    if parts.scheme not in _SCHEMES:
        return f"the scheme {parts.scheme!r} is neither http nor https"
    if not parts.hostname or parts.port == 0:
        return "the host or port is missing"
    if "@" in parts.netloc:
        return "it carries credentials"
    return None
