"""training at work, and the months that are claimed for it

Revision 0036, after 0034.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "work_training",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("occupation", sa.String(length=100), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("skill", sa.String(length=60), nullable=False),
        sa.Column("wage", sa.LargeBinary(), nullable=False),
        sa.Column("trainer", sa.String(length=50), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_work_training_person_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_work_training_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_training")),
    )
    op.create_index(op.f("ix_work_training_person_id"), "work_training", ["person_id"])
    op.create_index(op.f("ix_work_training_vacancy_id"), "work_training", ["vacancy_id"])
    op.create_table(
        "trained_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wage", sa.LargeBinary(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("claimed_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["training_id"], ["work_training.id"], name=op.f("fk_trained_month_training_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trained_month")),
        sa.UniqueConstraint("training_id", "number", name=op.f("uq_trained_month_training_id_number")),
    )


def downgrade() -> None:
    op.drop_table("trained_month")
    op.drop_index(op.f("ix_work_training_vacancy_id"), "work_training")
    op.drop_index(op.f("ix_work_training_person_id"), "work_training")
    op.drop_table("work_training")
