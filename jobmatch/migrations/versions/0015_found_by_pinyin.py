"""employers and vacancies are found by pinyin

Revision 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

from jobmatch.households import names

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_SPELLED = {"employer": "name", "vacancy": "title"}


def upgrade() -> None:
    for table, column in _SPELLED.items():
        op.add_column(
            table, sa.Column(f"{column}_pinyin", sa.String(length=600), nullable=False, server_default=sa.text("''"))
        )
        _spell(table, column)


def downgrade() -> None:
    for table, column in _SPELLED.items():
        # Not in a batch: SQLite would make the table anew, and half the schema points to it.
        op.drop_column(table, f"{column}_pinyin")


def _spell(table: str, column: str) -> None:
    rows = sa.table(table, sa.column("id"), sa.column(column), sa.column(f"{column}_pinyin"))
    spelled = sa.update(rows).where(rows.c.id == sa.bindparam("row")).values({f"{column}_pinyin": sa.bindparam("said")})
    found = op.get_bind().execute(sa.select(rows.c.id, rows.c[column])).all()
    if found:
        op.get_bind().execute(spelled, [{"row": row_id, "said": names.pinyin(text)} for row_id, text in found])
