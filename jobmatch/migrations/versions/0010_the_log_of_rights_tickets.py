"""the log of rights tickets

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rights_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rights_ticket_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["rights_ticket_id"], ["rights_ticket.id"], name=op.f("fk_rights_move_rights_ticket_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_move")),
    )
    op.create_index(op.f("ix_rights_move_rights_ticket_id"), "rights_move", ["rights_ticket_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_rights_move_rights_ticket_id"), table_name="rights_move")
    op.drop_table("rights_move")
