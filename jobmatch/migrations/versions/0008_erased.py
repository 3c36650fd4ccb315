"""when a record was deleted

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_person_erased_at"), "person", ["erased_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_person_erased_at"), "person")
    # Not in a batch: SQLite would make the table anew, and half the schema points to it.
    op.drop_column("person", "erased_at")
