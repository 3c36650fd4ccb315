"""at which window a number is called

Revision 0022, after 0021.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("waiting_number") as table:
        table.add_column(sa.Column("at_window", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("waiting_number") as table:
        table.drop_column("at_window")
