"""plans of classes, and the classes that a county asks for

Revision 0023, after 0022.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("rules_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("without", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("classes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_plan")),
    )
    op.create_table(
        "training_demand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("occupation", sa.String(length=60), nullable=True),
        sa.Column("certificate_kind", sa.String(length=60), nullable=False),
        sa.Column("site", sa.String(length=100), nullable=False),
        sa.Column("division", sa.String(length=12), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("wanted_by", sa.Date(), nullable=False),
        sa.Column("vacancies", sa.JSON(), nullable=False),
        sa.Column("like_course_id", sa.Integer(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_training_demand_course_id")),
        sa.ForeignKeyConstraint(["like_course_id"], ["course.id"], name=op.f("fk_training_demand_like_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_demand")),
        sa.UniqueConstraint("key", name=op.f("uq_training_demand_key")),
    )
    op.create_index(op.f("ix_training_demand_course_id"), "training_demand", ["course_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_training_demand_course_id"), "training_demand")
    op.drop_table("training_demand")
    op.drop_table("training_plan")
