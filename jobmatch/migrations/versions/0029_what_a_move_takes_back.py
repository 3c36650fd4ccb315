"""which move of a referral another one takes back

Revision 0029, after 0028.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("referral_move", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undoes_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_referral_move_undoes_id"), "referral_move", ["undoes_id"], ["id"]
        )  # fmt: skip
        batch_op.create_index(batch_op.f("ix_referral_move_undoes_id"), ["undoes_id"], unique=True)


def downgrade() -> None:
    with op.batch_alter_table("referral_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_move_undoes_id"))
        batch_op.drop_constraint(batch_op.f("fk_referral_move_undoes_id"), type_="foreignkey")
        batch_op.drop_column("undoes_id")
