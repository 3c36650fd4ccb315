"""what somebody said at a talk, in words

Revision 0028, after 0027.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by a new table in the place of the old: the moves point to it.
    op.add_column("follow_up", sa.Column("said", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("follow_up", "said")
