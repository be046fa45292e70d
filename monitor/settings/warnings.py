"""Warns of what is allowed but deserves a look."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from monitor.settings.formats import is_address, is_email, parse_date
from monitor.settings.holidays import HOLIDAY_YEARS
from monitor.settings.model import MailMode, MailSecurity, Release
from monitor.settings.office_file import OfficeFile
from monitor.settings.problems import Problem
from monitor.settings.rows import Entry
from monitor.settings.schema import shown
from monitor.settings.source import Source

_INNER_SUFFIXES = ("localhost", "local", "internal", "lan", "intranet", "home.arpa")
"""Last labels of names that never lead to a public address (RFC 6761, RFC 6762, RFC 8375, and custom)."""

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Inspected:
    """Holds what warnings may know: the files as read, and the day on which they are inspected."""

    office: OfficeFile
    table: Source
    entries: Sequence[Entry]
    today: date

    @property
    def watched(self) -> list[Entry]:
        """Give the sound rows of agencies that have not ended."""
        return [e for e in self.entries if e.sound and self.today <= _last_day(e)]


def warnings_of(inspected: Inspected) -> Iterator[Problem]:
    """Yield every warning."""
    for warn in WARNINGS:
        yield from warn(inspected)


def _last_day(entry: Entry) -> date:
    return parse_date(entry.data["valid_to"]) if "valid_to" in entry.data else date.max


def _opened_hosts(inspected: Inspected) -> Iterator[Problem]:
    office = inspected.office
    for place, host in enumerate(office.section("fetching").get("allow_hosts", ())):
        yield office.warning(("fetching", "allow_hosts", place), "hosts_opened", value=host)


def _unprotected_mail(inspected: Inspected) -> Iterator[Problem]:
    mail = inspected.office.section("mail")
    if mail.get("mode") == MailMode.SMTP and mail.get("security") == MailSecurity.NONE:
        yield inspected.office.warning(("mail", "security"), "mail_unprotected")


def _automatic_release(inspected: Inspected) -> Iterator[Problem]:
    if inspected.office.section("letters").get("release") == Release.AUTOMATIC:
        yield inspected.office.warning(("letters", "release"), "released_unseen")


def _unknown_holidays(inspected: Inspected) -> Iterator[Problem]:
    for year in (inspected.today.year, inspected.today.year + 1):
        if year not in HOLIDAY_YEARS:
            yield inspected.office.source.warning("holidays_unknown", year=year)


def _no_contact(inspected: Inspected) -> Iterator[Problem]:
    for entry in inspected.watched:
        if not entry.data.get("contacts"):
            where = entry.where("contacts")
            yield inspected.table.warning("no_contact", entry.line, where, name=shown(entry.data["name"]))


def _no_listing(inspected: Inspected) -> Iterator[Problem]:
    for entry in inspected.watched:
        if "listing" not in entry.data:
            where = entry.where("listing")
            yield inspected.table.warning("no_listing", entry.line, where, name=shown(entry.data["name"]))


def _private_listing(inspected: Inspected) -> Iterator[Problem]:
    allowed = {host.lower() for host in inspected.office.section("fetching").get("allow_hosts", ())}
    for entry in inspected.watched:
        listing = entry.data.get("listing", "")
        if is_address(listing) and is_private(listing) and not allowed.intersection(_host_names(listing)):
            where = entry.where("listing")
            yield inspected.table.warning("private_listing", entry.line, where, value=shown(listing))


def _silent_supervisor(inspected: Inspected) -> Iterator[Problem]:
    silent = {e.id for e in inspected.entries if not e.data.get("contacts")}
    for entry in inspected.watched:
        for name in entry.data.get("supervisors", ()):
            if not is_email(name) and name in silent:
                where = entry.where("supervisors")
                yield inspected.table.warning("silent_supervisor", entry.line, where, value=shown(name))


def is_private(address: str) -> bool:
    """Tell whether a web address is internal by its writing alone; no name is looked up."""
    host = urlsplit(address).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        labels = f".{host.rstrip('.')}"
        return labels.count(".") == 1 or labels.endswith(tuple(f".{s}" for s in _INNER_SUFFIXES))


def _host_names(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return host, f"{host}:{parts.port or _PORTS[parts.scheme]}"


WARNINGS: tuple[Callable[[Inspected], Iterator[Problem]], ...] = (
    _opened_hosts,
    _unprotected_mail,
    _automatic_release,
    _unknown_holidays,
    _no_contact,
    _no_listing,
    _private_listing,
    _silent_supervisor,
)
"""Every warning; a new one is one function and one line here."""
