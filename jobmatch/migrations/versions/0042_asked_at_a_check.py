"""a surprise check asks whether the school sells anything to its learners and keeps their ID cards

Revision 0042, after 0041.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("class_check", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sells", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("keeps_id_cards", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("class_check", schema=None) as batch_op:
        batch_op.drop_column("keeps_id_cards")
        batch_op.drop_column("sells")
