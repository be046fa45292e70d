"""Holds the one error of this package and tells from a library's exception what went wrong on the way."""

from __future__ import annotations

import http.client
import ssl
import zlib
from collections.abc import Iterator
from typing import Final

import requests
import urllib3.exceptions

from monitor.fetch.model import FailureReason

_DETAIL_CHARACTERS = 200

TROUBLE: Final = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    zlib.error,
    OSError,
    ValueError,
)
"""Everything that a portal, its name server or the line can make the libraries raise."""

_REASONS: Final[tuple[tuple[FailureReason, tuple[type[BaseException], ...]], ...]] = (
    (FailureReason.TIMEOUT, (TimeoutError, urllib3.exceptions.TimeoutError)),
    (FailureReason.TLS, (ssl.SSLError, urllib3.exceptions.SSLError)),
    (
        FailureReason.BAD_ADDRESS,
        (requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError, UnicodeError),
    ),
    # an answer cut off before its first byte is a ConnectionError as well: the protocol comes first
    (FailureReason.PROTOCOL, (http.client.HTTPException, zlib.error)),
    (FailureReason.CONNECT, (OSError,)),
)


class FetchError(Exception):
    """Ends a visit; `Client.get` turns it into a Failure, and it never leaves the package."""

    def __init__(self, reason: FailureReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = one_line(detail)


def classify(error: BaseException) -> FetchError:
    """Name the reason behind a library's exception by the causes that it wraps."""
    causes = tuple(_causes(error))
    for reason, kinds in _REASONS:
        found = next((cause for cause in causes if isinstance(cause, kinds)), None)
        if found is not None:
            return FetchError(reason, _describe(found))
    return FetchError(FailureReason.PROTOCOL, _describe(error))


def one_line(text: str) -> str:
    """Fold white space, drop what cannot be printed and cut: a portal may have chosen the words."""
    printable = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return printable[:_DETAIL_CHARACTERS]


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        # requests derives from OSError, which would hide the true cause
        if not isinstance(error, requests.ConnectionError):
            yield error
        error = error.__cause__ or error.__context__


def _describe(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
