"""Checks what the schema cannot say of `office.yaml`, and builds its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from monitor.settings.formats import parse_clock, parse_month_day
from monitor.settings.model import (
    Agency,
    Deadlines,
    DueDay,
    Fetching,
    Kind,
    Letters,
    Mail,
    MailMode,
    MailSecurity,
    Office,
    Release,
    Relevelled,
    Schedule,
    Sentry,
    Settings,
    Severity,
    Storage,
)
from monitor.settings.office_file import OfficeFile
from monitor.settings.problems import Problem
from monitor.settings.secrets import Secrets

_STATUTORY = (Kind.DEPARTMENT, Kind.GOVERNMENT)
"""The kinds that 条例 art. 49 names: their dates may come earlier, never later, and always bind."""

_SQLITE_FILE = "sqlite:///"

Converters = Mapping[str, Callable[[Any], Any]]


def office_problems(office: OfficeFile) -> Iterator[Problem]:
    """Yield what is wrong between the values of `office.yaml`."""
    for check in CHECKS:
        yield from check(office)


def _incomplete_login(office: OfficeFile) -> Iterator[Problem]:
    mail = office.section("mail")
    secret = next((k for k in ("password_env", "password_file") if k in mail), None)
    if "username" in mail and secret is None:
        yield office.error(("mail", "username"), "login_incomplete", name="username", other="password_env")
    if secret is not None and "username" not in mail:
        yield office.error(("mail", secret), "login_incomplete", name=secret, other="username")


def _missing_maildir(office: OfficeFile) -> Iterator[Problem]:
    mail = office.section("mail")
    if mail.get("mode") == MailMode.MAILDIR and "maildir" not in mail:
        yield office.error(("mail", "mode"), "maildir_missing")


def _statutory_deadlines(office: OfficeFile) -> Iterator[Problem]:
    law = Deadlines().by_kind
    for kind in _STATUTORY:
        said = office.section("deadlines").get(kind)
        if said is None:
            continue
        latest = (law[kind].month, law[kind].day)
        if parse_month_day(said["date"]) > latest:
            facts = {"value": said["date"], "limit": "{:02}-{:02}".format(*latest)}
            yield office.error(("deadlines", str(kind), "date"), "deadline_after_law", **facts)
        if said.get("binding") is False:
            yield office.error(("deadlines", str(kind), "binding"), "deadline_must_bind")


def _doubts_stay_inside(office: OfficeFile) -> Iterator[Problem]:
    for code, said in office.section("severities").items():
        if (code == "D-12" or code.startswith("E-")) and said["severity"] != Severity.SYSTEM:
            yield office.error(("severities", code, "severity"), "system_only", code=code)


def _our_own_stay_on(office: OfficeFile) -> Iterator[Problem]:
    for code in office.section("switched_off"):
        if code == "D-12" or code.startswith("E-"):
            yield office.error(("switched_off", code), "system_stays_on", code=code)


def _half_a_window(office: OfficeFile) -> Iterator[Problem]:
    said = office.section("schedule")
    for key, other in (("visit_from", "visit_until"), ("visit_until", "visit_from")):
        if key in said and other not in said:
            yield office.error(("schedule", key), "half_a_window", other=other)


CHECKS: tuple[Callable[[OfficeFile], Iterator[Problem]], ...] = (
    _incomplete_login,
    _missing_maildir,
    _statutory_deadlines,
    _doubts_stay_inside,
    _our_own_stay_on,
    _half_a_window,
)
"""Every check between values; a new one is one function and one line here."""


def build_settings(office: OfficeFile, agencies: tuple[Agency, ...], secrets: Secrets, digest: str) -> Settings:
    """Build the settings of a configuration without errors."""
    own_address = office.section("office")["email"]
    return Settings(
        office=Office(**office.section("office")),
        agencies=agencies,
        storage=_storage(office, secrets),
        mail=_mail(office, secrets, own_address),
        letters=_letters(office),
        schedule=_schedule(office),
        deadlines=_deadlines(office),
        fetching=_fetching(office, own_address),
        sentry=Sentry(dsn=secrets.dsn, **_without(office.section("sentry"), "dsn_env")),
        severities=_severities(office),
        switched_off=MappingProxyType(dict(office.section("switched_off"))),
        digest=digest,
    )


def _without(values: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in keys}


def _converted(values: Mapping[str, Any], convert: Converters) -> dict[str, Any]:
    return {key: convert[key](value) if key in convert else value for key, value in values.items()}


def _storage(office: OfficeFile, secrets: Secrets) -> Storage:
    storage = office.section("storage")
    database = secrets.database.value if secrets.database else storage["database"]
    paths = {key: office.path(storage[key]) for key in ("archive", "heartbeat") if key in storage}
    return Storage(database=_database(office, database), keep_days=storage.get("keep_days"), **paths)


def _database(office: OfficeFile, address: str) -> str:
    """Start a relative SQLite path at the folder of the file; every other address is left as it is."""
    name = address.removeprefix(_SQLITE_FILE)
    if name == address or not name or name.startswith(("/", ":memory:", "file:")):
        return address
    return f"{_SQLITE_FILE}{office.path(name)}"


def _mail(office: OfficeFile, secrets: Secrets, own_address: str) -> Mail:
    said = _without(office.section("mail"), "password_env", "password_file")
    convert: Converters = {
        "mode": MailMode,
        "security": MailSecurity,
        "port": int,
        "timeout_seconds": float,
        "ca_file": office.path,
        "maildir": office.path,
    }
    return Mail(password=secrets.password, **{"sender": own_address, **_converted(said, convert)})


def _letters(office: OfficeFile) -> Letters:
    def days(said: list[int]) -> tuple[int, ...]:
        return tuple(sorted(map(int, said), reverse=True))

    counts = {"remind_every_working_days": int, "escalate_after_reminders": int}
    convert: Converters = {"release": Release, "remind_before_days": days, **counts}
    return Letters(**_converted(office.section("letters"), convert))


def _schedule(office: OfficeFile) -> Schedule:
    said = office.section("schedule")
    clocks = {"digest_at", "visit_from", "visit_until"}
    convert = {key: parse_clock if key in clocks else int for key in said}
    return Schedule(**_converted(said, convert))


def _fetching(office: OfficeFile, own_address: str) -> Fetching:
    seconds = ("connect_seconds", "read_seconds", "total_seconds", "pause_seconds")
    convert: Converters = {
        **dict.fromkeys(seconds, float),
        "max_bytes": int,
        "max_redirects": int,
        "failures_before_rest": int,
        "requests_a_round": int,
        "robots_ignored": lambda hosts: MappingProxyType({host.lower(): why for host, why in hosts.items()}),
        "allow_hosts": lambda hosts: tuple(host.lower() for host in hosts),
        "ca_file": office.path,
    }
    return Fetching(**{"contact": own_address, **_converted(office.section("fetching"), convert)})


def _deadlines(office: OfficeFile) -> Deadlines:
    days = dict(Deadlines().by_kind)
    for name, said in office.section("deadlines").items():
        kind = Kind(name)
        days[kind] = DueDay(*parse_month_day(said["date"]), said.get("binding", days[kind].binding))
    return Deadlines(MappingProxyType(days))


def _severities(office: OfficeFile) -> Mapping[str, Relevelled]:
    said = office.section("severities")
    return MappingProxyType({c: Relevelled(Severity(s["severity"]), s["reason"]) for c, s in said.items()})
