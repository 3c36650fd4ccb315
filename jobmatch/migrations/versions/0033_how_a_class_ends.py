"""how a class ends for each of its people: the exam, why it was not completed, and the certificate

Revision 0033, after 0032.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("enrolment", sa.Column("exam", sa.String(length=30), nullable=True))
    op.add_column("enrolment", sa.Column("failed_because", sa.String(length=30), nullable=True))
    op.create_table(
        "course_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=False),
        sa.Column("number_index", sa.String(length=64), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_course_certificate_enrolment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_certificate")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_course_certificate_enrolment_id")),
        sa.UniqueConstraint("number_index", name=op.f("uq_course_certificate_number_index")),
    )


def downgrade() -> None:
    op.drop_table("course_certificate")
    op.drop_column("enrolment", "failed_because")
    op.drop_column("enrolment", "exam")
