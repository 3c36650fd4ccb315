"""The privacy register: nothing is left unclassified, and what the law calls sensitive is sealed or seen by few."""

from jobmatch import privacy, tables
from jobmatch.access import Role
from jobmatch.privacy import Sensitivity

ENTRIES = list(privacy.register(tables.metadata()))


def test_every_column_is_classified() -> None:
    assert privacy.unclassified(tables.metadata()) == []


def test_no_employer_sees_health_income_poverty_sex_or_ethnicity() -> None:
    seen = {e.column for e in ENTRIES if e.holds and Role.EMPLOYER in e.holds.seen_by}
    hidden = {"health", "disability", "limits", "protections", "sex", "ethnicity", "household_type", "capacity"}
    assert not seen & hidden
    assert not any(column.startswith(("income", "wage")) for column in seen)


def test_numbers_that_identify_are_sealed() -> None:
    sealed = {f"{e.table}.{e.column}" for e in ENTRIES if e.sealed}
    for column in (
        "person.id_number",
        "person.phone",
        "person.health",
        "household.income_wage",
        "employment.wage_month",
    ):
        assert column in sealed


def test_look_up_columns_are_shown_to_nobody() -> None:
    assert all(not e.holds.seen_by for e in ENTRIES if e.holds and e.column.endswith("_index"))


def test_a_safety_flag_is_for_the_helper_alone() -> None:
    (safety,) = [e for e in ENTRIES if e.column == "safety"]
    assert safety.holds is not None
    assert safety.holds.seen_by == {Role.HELPER}
    assert safety.holds.sensitivity is Sensitivity.SENSITIVE


def test_a_clerk_enters_health_but_does_not_read_it_again() -> None:
    for entry in ENTRIES:
        if entry.table == "person" and entry.column in {"health", "disability", "limits", "protections"}:
            assert entry.holds is not None
            assert Role.CLERK not in entry.holds.seen_by
