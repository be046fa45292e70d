"""Makes a mail of a letter (RFC 5322): recognisable when repeated, threaded, and safe against injection."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy

from alerts.channels import ChannelError
from alerts.model import Letter
from monitor.settings import TIME_ZONE, Mail, Office


class _Identifier(UnstructuredHeader, BaseHeader):
    """Writes an identifier as it is: Python would encode one that is longer than a line, and break threads."""

    def fold(self, *, policy: Policy) -> str:
        """Give the header on one line."""
        return f"{self.name}: {self}{policy.linesep}"


def _registry() -> HeaderRegistry:
    registry = HeaderRegistry()
    for name in ("message-id", "in-reply-to", "references", "list-id"):
        registry.map_to_type(name, _Identifier)
    return registry


# Base64 or quoted-printable: old servers in offices still damage eight-bit bodies.
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_registry())
_ATOM = re.compile(r"[A-Za-z0-9_-]{1,24}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def to_message(letter: Letter, mail: Mail, office: Office, now: datetime) -> EmailMessage:
    """Give the mail of a letter, dated `now`.

    Raises ChannelError (permanent) for an address that is none: nothing from outside becomes a header.
    """
    message = EmailMessage(policy=_POLICY)
    domain = _domain(mail.sender)
    message["From"] = _address(mail.sender, _line(office.name))
    message["To"] = _addresses(letter.to)
    if letter.cc:
        message["Cc"] = _addresses(letter.cc)
    message["Reply-To"] = _address(mail.reply_to or office.email or mail.sender)
    message["Subject"] = _line(letter.subject)
    message["Date"] = now.astimezone(TIME_ZONE)
    message["Message-ID"] = message_id(letter, mail)
    _thread(message, letter, domain)
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"<nianbao.{domain}>"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def message_id(letter: Letter, mail: Mail) -> str:
    """Give the Message-ID of a letter: derived from its id alone, so that a repeat is recognised."""
    return f"<{letter.id}@{_domain(mail.sender)}>"


def thread_of(agency: str | None, year: int | None) -> str:
    """Name the thread of a letter: one an agency and year, one for the office itself."""
    if agency is None:
        return "office"
    # Agency ids may hold what a Message-ID may not (RFC 5322 §3.6.4).
    name = agency if _ATOM.fullmatch(agency) else hashlib.sha256(agency.encode()).hexdigest()[:16]
    return f"{name}.{year}" if year is not None else name


def _thread(message: EmailMessage, letter: Letter, domain: str) -> None:
    if letter.agency is None:
        return
    # All answer one root that was never sent itself: so they stay together whichever of them was superseded.
    root = f"<thread.{thread_of(letter.agency, letter.year)}@{domain}>"
    message["In-Reply-To"] = root
    message["References"] = root


def _line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())


def _addresses(specs: Iterable[str]) -> tuple[Address, ...]:
    found = tuple(_address(spec) for spec in specs)
    if not found:
        raise ChannelError("the letter has no recipient", permanent=True)
    return found


def _address(spec: str, name: str = "") -> Address:
    try:
        address = Address(name, addr_spec=spec)
    except (ValueError, IndexError, MessageError) as error:
        raise _no_address(spec) from error
    if not (spec.isascii() and address.username and address.domain) or _UNSEEN.search(spec):
        raise _no_address(spec)
    return address


def _no_address(spec: str) -> ChannelError:
    return ChannelError(f"{spec!r} is not a mail address", permanent=True)


def _domain(sender: str) -> str:
    try:
        return _address(sender).domain
    except ChannelError as error:
        raise ChannelError(f"mail.sender: {error.detail}", permanent=False, everyone=True) from error
