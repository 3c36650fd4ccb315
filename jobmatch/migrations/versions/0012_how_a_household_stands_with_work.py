"""how a household stands with work; a service is written down once

Revision 0012, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written by the reckoning of the first night, or with the next word about a household.
    op.add_column("household", sa.Column("employment_state", sa.String(length=30), nullable=True))
    op.create_index(op.f("ix_household_employment_state"), "household", ["employment_state"], unique=False)
    op.drop_index("ix_service_given_person_on", "service_given")
    op.create_index("uq_service_given_once", "service_given", ["person_id", "on", "kind", "about"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_service_given_once", "service_given")
    op.create_index("ix_service_given_person_on", "service_given", ["person_id", "on"], unique=False)
    op.drop_index(op.f("ix_household_employment_state"), "household")
    # Not in a batch: SQLite would make the table anew, and half the schema points to it.
    op.drop_column("household", "employment_state")
