"""Keep what people did: the table `audit`."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("files", sa.JSON, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Takes the table away."""
    op.drop_table("audit")
