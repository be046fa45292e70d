"""Makes the tables by which reports that are alike find each other.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sketches",
        sa.Column("agency", sa.String(length=128), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("sketch", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "year", name=op.f("pk_sketches")),
    )
    op.create_table(
        "sketch_marks",
        sa.Column("agency", sa.String(length=128), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "year", "mark", name=op.f("pk_sketch_marks")),
    )
    op.create_index(op.f("ix_sketch_marks_mark"), "sketch_marks", ["mark"])


def downgrade() -> None:
    op.drop_table("sketch_marks")
    op.drop_table("sketches")
