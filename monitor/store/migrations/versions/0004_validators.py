"""Drops the validators of a listing: those of each page stand with its capture.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("listings") as listings:
        listings.drop_column("etag")
        listings.drop_column("last_modified")


def downgrade() -> None:
    with op.batch_alter_table("listings") as listings:
        listings.add_column(sa.Column("etag", sa.Text(), nullable=True))
        listings.add_column(sa.Column("last_modified", sa.Text(), nullable=True))
