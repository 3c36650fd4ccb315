"""Every column says whether it holds something about a person, and what is sensitive is sealed."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

from jobmatch import privacy, tables

# What the law calls sensitive and yet stands open, each with the reason why the program could not work with it sealed.
OPEN_THOUGH_SENSITIVE = {
    "person.id_number_index": "a keyed fingerprint, useless without the key",
    "person.disability_card_index": "a keyed fingerprint, useless without the key",
    "person.birth_date": "ages are asked of the database, and duplicates are looked for by it",
    "person.ethnicity": "counted in county tables, never shown to an employer",
    "person.capacity": "who counts as a labourer is asked of the database",
    "employment.workplace": "never finer than the county; counted in the monthly tables",
    "household.household_type": "counted in the monthly tables",
    "household_month.type": "counted in the monthly tables, also years later",
    "household.monitor_category": "counted in the monthly tables",
    "household.monitor_since": "counted in the monthly tables",
    "household.risk_cleared": "counted in the monthly tables",
    "household.assistance": "counted in the monthly tables",
    "household.main_cause": "counted in the county's tables",
    "intention.needs_allowance": "a yes or no that course plans are counted by",
}


def sensitive_in_the_open(metadata: MetaData) -> list[str]:
    return [
        f"{entry.table}.{entry.column}"
        for entry in privacy.register(metadata)
        if entry.holds and entry.holds.sensitivity is privacy.Sensitivity.SENSITIVE and not entry.sealed
    ]


def test_the_guards_see_a_column_that_nobody_thought_about() -> None:
    metadata = MetaData()
    health = privacy.sensitive("health", privacy.Purpose.PROTECT)
    Table(
        "patient",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("nickname", String),
        Column("health", LargeBinary, info=health),
    )
    assert privacy.unclassified(metadata) == ["patient.nickname"]
    assert sensitive_in_the_open(metadata) == ["patient.health"]


def test_every_column_is_in_the_privacy_register() -> None:
    assert privacy.unclassified(tables.metadata()) == []


def test_what_is_sensitive_is_sealed() -> None:
    assert set(sensitive_in_the_open(tables.metadata())) == set(OPEN_THOUGH_SENSITIVE)
