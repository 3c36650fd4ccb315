"""one truth of seats: those of other people and those of our enrolments are counted apart, and a kept seat lapses

Revision 0031, after 0030.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_BEFORE = sa.text("state NOT IN ('called_off', 'dropped', 'failed')")
_NOW = sa.text("state NOT IN ('called_off', 'dropped', 'failed', 'lapsed')")
_HOLDS = "('offered', 'enrolled', 'attending', 'completed', 'failed', 'certified', 'placed')"
_OURS = f"(SELECT count(*) FROM enrolment WHERE enrolment.course_id = course.id AND enrolment.state IN {_HOLDS})"


def upgrade() -> None:
    op.alter_column("course", "enrolled", new_column_name="enrolled_elsewhere")
    op.add_column("course", sa.Column("enrolled_here", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.execute(sa.text(f"UPDATE course SET enrolled_here = {_OURS}"))
    op.execute(
        sa.text(
            "UPDATE course SET enrolled_elsewhere = CASE WHEN enrolled_elsewhere > enrolled_here "
            "THEN enrolled_elsewhere - enrolled_here ELSE 0 END"
        )
    )
    op.add_column("enrolment", sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True))
    # A seat that is kept since before this day is kept since the move that offered it.
    op.execute(
        sa.text(
            "UPDATE enrolment SET offered_at = (SELECT max(at) FROM enrolment_move "
            "WHERE enrolment_move.enrolment_id = enrolment.id AND verb = 'offer') WHERE state = 'offered'"
        )
    )
    _index(_NOW)


def downgrade() -> None:
    _index(_BEFORE)
    op.drop_column("enrolment", "offered_at")
    op.execute(sa.text("UPDATE course SET enrolled_elsewhere = enrolled_elsewhere + enrolled_here"))
    op.drop_column("course", "enrolled_here")
    op.alter_column("course", "enrolled_elsewhere", new_column_name="enrolled")


def _index(goes_on: sa.TextClause) -> None:
    op.drop_index("uq_enrolment_open", "enrolment")
    op.create_index(
        "uq_enrolment_open", "enrolment", ["person_id", "course_id"], unique=True,
        sqlite_where=goes_on, postgresql_where=goes_on,
    )  # fmt: skip
