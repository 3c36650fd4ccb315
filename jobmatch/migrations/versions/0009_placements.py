"""from the yes to a stable job

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


_OPEN_BEFORE = "state IN ('suggested', 'reviewed', 'offered', 'accepted', 'introduced')"
_RUNS = (
    "state IN ('suggested', 'reviewed', 'offered', 'accepted', 'introduced', 'interview', 'hired', 'started', 'on_job', "
    "'stable_3m', 'stable_6m')"
)


def upgrade() -> None:
    _one_of_a_pair(_RUNS)
    op.create_table(
        "service_given",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_service_given_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_given")),
    )
    op.create_index("ix_service_given_person_on", "service_given", ["person_id", "on"], unique=False)

    op.create_table(
        "early_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signal", sa.String(length=30), nullable=False),
        sa.Column("level", sa.String(length=30), nullable=False),
        sa.Column("mark", sa.String(length=80), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("done", sa.LargeBinary(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_early_warning_employer_id")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_early_warning_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_early_warning_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_early_warning")),
    )
    op.create_index(op.f("ix_early_warning_employer_id"), "early_warning", ["employer_id"], unique=False)
    op.create_index(op.f("ix_early_warning_household_id"), "early_warning", ["household_id"], unique=False)
    op.create_index(op.f("ix_early_warning_person_id"), "early_warning", ["person_id"], unique=False)
    op.create_index("ix_early_warning_state_due", "early_warning", ["state", "due_on"], unique=False)
    op.create_index(
        "uq_early_warning_open",
        "early_warning",
        ["mark"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )

    op.create_table(
        "zero_spell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("found_how", sa.String(length=30), nullable=False),
        sa.Column("help_due_on", sa.Date(), nullable=False),
        sa.Column("work_due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("helped_on", sa.Date(), nullable=True),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("working_since", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("relapse_of_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_zero_spell_household_id")),
        sa.ForeignKeyConstraint(["relapse_of_id"], ["zero_spell.id"], name=op.f("fk_zero_spell_relapse_of_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["person.id"], name=op.f("fk_zero_spell_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zero_spell")),
    )
    op.create_index(op.f("ix_zero_spell_household_id"), "zero_spell", ["household_id"], unique=False)
    op.create_index("ix_zero_spell_state", "zero_spell", ["state"], unique=False)
    op.create_index(
        "uq_zero_spell_standing",
        "zero_spell",
        ["household_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('found', 'helped', 'in_work')"),
        postgresql_where=sa.text("state IN ('found', 'helped', 'in_work')"),
    )

    op.create_table(
        "zero_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zero_spell_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("because", sa.String(length=200), nullable=False),
        sa.Column("referral_ids", sa.JSON(), nullable=True),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["zero_spell_id"], ["zero_spell.id"], name=op.f("fk_zero_move_zero_spell_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zero_move")),
    )
    op.create_index(op.f("ix_zero_move_zero_spell_id"), "zero_move", ["zero_spell_id"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("mark", sa.String(length=80), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_follow_up_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_follow_up_person_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_follow_up_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("mark", name=op.f("uq_follow_up_mark")),
    )
    op.create_index(op.f("ix_follow_up_household_id"), "follow_up", ["household_id"], unique=False)
    op.create_index(op.f("ix_follow_up_person_id"), "follow_up", ["person_id"], unique=False)
    op.create_index(op.f("ix_follow_up_referral_id"), "follow_up", ["referral_id"], unique=False)
    op.create_index("ix_follow_up_state_due", "follow_up", ["state", "due_on"], unique=False)

    op.create_table(
        "rights_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("employer", sa.String(length=100), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(length=100), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("settled_by", sa.String(length=100), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rights_ticket_person_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_rights_ticket_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_ticket")),
    )
    op.create_index(op.f("ix_rights_ticket_person_id"), "rights_ticket", ["person_id"], unique=False)
    op.create_index("ix_rights_ticket_state", "rights_ticket", ["state"], unique=False)
    op.create_index(
        "uq_rights_ticket_standing",
        "rights_ticket",
        ["person_id", "kind", "employer"],
        unique=True,
        sqlite_where=sa.text("state <> 'settled'"),
        postgresql_where=sa.text("state <> 'settled'"),
    )

    op.create_table(
        "start_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("proof", sa.String(length=30), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_start_word_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_word")),
        sa.UniqueConstraint("referral_id", "proof", name=op.f("uq_start_word_referral_id_proof")),
    )
    op.create_table(
        "follow_up_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_up.id"], name=op.f("fk_follow_up_move_follow_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_move")),
    )
    op.create_index(op.f("ix_follow_up_move_follow_up_id"), "follow_up_move", ["follow_up_id"], unique=False)

    op.add_column("referral", sa.Column("started_on", sa.Date(), nullable=True))
    op.add_column("referral", sa.Column("left_on", sa.Date(), nullable=True))
    op.add_column("referral", sa.Column("first_wage", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    _one_of_a_pair(_OPEN_BEFORE)
    # Not in a batch: SQLite would make the table anew.
    op.drop_column("referral", "first_wage")
    op.drop_column("referral", "left_on")
    op.drop_column("referral", "started_on")

    op.drop_index(op.f("ix_follow_up_move_follow_up_id"), "follow_up_move")

    op.drop_table("follow_up_move")
    op.drop_table("start_word")
    op.drop_index(
        "uq_rights_ticket_standing",
        "rights_ticket",
        sqlite_where=sa.text("state <> 'settled'"),
        postgresql_where=sa.text("state <> 'settled'"),
    )
    op.drop_index("ix_rights_ticket_state", "rights_ticket")
    op.drop_index(op.f("ix_rights_ticket_person_id"), "rights_ticket")

    op.drop_table("rights_ticket")
    op.drop_index("ix_follow_up_state_due", "follow_up")
    op.drop_index(op.f("ix_follow_up_referral_id"), "follow_up")
    op.drop_index(op.f("ix_follow_up_person_id"), "follow_up")
    op.drop_index(op.f("ix_follow_up_household_id"), "follow_up")

    op.drop_table("follow_up")
    op.drop_index(op.f("ix_zero_move_zero_spell_id"), "zero_move")

    op.drop_table("zero_move")
    op.drop_index(
        "uq_zero_spell_standing",
        "zero_spell",
        sqlite_where=sa.text("state IN ('found', 'helped', 'in_work')"),
        postgresql_where=sa.text("state IN ('found', 'helped', 'in_work')"),
    )
    op.drop_index("ix_zero_spell_state", "zero_spell")
    op.drop_index(op.f("ix_zero_spell_household_id"), "zero_spell")

    op.drop_table("zero_spell")
    op.drop_index(
        "uq_early_warning_open",
        "early_warning",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index("ix_early_warning_state_due", "early_warning")
    op.drop_index(op.f("ix_early_warning_person_id"), "early_warning")
    op.drop_index(op.f("ix_early_warning_household_id"), "early_warning")
    op.drop_index(op.f("ix_early_warning_employer_id"), "early_warning")

    op.drop_table("early_warning")
    op.drop_index("ix_service_given_person_on", "service_given")

    op.drop_table("service_given")


def _one_of_a_pair(states: str) -> None:
    """At most one referral of a person to a vacancy in these states."""
    op.drop_index("uq_referral_open", "referral")
    op.create_index(
        "uq_referral_open", "referral", ["person_id", "vacancy_id"], unique=True,
        sqlite_where=sa.text(states), postgresql_where=sa.text(states),
    )  # fmt: skip
