"""who picked a post for somebody by hand, and why

Revision 0024, after 0023.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by a new table in the place of the old: referrals point to it.
    op.add_column("proposal", sa.Column("picked_by", sa.String(100), nullable=True))
    op.add_column("proposal", sa.Column("picked_because", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("proposal", "picked_because")
    op.drop_column("proposal", "picked_by")
