"""the ledger of the months

Revision 0013, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_FIRST_LINE = "replaces_id IS NULL"


def upgrade() -> None:
    op.create_table(
        "month_closing",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_month_closing")),
    )
    op.create_table(
        "site_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("site_code", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["month"], ["month_closing.month"], name=op.f("fk_site_closing_month")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_closing")),
        sa.UniqueConstraint("month", "site_code", name=op.f("uq_site_closing_month_site_code")),
    )
    op.create_table(
        "household_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(length=30), nullable=True),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("labourers", sa.Integer(), nullable=False),
        sa.Column("employed", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("zero_opening", sa.Integer(), nullable=False),
        sa.Column("zero_found", sa.Integer(), nullable=False),
        sa.Column("zero_cleared", sa.Integer(), nullable=False),
        sa.Column("zero_otherwise", sa.Integer(), nullable=False),
        sa.Column("zero_closing", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=200), nullable=True),
        sa.Column("written_by", sa.String(length=100), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_household_month_household_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["household_month.id"], name=op.f("fk_household_month_replaces_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_household_month_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_month")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_household_month_replaces_id")),
    )
    op.create_index(op.f("ix_household_month_household_id"), "household_month", ["household_id"], unique=False)
    op.create_index("ix_household_month_month_site", "household_month", ["month", "site_id"], unique=False)
    op.create_index(
        "uq_household_month_first",
        "household_month",
        ["month", "household_id"],
        unique=True,
        sqlite_where=sa.text(_FIRST_LINE),
        postgresql_where=sa.text(_FIRST_LINE),
    )

    op.create_table(
        "person_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("left_because", sa.String(length=30), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("of_age", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=30), nullable=True),
        sa.Column("employer", sa.String(length=100), nullable=True),
        sa.Column("occupation", sa.String(length=100), nullable=True),
        sa.Column("industry", sa.String(length=50), nullable=True),
        sa.Column("channel", sa.String(length=30), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("wage", sa.LargeBinary(), nullable=True),
        sa.Column("wage_band", sa.Integer(), nullable=True),
        sa.Column("contract", sa.String(length=30), nullable=True),
        sa.Column("insurance", sa.String(length=100), nullable=True),
        sa.Column("workshop", sa.Boolean(), nullable=False),
        sa.Column("public_post", sa.Boolean(), nullable=False),
        sa.Column("own_account", sa.Boolean(), nullable=False),
        sa.Column("by_us", sa.Boolean(), nullable=False),
        sa.Column("left_work_because", sa.String(length=3), nullable=True),
        sa.Column("proof", sa.String(length=60), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=200), nullable=True),
        sa.Column("written_by", sa.String(length=100), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_person_month_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_month_person_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["person_month.id"], name=op.f("fk_person_month_replaces_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_person_month_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_month")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_person_month_replaces_id")),
    )
    op.create_index(op.f("ix_person_month_household_id"), "person_month", ["household_id"], unique=False)
    op.create_index("ix_person_month_month_site", "person_month", ["month", "site_id"], unique=False)
    op.create_index(op.f("ix_person_month_person_id"), "person_month", ["person_id"], unique=False)
    op.create_index(
        "uq_person_month_first",
        "person_month",
        ["month", "person_id"],
        unique=True,
        sqlite_where=sa.text(_FIRST_LINE),
        postgresql_where=sa.text(_FIRST_LINE),
    )


def downgrade() -> None:
    op.drop_index("uq_person_month_first", table_name="person_month")
    op.drop_index(op.f("ix_person_month_person_id"), table_name="person_month")
    op.drop_index("ix_person_month_month_site", table_name="person_month")
    op.drop_index(op.f("ix_person_month_household_id"), table_name="person_month")

    op.drop_table("person_month")
    op.drop_index("uq_household_month_first", table_name="household_month")
    op.drop_index("ix_household_month_month_site", table_name="household_month")
    op.drop_index(op.f("ix_household_month_household_id"), table_name="household_month")

    op.drop_table("household_month")
    op.drop_table("site_closing")
    op.drop_table("month_closing")
