"""insurance of practical classes, and surprise checks

Revision 0037, after 0036.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("course", sa.Column("practice", sa.Boolean(), nullable=True))
    op.add_column("course", sa.Column("insurance", sa.String(length=100), nullable=True))
    op.create_table(
        "class_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("half", sa.String(length=30), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("saw", sa.String(length=300), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_class_check_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_check")),
        sa.UniqueConstraint("course_id", "on", "half", "by", name=op.f("uq_class_check_course_id_on_half_by")),
    )
    op.create_index(op.f("ix_class_check_course_id"), "class_check", ["course_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_class_check_course_id"), "class_check")
    op.drop_table("class_check")
    op.drop_column("course", "insurance")
    op.drop_column("course", "practice")
