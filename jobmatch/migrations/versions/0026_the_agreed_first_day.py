"""the first day of work as it was agreed with the hire

Revision 0026, after 0025.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral", sa.Column("begins_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("referral", "begins_on")
