"""a claim for a training that is taken back stays, and the same is claimed again beside it

Revision 0041, after 0040.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_STANDS = sa.text("taken_back_at IS NULL")
_ONCE = (("subsidy_claim", "enrolment_id", "kind"), ("trained_month", "training_id", "number"))


def upgrade() -> None:
    for table, whose, which in _ONCE:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True))
            batch_op.add_column(sa.Column("taken_back_by", sa.String(length=100), nullable=True))
            batch_op.add_column(sa.Column("taken_back_because", sa.String(length=30), nullable=True))
            batch_op.drop_constraint(batch_op.f(f"uq_{table}_{whose}_{which}"), type_="unique")
            batch_op.create_index(batch_op.f(f"ix_{table}_{whose}"), [whose])
            batch_op.create_index(
                f"uq_{table}_stands", [whose, which], unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
            )


def downgrade() -> None:
    for table, whose, which in _ONCE:
        # Of the same claim made anew only one can stay; the older schema knows no taking back.
        last = f"SELECT max(id) FROM {table} GROUP BY {whose}, {which}"
        op.execute(sa.text(f"DELETE FROM {table} WHERE id NOT IN ({last})"))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"uq_{table}_stands")
            batch_op.drop_index(batch_op.f(f"ix_{table}_{whose}"))
            batch_op.create_unique_constraint(batch_op.f(f"uq_{table}_{whose}_{which}"), [whose, which])
            batch_op.drop_column("taken_back_because")
            batch_op.drop_column("taken_back_by")
            batch_op.drop_column("taken_back_at")
