"""Keeps the captures that proved an absence beside its instant.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("listings") as listings:
        listings.add_column(sa.Column("absent_captures", sa.Text(), nullable=False, server_default="[]"))
    op.execute("UPDATE listings SET absent_captures = captures WHERE presence = 'proved_absent'")


def downgrade() -> None:
    with op.batch_alter_table("listings") as listings:
        listings.drop_column("absent_captures")
