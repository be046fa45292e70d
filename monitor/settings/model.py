"""Defines the settings: what the office says, complete and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Asia/Shanghai")
"""The zone of every statutory date (条例 art. 49); instants are stored in UTC."""


class Kind(StrEnum):
    """Names what an agency is: deadlines and art. 50(4) follow it."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    OTHER = "other"


class Level(StrEnum):
    """Names the administrative level of an agency."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


class Scope(StrEnum):
    """Says what a report counts: the agency alone (本级) or its subordinates too (含下级)."""

    OWN = "own"
    WITH_SUBORDINATES = "with_subordinates"


class Severity(StrEnum):
    """Grades a finding: 不符合, 待核实, 提示, 系统."""

    VIOLATION = "violation"
    QUERY = "query"
    NOTE = "note"
    SYSTEM = "system"


class MailMode(StrEnum):
    """Says where letters go: a server, a folder, or nowhere."""

    SMTP = "smtp"
    MAILDIR = "maildir"
    OFF = "off"


class MailSecurity(StrEnum):
    """Says how the connection to the mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class Release(StrEnum):
    """Says whether first letters wait for the operator."""

    HOLD = "hold"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """Holds a password or key and hides it in every print."""

    value: str = field(repr=False)

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class Agency:
    """Describes one responsible agency: one row of `agencies.csv`."""

    id: str
    name: str
    kind: Kind
    listing: str | None = None
    """Address of the listing (栏目) of its annual reports; None where the office has not found one yet."""
    aliases: tuple[str, ...] = ()
    level: Level | None = None
    represents: str | None = None
    parent: str | None = None
    scope: Scope | None = None
    region: str | None = None
    family: str = "auto"
    canary_waived: str | None = None
    """Reason why the listing needs no earlier report as a canary (`canary: none`); None = it needs one."""
    legacy_tls: bool = False
    """Whether its portal may be spoken to in old versions of TLS (`tls: legacy`)."""
    contacts: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    predecessor: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Give the name and every alias, the name first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Office:
    """Describes the office (主管部门) in whose name letters are written."""

    name: str
    email: str
    phone: str | None = None
    address: str | None = None
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Mail:
    """Says how letters leave the house."""

    mode: MailMode = MailMode.OFF
    sender: str = ""
    reply_to: str | None = None
    host: str = "localhost"
    port: int = 25
    security: MailSecurity = MailSecurity.STARTTLS
    username: str | None = None
    password: Secret | None = None
    ca_file: Path | None = None
    """Extra certificate authority of the office's own mail server."""
    maildir: Path | None = None
    timeout_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Letters:
    """Says when letters are written and to whom they are copied."""

    release: Release = Release.HOLD
    remind_before_days: tuple[int, ...] = (14, 3)
    """Calendar days before a deadline on which agencies that have not published are reminded."""
    remind_every_working_days: int = 5
    """Working days between reminders of an open gap."""
    escalate_after_reminders: int = 2
    copy_supervisors: bool = True
    digest: bool = True


@dataclass(frozen=True, slots=True)
class Schedule:
    """Says when the daemon works, in the zone of the office."""

    sweep_minutes: int = 60
    """Minutes between rounds; each listing's own due time decides whether it is visited in a round."""
    visit_hours: int = 24
    visit_hours_near_deadline: int = 1
    near_deadline_days: int = 3
    letters_minutes: int = 5
    digest_at: time = time(8, 30)
    threads: int = 8
    visit_from: time | None = None
    """Beginning of the hours in which portals are visited, but for the days around a deadline; None = at any hour."""
    visit_until: time | None = None


@dataclass(frozen=True, slots=True)
class DueDay:
    """Gives a yearly deadline: the last day (24:00) on which a report is in time."""

    month: int
    day: int
    binding: bool = True
    """Whether the law or the office binds this kind of agency to the date (else D-03 is a query)."""


_STATUTORY = MappingProxyType(
    {
        Kind.DEPARTMENT: DueDay(1, 31),
        Kind.GOVERNMENT: DueDay(3, 31),
        Kind.TOWNSHIP: DueDay(1, 31, binding=False),
        Kind.SUBDISTRICT: DueDay(1, 31, binding=False),
        Kind.OTHER: DueDay(1, 31, binding=False),
    }
)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Gives the due day of each kind (条例 art. 49; the office's own dates for the rest)."""

    by_kind: Mapping[Kind, DueDay] = field(default_factory=lambda: _STATUTORY)


@dataclass(frozen=True, slots=True)
class Relevelled:
    """Re-levels a rule for this office, with the reason that is shown wherever it acts."""

    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Fetching:
    """Says how portals are visited: manners and limits."""

    contact: str = ""
    """Address that stands in the User-Agent, so that a portal can reach the office."""
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    max_bytes: int = 50_000_000
    max_redirects: int = 5
    pause_seconds: float = 1.0
    """Pause between two requests to one host."""
    failures_before_rest: int = 5
    """Failures in a row after which a host is given a rest."""
    requests_a_round: int = 300
    """Requests to one host in one round."""
    robots_ignored: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Hosts whose robots.txt the office overrides for its own portals, each with the reason."""
    allow_hosts: tuple[str, ...] = ()
    """`host` or `host:port` that may resolve to a non-public address (tests, demo, intranet portals)."""
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Storage:
    """Says where the database and the archive lie."""

    database: str = field(repr=False)
    """SQLAlchemy address, e.g. `sqlite:////var/lib/nianbao/nianbao.db`; may carry a password, so it is not printed."""
    archive: Path
    heartbeat: Path | None = None
    keep_days: int | None = None
    """Days that evidence is kept which nothing needs any more; None = for ever."""


@dataclass(frozen=True, slots=True)
class Sentry:
    """Says where errors and check-ins are reported; silent without a DSN."""

    dsn: Secret | None = None
    environment: str = "production"


@dataclass(frozen=True, slots=True)
class Settings:
    """Holds everything the office has said, checked and complete."""

    office: Office
    agencies: tuple[Agency, ...]
    storage: Storage
    mail: Mail = Mail()
    letters: Letters = Letters()
    schedule: Schedule = Schedule()
    deadlines: Deadlines = Deadlines()
    fetching: Fetching = Fetching()
    sentry: Sentry = Sentry()
    severities: Mapping[str, Relevelled] = field(default_factory=lambda: MappingProxyType({}))
    switched_off: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Codes of rules that this office does not apply, each with the reason."""
    digest: str = ""
    """SHA-256 over the configuration files: tells whether a reload would change anything."""

    def agency(self, agency_id: str) -> Agency:
        """Give the agency of this id. Raises KeyError for an unknown one."""
        return next((a for a in self.agencies if a.id == agency_id), None) or _unknown(agency_id)


def _unknown(agency_id: str) -> Agency:
    raise KeyError(agency_id)
