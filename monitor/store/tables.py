"""Defines every table. A change here needs a migration: a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)

from monitor.cases import EventKind, State
from monitor.form import Verdict
from monitor.rules import Presence
from monitor.settings import Severity
from monitor.store.append_only import guards
from monitor.store.columns import Choice, Instant, Json, Records, Strings
from monitor.store.model import ListingState, Missed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_DIGEST = String(64)
_ID = String(128)


listings = Table(
    "listings",
    metadata,
    Column("agency", _ID, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("url", Text),
    Column("last_status", Integer),
    Column("state", Choice(ListingState), nullable=False),
    Column("digest", _DIGEST),
    Column("visited_at", Instant),
    Column("next_due_at", Instant, index=True),
    Column("presence", Choice(Presence), nullable=False),
    Column("first_seen", Instant),
    Column("absent_at", Instant),
    Column("failures", Integer, nullable=False),
    Column("trouble", String(64)),
    Column("captures", Strings, nullable=False),
    Column("absent_captures", Strings, nullable=False, server_default="[]"),
    Column("missing", Records(Missed), nullable=False, server_default="[]"),
    Column("looked_through_at", Instant),
)

walks = Table(
    "walks",
    metadata,
    Column("agency", _ID, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("basis", _DIGEST, nullable=False),
    Column("pages", Json, nullable=False),
    Column("verdict", Json, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("url", Text, nullable=False),
    # An index over addresses would fail on PostgreSQL for very long ones: their digest stands in.
    Column("url_digest", _DIGEST, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("sha256", _DIGEST, nullable=False, index=True),
    Column("fetched_at", Instant, nullable=False),
    Column("status", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("headers", Json, nullable=False),
    Index(None, "url_digest", "fetched_at"),
)

sightings = Table(
    "sightings",
    metadata,
    Column("agency", _ID, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("url_digest", _DIGEST, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("date", Date),
    Column("first_seen", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Column("gone_at", Instant),
)

readings = Table(
    "readings",
    metadata,
    Column("sha256", _DIGEST, primary_key=True),
    Column("reader", _ID, primary_key=True),
    Column("edition", String(16), primary_key=True),
    Column("report", Json, nullable=False),
    Column("cells", Json, nullable=False),
    Column("made_at", Instant, nullable=False),
)

sketches = Table(
    "sketches",
    metadata,
    Column("agency", _ID, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("basis", _DIGEST, nullable=False),
    Column("sketch", Json, nullable=False),
)

sketch_marks = Table(
    "sketch_marks",
    metadata,
    Column("agency", _ID, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("mark", BigInteger, primary_key=True),
    Column("weight", Integer, nullable=False),
    Index(None, "mark"),
)

examinations = Table(
    "examinations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("agency", _ID, nullable=False),
    Column("year", Integer, nullable=False),
    Column("sha256", _DIGEST),
    Column("reader", _ID),
    Column("rules", _ID, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "agency", "year", "at"),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("examination", ForeignKey("examinations.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String(16), nullable=False),
    Column("verdict", Choice(Verdict), nullable=False),
    Column("pointers", Strings, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("examination", ForeignKey("examinations.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String(16), nullable=False),
    Column("severity", Choice(Severity), nullable=False),
    Column("finding", Json, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("digest", String(32), primary_key=True),
    Column("agency", _ID, nullable=False),
    Column("year", Integer, nullable=False),
    Column("code", String(16), nullable=False),
    Column("pointers", Strings, nullable=False),
    Column("quote", String(16), nullable=False),
    Column("state", Choice(State), nullable=False, index=True),
    Column("severity", Choice(Severity), nullable=False),
    Column("finding", Json, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("sha256", _DIGEST),
    Column("decided_state", Choice(State)),
    Column("decided_by", Text),
    Column("decided_why", Text),
    Column("decided_at", Instant),
    Column("decided_until", Date),
    Column("reminders", Integer, nullable=False),
    Column("last_letter_at", Instant),
    Index(None, "agency", "year"),
)

case_events = Table(
    "case_events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case_digest", ForeignKey("cases.digest"), nullable=False, index=True),
    Column("kind", Choice(EventKind), nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", Choice(State), nullable=False),
    Column("severity", Choice(Severity), nullable=False),
    Column("finding", Json, nullable=False),
    Column("sha256", _DIGEST),
    Column("actor", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("until", Date),
)

letters = Table(
    "letters",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(36), nullable=False, unique=True),
    Column("agency", _ID),
    Column("year", Integer),
    Column("thread", String(80), nullable=False),
    Column("reasons", Strings, nullable=False),
    Column("recipients", Strings, nullable=False),
    Column("copies", Strings, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("state", String(16), nullable=False),
    Column("released_at", Instant),
    Column("released_by", Text),
    Column("claimed_by", Text),
    Column("claim_expires_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("first_attempt_at", Instant),
    Column("next_attempt_at", Instant),
    Column("last_error", Text),
    Column("delivered", Strings, nullable=False),
    Column("message_id", Text),
    Column("sent_at", Instant),
    Column("refused_at", Instant),
    Column("superseded_at", Instant),
    Column("superseded_why", Text),
    Index(None, "state", "number"),
    Index(None, "thread", "number"),
    Index(None, "agency", "year"),
)

letter_cases = Table(
    "letter_cases",
    metadata,
    Column("letter", ForeignKey("letters.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("case_digest", String(32), nullable=False, index=True),
)

matters = Table(
    "matters",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("code", _ID, nullable=False),
    Column("at", Instant, nullable=False),
    Column("agency", _ID),
    Column("facts", Json, nullable=False),
    Column("digest", _DIGEST, nullable=False),
    Column("told_at", Instant),
    Index(None, "told_at", "digest"),
)

ticks = Table(
    "ticks",
    metadata,
    Column("job", _ID, primary_key=True),
    Column("last_run_at", Instant),
    Column("next_run_at", Instant, nullable=False),
)

instance = Table(
    "instance",
    metadata,
    Column("only", Boolean, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("acquired_at", Instant, nullable=False),
    Column("renewed_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("shut_until", Instant),
    Column("reason", String(64), nullable=False),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("text", Text),
    Column("until", Instant, nullable=False),
)

for _guard in guards(case_events.name):
    event.listen(case_events, "after_create", _guard)
