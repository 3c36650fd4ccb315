"""spring festivals, the log of warnings, and what follows from a follow-up

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "transport_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("division", sa.String(length=12), nullable=False),
        sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.String(length=100), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_transport_group_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transport_group")),
    )
    op.create_index(op.f("ix_transport_group_season"), "transport_group", ["season"], unique=False)
    op.create_table(
        "festival_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("season", sa.Integer(), nullable=False),
        sa.Column("comes", sa.String(length=30), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("goes", sa.String(length=30), nullable=True),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("destination", sa.String(length=12), nullable=True),
        sa.Column("wants_seat", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_festival_return_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_festival_return_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_festival_return")),
        sa.UniqueConstraint("person_id", "season", name=op.f("uq_festival_return_person_id_season")),
    )
    op.create_index(op.f("ix_festival_return_household_id"), "festival_return", ["household_id"], unique=False)
    op.create_index("ix_festival_return_season", "festival_return", ["season"], unique=False)
    op.create_table(
        "transport_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["transport_group.id"], name=op.f("fk_transport_seat_group_id")),
        sa.ForeignKeyConstraint(["return_id"], ["festival_return.id"], name=op.f("fk_transport_seat_return_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transport_seat")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_transport_seat_group_id_number")),
        sa.UniqueConstraint("return_id", name=op.f("uq_transport_seat_return_id")),
    )
    op.create_table(
        "warning_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("early_warning_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["early_warning_id"], ["early_warning.id"], name=op.f("fk_warning_move_early_warning_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning_move")),
    )
    op.create_index(op.f("ix_warning_move_early_warning_id"), "warning_move", ["early_warning_id"], unique=False)
    op.add_column("follow_up", sa.Column("means", sa.LargeBinary(), nullable=True))
    op.add_column("follow_up", sa.Column("because", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("follow_up", "because")
    op.drop_column("follow_up", "means")
    op.drop_index(op.f("ix_warning_move_early_warning_id"), table_name="warning_move")
    op.drop_table("warning_move")
    op.drop_table("transport_seat")
    op.drop_index("ix_festival_return_season", table_name="festival_return")
    op.drop_index(op.f("ix_festival_return_household_id"), table_name="festival_return")
    op.drop_table("festival_return")
    op.drop_index(op.f("ix_transport_group_season"), table_name="transport_group")
    op.drop_table("transport_group")
