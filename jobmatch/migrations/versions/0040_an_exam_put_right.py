"""which move of an enrolment another one takes back, and how the exam of each went

Revision 0040, after 0039.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enrolment_move", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undoes_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("exam", sa.String(length=30), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_enrolment_move_undoes_id"), "enrolment_move", ["undoes_id"], ["id"]
        )  # fmt: skip
        batch_op.create_index(batch_op.f("ix_enrolment_move_undoes_id"), ["undoes_id"], unique=True)


def downgrade() -> None:
    with op.batch_alter_table("enrolment_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_move_undoes_id"))
        batch_op.drop_constraint(batch_op.f("fk_enrolment_move_undoes_id"), type_="foreignkey")
        batch_op.drop_column("exam")
        batch_op.drop_column("undoes_id")
