"""Makes the first tables.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "outcomes",
    "letter_cases",
    "findings",
    "case_events",
    "ticks",
    "sightings",
    "readings",
    "matters",
    "listings",
    "letters",
    "instance",
    "examinations",
    "cases",
    "captures",
)

# History is append-only: the database itself refuses to rewrite it.
GUARDS = {
    "sqlite": (
        """CREATE TRIGGER case_events_no_update BEFORE update ON case_events
BEGIN SELECT RAISE(ABORT, 'case_events is append-only'); END""",
        """CREATE TRIGGER case_events_no_delete BEFORE delete ON case_events
BEGIN SELECT RAISE(ABORT, 'case_events is append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION case_events_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'case_events is append-only'; END $$""",
        """CREATE TRIGGER case_events_no_rewriting BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events
FOR EACH STATEMENT EXECUTE FUNCTION case_events_refuse()""",
    ),
}


def upgrade() -> None:
    op.create_table(
        "captures",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_digest", sa.String(length=64), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    op.create_index(op.f("ix_captures_sha256"), "captures", ["sha256"], unique=False)
    op.create_index(
        op.f("ix_captures_url_digest_fetched_at"), "captures", ["url_digest", "fetched_at"], unique=False
    )
    op.create_table(
        "cases",
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("agency", sa.String(length=128), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("pointers", sa.Text(), nullable=False),
        sa.Column("quote", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("decided_state", sa.String(length=32), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_until", sa.Date(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("last_letter_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_cases")),
    )
    op.create_index(op.f("ix_cases_agency_year"), "cases", ["agency", "year"], unique=False)
    op.create_index(op.f("ix_cases_state"), "cases", ["state"], unique=False)
    op.create_table(
        "examinations",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=128), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("reader", sa.String(length=128), nullable=True),
        sa.Column("rules", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_examinations")),
    )
    op.create_index(
        op.f("ix_examinations_agency_year_at"), "examinations", ["agency", "year", "at"], unique=False
    )
    op.create_table(
        "instance",
        sa.Column("only", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("acquired_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_instance")),
    )
    op.create_table(
        "letters",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=128), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("thread", sa.String(length=80), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("copies", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Text(), nullable=True),
        sa.Column("claimed_by", sa.Text(), nullable=True),
        sa.Column("claim_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("delivered", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letters")),
        sa.UniqueConstraint("id", name=op.f("uq_letters_id")),
    )
    op.create_index(op.f("ix_letters_agency_year"), "letters", ["agency", "year"], unique=False)
    op.create_index(op.f("ix_letters_state_number"), "letters", ["state", "number"], unique=False)
    op.create_index(op.f("ix_letters_thread_number"), "letters", ["thread", "number"], unique=False)
    op.create_table(
        "listings",
        sa.Column("agency", sa.String(length=128), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("presence", sa.String(length=32), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=True),
        sa.Column("absent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=64), nullable=True),
        sa.Column("captures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "year", name=op.f("pk_listings")),
    )
    op.create_index(op.f("ix_listings_next_due_at"), "listings", ["next_due_at"], unique=False)
    op.create_table(
        "matters",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agency", sa.String(length=128), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_matters")),
    )
    op.create_index(op.f("ix_matters_told_at_digest"), "matters", ["told_at", "digest"], unique=False)
    op.create_table(
        "readings",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reader", sa.String(length=128), nullable=False),
        sa.Column("edition", sa.String(length=16), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "reader", "edition", name=op.f("pk_readings")),
    )
    op.create_table(
        "sightings",
        sa.Column("agency", sa.String(length=128), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("url_digest", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("agency", "year", "url_digest", name=op.f("pk_sightings")),
    )
    op.create_table(
        "ticks",
        sa.Column("job", sa.String(length=128), nullable=False),
        sa.Column("last_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_run_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_ticks")),
    )
    op.create_table(
        "case_events",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_digest", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_digest"], ["cases.digest"], name=op.f("fk_case_events_case_digest")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_case_events")),
    )
    op.create_index(op.f("ix_case_events_case_digest"), "case_events", ["case_digest"], unique=False)
    op.create_table(
        "findings",
        sa.Column("examination", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["examination"], ["examinations.number"], name=op.f("fk_findings_examination"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("examination", "position", name=op.f("pk_findings")),
    )
    op.create_table(
        "letter_cases",
        sa.Column("letter", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("case_digest", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter"], ["letters.number"], name=op.f("fk_letter_cases_letter"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("letter", "position", name=op.f("pk_letter_cases")),
    )
    op.create_index(op.f("ix_letter_cases_case_digest"), "letter_cases", ["case_digest"], unique=False)
    op.create_table(
        "outcomes",
        sa.Column("examination", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("pointers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["examination"], ["examinations.number"], name=op.f("fk_outcomes_examination"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("examination", "position", name=op.f("pk_outcomes")),
    )
    for statement in GUARDS.get(op.get_bind().dialect.name, ()):
        op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION case_events_refuse")
