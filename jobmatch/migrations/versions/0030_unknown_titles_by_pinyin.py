"""titles that nobody knows are found by pinyin

Revision 0030, after 0029.
"""

import sqlalchemy as sa
from alembic import op

from jobmatch.households import names

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "title_question", sa.Column("title_pinyin", sa.String(length=600), nullable=False, server_default=sa.text("''"))
    )
    rows = sa.table("title_question", sa.column("id"), sa.column("title"), sa.column("title_pinyin"))
    spelled = sa.update(rows).where(rows.c.id == sa.bindparam("row")).values(title_pinyin=sa.bindparam("said"))
    found = op.get_bind().execute(sa.select(rows.c.id, rows.c.title)).all()
    if found:
        op.get_bind().execute(spelled, [{"row": row_id, "said": names.pinyin(title)} for row_id, title in found])


def downgrade() -> None:
    op.drop_column("title_question", "title_pinyin")
