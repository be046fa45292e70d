"""Fetches passwords and keys from the environment or a file; a problem names the line, never the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.settings.formats import is_database_with_login
from monitor.settings.model import MailMode, Secret
from monitor.settings.office_file import OfficeFile
from monitor.settings.problems import Problem


@dataclass(frozen=True, slots=True)
class Secrets:
    """Holds what the office keeps out of its files; None where nothing is named or found."""

    password: Secret | None = None
    dsn: Secret | None = None
    database: Secret | None = None


def read_secrets(office: OfficeFile, environ: Mapping[str, str]) -> Secrets:
    """Look up every secret that `office.yaml` names."""
    return Secrets(
        password=_variable(office, environ, "mail", "password_env") or _file(office),
        dsn=_variable(office, environ, "sentry", "dsn_env"),
        database=_variable(office, environ, "storage", "database_env"),
    )


def secret_problems(office: OfficeFile, secrets: Secrets) -> Iterator[Problem]:
    """Yield what is wrong with the secrets that are named."""
    yield from _named_twice(office)
    yield from _mail(office, secrets)
    yield from _sentry(office, secrets)
    yield from _database(office, secrets)


def _variable(office: OfficeFile, environ: Mapping[str, str], section: str, key: str) -> Secret | None:
    value = environ.get(str(office.section(section).get(key, "")), "").strip()
    return Secret(value) if value else None


def _file(office: OfficeFile) -> Secret | None:
    name = office.section("mail").get("password_file")
    if name is None:
        return None
    try:
        lines = office.path(name).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return Secret(lines[0].strip()) if lines and lines[0].strip() else None


_EITHER = (("mail", "password_env", "password_file"), ("storage", "database", "database_env"))


def _named_twice(office: OfficeFile) -> Iterator[Problem]:
    for section, one, other in _EITHER:
        values = office.section(section)
        if one in values and other in values:
            yield office.error((section, other), "secret_twice", name=one, other=other)


def _mail(office: OfficeFile, secrets: Secrets) -> Iterator[Problem]:
    mail = office.section("mail")
    # a server that is not used yet needs no password yet
    if secrets.password or mail.get("mode") != MailMode.SMTP:
        return
    if "password_env" in mail:
        yield office.error(("mail", "password_env"), "secret_unset")
    if "password_file" in mail:
        yield office.error(("mail", "password_file"), "secret_file_missing")


def _sentry(office: OfficeFile, secrets: Secrets) -> Iterator[Problem]:
    if "dsn_env" not in office.section("sentry"):
        return
    if secrets.dsn is None:
        yield office.warning(("sentry", "dsn_env"), "secret_unset")
    elif not is_dsn(secrets.dsn.value):
        yield office.error(("sentry", "dsn_env"), "bad_dsn")


def is_dsn(text: str) -> bool:
    """Tell whether this is the address of a Sentry project, with its key."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.username and parts.hostname and parts.path[1:])


def _database(office: OfficeFile, secrets: Secrets) -> Iterator[Problem]:
    storage = office.section("storage")
    if not office.sound("storage"):
        return
    if "database_env" not in storage:
        if "database" not in storage:
            yield office.error(("storage",), "missing_key", name="database")
    elif secrets.database is None:
        yield office.error(("storage", "database_env"), "secret_unset")
    elif not is_database_with_login(secrets.database.value):
        yield office.error(("storage", "database_env"), "bad_database")
