"""texts to employers

Revision 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "employer_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_employer_text_referral_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_employer_text_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_text")),
        sa.UniqueConstraint("mark", name=op.f("uq_employer_text_mark")),
    )
    op.create_index("ix_employer_text_due", "employer_text", ["begun_at", "due_at"], unique=False)
    op.create_index(op.f("ix_employer_text_referral_id"), "employer_text", ["referral_id"], unique=False)
    op.create_index(op.f("ix_employer_text_vacancy_id"), "employer_text", ["vacancy_id"], unique=False)


def downgrade() -> None:
    op.drop_table("employer_text")
