"""classes as they are held: how each stands with its log, licences, rooms and teachers, and whose a trainer's account is

Revision 0027, after 0026. Classes that an office has listed are open, and those that were called off are cancelled; which
of the open ones have begun or are over, the night's job says.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_provider",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bound_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_provider_account_id")),
        sa.PrimaryKeyConstraint("account_id", "provider_id", name=op.f("pk_account_provider")),
    )
    op.add_column("provider", sa.Column("kind", sa.String(length=30), nullable=True))
    op.add_column("provider", sa.Column("licence_until", sa.Date(), nullable=True))
    op.add_column("course", sa.Column("level", sa.Integer(), nullable=True))
    op.add_column("course", sa.Column("room", sa.String(length=60), nullable=True))
    op.add_column("course", sa.Column("teacher", sa.String(length=50), nullable=True))
    op.add_column("course", sa.Column("state", sa.String(length=30), nullable=False, server_default=sa.text("'open'")))
    op.execute(sa.text("UPDATE course SET state = 'cancelled' WHERE cancelled_on IS NOT NULL"))
    op.create_table(
        "course_move",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_move_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_move")),
    )
    op.create_index(op.f("ix_course_move_course_id"), "course_move", ["course_id"])


def downgrade() -> None:
    op.drop_table("course_move")
    for column in ("state", "teacher", "room", "level"):
        op.drop_column("course", column)
    op.drop_column("provider", "licence_until")
    op.drop_column("provider", "kind")
    op.drop_table("account_provider")
