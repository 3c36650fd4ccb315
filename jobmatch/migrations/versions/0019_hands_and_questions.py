"""households that changed hands, and what a helper could not solve

Revision 0019, after 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("errand", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("from_name", sa.String(length=50), nullable=True),
        sa.Column("from_phone", sa.LargeBinary(), nullable=True),
        sa.Column("to_name", sa.String(length=50), nullable=False),
        sa.Column("to_phone", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_hand_over_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("errand", "household_id", name=op.f("uq_hand_over_errand_household_id")),
    )
    op.create_index(op.f("ix_hand_over_household_id"), "hand_over", ["household_id"], unique=False)
    op.create_table(
        "help_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_help_asked_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_asked")),
    )
    op.create_index(op.f("ix_help_asked_household_id"), "help_asked", ["household_id"], unique=False)
    op.create_index(
        "uq_help_asked_standing", "help_asked", ["household_id"], unique=True,
        sqlite_where=sa.text("state = 'asked'"), postgresql_where=sa.text("state = 'asked'"),
    )  # fmt: skip
    op.create_table(
        "help_move",
        sa.Column("help_asked_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["help_asked_id"], ["help_asked.id"], name=op.f("fk_help_move_help_asked_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_move")),
    )
    op.create_index(op.f("ix_help_move_help_asked_id"), "help_move", ["help_asked_id"], unique=False)


def downgrade() -> None:
    op.drop_table("help_move")
    op.drop_table("help_asked")
    op.drop_table("hand_over")
