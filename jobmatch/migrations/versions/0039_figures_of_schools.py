"""figures of schools, as they are told

Revision 0039, after 0038.
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "school_figures",
        sa.Column("provider_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column("soon_due", sa.Integer(), nullable=False),
        sa.Column("soon", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_school_figures_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_school_figures")),
    )


def downgrade() -> None:
    op.drop_table("school_figures")
