"""a month's line of a household counts, and says no state of its own

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch: SQLite would make the table anew, and its index of first lines would lose its condition.
    op.drop_column("household_month", "state")


def downgrade() -> None:
    op.add_column("household_month", sa.Column("state", sa.String(length=30), server_default="unknown", nullable=False))
