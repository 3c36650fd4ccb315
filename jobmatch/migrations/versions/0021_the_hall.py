"""numbers in the line of a centre, and calls for help at its machine

Revision 0021, after 0020.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_by", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_waiting_number_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_number")),
        sa.UniqueConstraint("site_id", "day", "number", name=op.f("uq_waiting_number_site_id_day_number")),
    )
    op.create_table(
        "hall_call",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_hall_call_site_id")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_hall_call")),
    )


def downgrade() -> None:
    op.drop_table("hall_call")
    op.drop_table("waiting_number")
