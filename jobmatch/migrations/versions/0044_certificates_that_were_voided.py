"""a certificate that was written wrongly is voided, and a right one is written beside it

Revision 0044, after 0042.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0042"
branch_labels = None
depends_on = None

_HOLDS = sa.text("voided_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("course_certificate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("voided_by", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("voided_because", sa.String(length=30), nullable=True))
        batch_op.create_index(batch_op.f("ix_course_certificate_enrolment_id"), ["enrolment_id"])
        for once in ("enrolment_id", "number_index"):
            batch_op.drop_constraint(batch_op.f(f"uq_course_certificate_{once}"), type_="unique")
            batch_op.create_index(
                f"uq_course_certificate_{once}_holds", [once], unique=True,
                sqlite_where=_HOLDS, postgresql_where=_HOLDS,
            )  # fmt: skip


def downgrade() -> None:
    # Of a card written anew only the last one can stay; the older schema knows no voiding.
    for once in ("enrolment_id", "number_index"):
        last = f"SELECT max(id) FROM course_certificate GROUP BY {once}"
        op.execute(sa.text(f"DELETE FROM course_certificate WHERE id NOT IN ({last})"))
    with op.batch_alter_table("course_certificate", schema=None) as batch_op:
        for once in ("enrolment_id", "number_index"):
            batch_op.drop_index(f"uq_course_certificate_{once}_holds")
            batch_op.create_unique_constraint(batch_op.f(f"uq_course_certificate_{once}"), [once])
        batch_op.drop_index(batch_op.f("ix_course_certificate_enrolment_id"))
        batch_op.drop_column("voided_because")
        batch_op.drop_column("voided_by")
        batch_op.drop_column("voided_at")
